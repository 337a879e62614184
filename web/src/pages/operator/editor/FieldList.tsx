import { useLanguage } from "../../../i18n";
import { nameOf, recordOf } from "../entry";
import { useEditing } from "./context";
import { condition } from "./differences";
import { FieldBody } from "./FieldBody";
import type { Field } from "./form";
import { formOf } from "./form";
import { RowList } from "./RowList";
import { freeCode } from "./rows";
import { useWords } from "./words";

interface Props {
  readonly fields: readonly Field[];
  readonly path: string;
  readonly inTable?: boolean;
  readonly onChange: (fields: readonly Field[], typed: string) => void;
}

/** The questions of a form, or the columns of a table, in the order in which they are asked. */
export function FieldList({ fields, path, inTable = false, onChange }: Props) {
  const { t, read } = useLanguage();
  const { applicant } = useEditing();
  const words = useWords();
  const names = fields.map((field) => field.name);
  const form = { ...applicant, ...formOf(fields) };
  const stem = inTable ? "column" : "field";
  const summary = ({ spec }: Field) =>
    [
      words.choice("kind", String(spec["kind"] ?? "")),
      t(spec["required"] === false ? "catalogue.paper.optional" : "catalogue.paper.required"),
      "when" in spec ? condition(recordOf(spec, "when"), form, read, t("catalogue.comma")) : "",
    ]
      .filter(Boolean)
      .join(t("catalogue.comma"));
  return (
    <RowList
      label={t(inTable ? "entry.field.columns" : "entry.item.form")}
      rows={fields}
      pathOf={(field) => `${path}.${field.name}`}
      title={({ name, spec }) => read(nameOf(spec, "label")) || nameOf(spec, "label").zh || name}
      summary={summary}
      ordered
      empty={t(inTable ? "editor.columns.none" : "catalogue.form.none")}
      add={t(inTable ? "editor.columns.add" : "editor.form.add")}
      blank={(): Field => ({ name: freeCode(stem, names, "_"), spec: { label: { zh: "", en: "" }, kind: "text" } })}
      copy={(field) => ({ ...field, name: freeCode(field.name, names, "_") })}
      testId={stem}
      onChange={(rows) => onChange(rows, "")}
    >
      {(_, at) => <FieldBody fields={fields} at={at} path={path} inTable={inTable} onChange={onChange} />}
    </RowList>
  );
}
