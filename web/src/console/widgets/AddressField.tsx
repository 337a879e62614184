import type { FieldProps } from "@rjsf/utils";
import { Alert, Cascader, Input } from "antd";
import { useEffect, useState } from "react";

import type { Field } from "../../components/formFields";
import type { Cell } from "../../generated/wire";
import { explain, useLanguage } from "../../i18n";
import type { DraftValues } from "../../state/draft";
import { below } from "./divisions";
import type { Place } from "./divisions";

interface Option {
  readonly value: string;
  readonly label: string;
  readonly isLeaf: boolean;
  children?: Option[];
}

type Address = Readonly<Record<string, Cell>>;

/** A division picked from the tree, level by level, and, of an address, the place within it. */
export function AddressField({ fieldPathId, formData, disabled, uiSchema, onChange }: FieldProps<DraftValues>) {
  const { t, read } = useLanguage();
  const field = uiSchema?.["ui:options"]?.["spec"] as Field;
  const address = (formData ?? {}) as Address;
  const [options, setOptions] = useState<Option[]>([]);
  const [error, setError] = useState<unknown>(null);
  const asOption = ({ code, name, leaf }: Place): Option => ({ value: code, label: read(name), isLeaf: leaf });
  useEffect(() => {
    below(null)
      .then((places) => setOptions(places.map(asOption)))
      .catch(setError);
    // The names follow the language when the page is drawn anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const load = (chosen: Option[]) => {
    const last = chosen.at(-1);
    if (!last) return;
    below(last.value)
      .then((places) => {
        last.children = places.map(asOption);
        setOptions((former) => [...former]);
      })
      .catch(setError);
  };
  const change = (changed: Address) => onChange(changed as unknown as DraftValues, fieldPathId.path);
  const { id, label } = { id: fieldPathId.$id, label: field.label };
  return (
    <div className="address-field" role="group" aria-label={label}>
      <Cascader<Option>
        id={id}
        options={options}
        loadData={load}
        changeOnSelect
        disabled={disabled ?? false}
        value={address["code"] ? [String(address["code"])] : []}
        displayRender={() => String(address["name"] ?? "")}
        placeholder={t("widget.division")}
        aria-label={t("widget.division.of", { name: label })}
        onChange={(codes, chosen) => {
          const code = codes?.at(-1);
          const name = (chosen ?? []).map((option) => option.label).join("");
          change(code ? { ...address, code: String(code), name } : {});
        }}
      />
      {field.property["x-kind"] === "address" && (
        <Input
          id={`${id}_text`}
          value={String(address["text"] ?? "")}
          disabled={disabled ?? false}
          maxLength={100}
          placeholder={t("widget.address.text")}
          aria-label={t("widget.address.text.of", { name: label })}
          onChange={(event) => change({ ...address, text: event.target.value })}
        />
      )}
      {error !== null && <Alert type="warning" showIcon title={explain(error)} />}
    </div>
  );
}
