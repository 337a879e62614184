import { useLanguage } from "../../../i18n";
import type { Entry } from "../entry";
import { nameOf, put, recordOf } from "../entry";
import { ChoiceList } from "./ChoiceList";
import { CodeInput } from "./CodeInput";
import { Condition } from "./Condition";
import { useEditing } from "./context";
import { FaultList } from "./FaultList";
import { elsewhere } from "./faults";
import { FieldList } from "./FieldList";
import { Frame } from "./Frame";
import type { Field } from "./form";
import { fieldsOf, fits, formOf, kindsOf, mayBeNamed, renamed, withKind } from "./form";
import { KeyField } from "./KeyField";
import type { Option } from "./Pick";
import { PickOne } from "./Pick";
import { SHAPES } from "./shapes";
import { useWords } from "./words";

const KEYS = Object.keys(SHAPES.field);

interface Props {
  readonly fields: readonly Field[];
  readonly at: number;
  readonly path: string; // Of the form, or of the table's columns.
  readonly inTable: boolean;
  readonly onChange: (fields: readonly Field[], typed: string) => void;
}

/** One question: what it asks in both languages, what kind of answer it takes, and when it is asked. */
export function FieldBody({ fields, at, path, inTable, onChange }: Props) {
  const { t, read } = useLanguage();
  const { faults, applicant } = useEditing();
  const words = useWords();
  const { name, spec } = fields[at] ?? { name: "", spec: {} };
  const place = `${path}.${name}`;
  const set = (next: Entry, typed: string) => onChange(fields.with(at, { name, spec: next }), typed);
  const earlier = [...fieldsOf(inTable ? {} : applicant), ...fields.slice(0, at)];
  const key = (each: string, label?: string) => fits(each, spec) && <KeyField group="field" name={each} label={label} entry={spec} path={place} onChange={set} />;
  const pick = (each: string, options: readonly Option[], value: string | null, change: (picked: string | null) => void) =>
    fits(each, spec) && (
      <Frame label={words.label("field", each)} path={`${place}.${each}`} hint={words.hint("field", each)}>
        {(id, described, wrong) => (
          <PickOne id={id} label={words.label("field", each)} described={described} wrong={wrong} testId={`field-${each}`} required={each === "kind"} options={options} value={value} onChange={change} />
        )}
      </Frame>
    );
  const option = (value: string, label: string): Option => ({ value, label, search: `${label} ${value}` });
  const dates = earlier.filter((field) => field.spec["kind"] === "date").map((field) => option(field.name, read(nameOf(field.spec, "label")) || field.name));
  const choices = recordOf(spec, "choices");
  const bounds = spec["kind"] === "table" ? "rows" : spec["kind"] === "integer" ? "number" : "letters";
  return (
    <div className="editor-grid">
      {key("label")}
      {pick(
        "kind",
        kindsOf(inTable).map((kind) => option(kind, words.choice("kind", kind))),
        typeof spec["kind"] === "string" ? spec["kind"] : null,
        (kind) => kind !== null && set(withKind(spec, kind), place),
      )}
      <CodeInput
        label={t("editor.field.name")}
        path={`${place}.name`}
        hint={t("editor.field.name.hint")}
        value={name}
        testId="field-name"
        allowed={(wanted) => mayBeNamed(wanted, fields)}
        onCommit={(wanted) => onChange(renamed(fields, at, wanted), "")}
      />
      {key("required")}
      {fits("choices", spec) && <ChoiceList fields={fields} at={at} path={place} onChange={onChange} />}
      {pick("default", Object.keys(choices).map((code) => option(code, read(nameOf(choices, code)) || code)), typeof spec["default"] === "string" ? spec["default"] : null, (code) => set(put(spec, "default", code), `${place}.default`))}
      {fits("columns", spec) && (
        <fieldset className="editor-set editor-wide">
          <legend>{words.label("field", "columns")}</legend>
          <FieldList fields={fieldsOf(recordOf(spec, "columns"))} path={`${place}.columns`} inTable onChange={(columns, typed) => set(put(spec, "columns", formOf(columns)), typed)} />
          <FaultList faults={faults.filter((fault) => fault.path === `${place}.columns`)} />
        </fieldset>
      )}
      {key("minimum", t(`editor.minimum.${bounds}`))}
      {key("maximum", t(`editor.maximum.${bounds}`))}
      {pick("must-be", [option("true", t("entry.yes")), option("false", t("entry.no"))], spec["must-be"] === undefined ? null : String(spec["must-be"]), (must) => set(put(spec, "must-be", must === null ? null : must === "true"), `${place}.must-be`))}
      {key("day")}
      {pick("after", dates, typeof spec["after"] === "string" ? spec["after"] : null, (other) => set(put(spec, "after", other), `${place}.after`))}
      {key("prefill")}
      {key("personal")}
      {!inTable && key("section")}
      {!inTable && <Condition spec={spec} earlier={earlier} path={place} onChange={(next) => set(next, `${place}.when`)} />}
      <FaultList faults={elsewhere(faults, place, KEYS.map((each) => `${place}.${each}`))} />
    </div>
  );
}
