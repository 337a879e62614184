import type { FieldProps } from "@rjsf/utils";
import { Button } from "antd";

import type { Field } from "../../components/formFields";
import type { Cell } from "../../generated/wire";
import { useLanguage } from "../../i18n";
import type { DraftValues } from "../../state/draft";
import { TableCell } from "./TableCell";

type Row = Readonly<Record<string, Cell>>;

/** Several records of the same fields, one beneath the other. */
export function TableField({ fieldPathId, formData, disabled, uiSchema, onChange }: FieldProps<DraftValues>) {
  const { t } = useLanguage();
  const field = uiSchema?.["ui:options"]?.["spec"] as Field;
  const rows: readonly Row[] = Array.isArray(formData) ? (formData as readonly Row[]) : [];
  const most = (field.property as { readonly maxItems?: number }).maxItems ?? Infinity;
  const change = (changed: readonly Row[]) => onChange(changed as unknown as DraftValues, fieldPathId.path);
  const set = (index: number, name: string, cell: Cell) =>
    change(rows.map((row, each) => (each === index ? { ...row, [name]: cell } : row)));
  return (
    <div className="table-field" id={fieldPathId.$id} role="group" tabIndex={-1} aria-label={field.label}>
      {rows.map((row, index) => (
        // Rows have no name of their own; they are only ever added at the end.
        // eslint-disable-next-line react/no-array-index-key
        <fieldset key={index} className="table-row">
          <legend>{t("widget.table.row", { n: index + 1 })}</legend>
          {field.columns.map((column) => (
            <TableCell
              key={column.name}
              id={`${fieldPathId.$id}_${index}_${column.name}`}
              column={column}
              value={row[column.name]}
              disabled={disabled ?? false}
              onChange={(cell) => set(index, column.name, cell)}
            />
          ))}
          <Button
            size="small"
            danger
            disabled={disabled ?? false}
            aria-label={t("widget.table.remove", { n: index + 1 })}
            onClick={() => change(rows.filter((_, each) => each !== index))}
          >
            {t("widget.table.remove.short")}
          </Button>
        </fieldset>
      ))}
      <Button disabled={(disabled ?? false) || rows.length >= most} data-testid={`${fieldPathId.$id}-add`} onClick={() => change([...rows, {}])}>
        {t("widget.table.add", { name: field.label })}
      </Button>
    </div>
  );
}
