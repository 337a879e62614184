import { Checkbox, Input, Select } from "antd";

import type { Field } from "../../components/formFields";
import type { Cell } from "../../generated/wire";
import { useLanguage } from "../../i18n";

interface Props {
  readonly id: string;
  readonly column: Field;
  readonly value: Cell | undefined;
  readonly disabled: boolean;
  readonly onChange: (cell: Cell) => void;
}

/** One field of a record, by its kind. */
export function TableCell({ id, column, value, disabled, onChange }: Props) {
  const { t } = useLanguage();
  const { type, format } = column.property;
  const text = value === undefined || value === null ? "" : String(value);
  if (type === "boolean")
    return (
      <Checkbox id={id} className="table-cell" checked={value === true} disabled={disabled} onChange={(event) => onChange(event.target.checked)}>
        {column.label}
      </Checkbox>
    );
  return (
    <label className="table-cell" htmlFor={id}>
      <span>{column.label}</span>
      {column.choices.size > 0 ? (
        <Select
          id={id}
          value={text === "" ? null : text}
          disabled={disabled}
          allowClear={!column.required}
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("form.choose")}
          aria-label={column.label}
          options={[...column.choices].map(([choice, label]) => ({ value: String(choice), label }))}
          onChange={(chosen: string | undefined) => onChange(chosen ?? null)}
        />
      ) : (
        <Input
          id={id}
          type={format === "date" ? "date" : "text"}
          inputMode={type === "integer" ? "numeric" : "text"}
          value={text}
          disabled={disabled}
          onChange={(event) => onChange(type === "integer" ? whole(event.target.value) : event.target.value)}
        />
      )}
    </label>
  );
}

function whole(typed: string): number | string | null {
  if (typed.trim() === "") return null;
  return /^-?\d+$/.test(typed.trim()) ? Number(typed) : typed;
}
