import { useId } from "react";

import { useLanguage } from "../../../i18n";
import type { Entry } from "../entry";
import { nameOf, put, recordOf } from "../entry";
import { useEditing } from "./context";
import { FaultList } from "./FaultList";
import { within } from "./faults";
import type { Field } from "./form";
import { valuesOf, wantedBy, whenOf } from "./form";
import { PickMany, PickOne } from "./Pick";
import { useWords } from "./words";

interface Props {
  readonly spec: Entry;
  readonly earlier: readonly Field[];
  readonly path: string;
  readonly onChange: (spec: Entry) => void;
}

/** When a question is asked: always, or while an earlier choice or yes-or-no question has one of these answers. */
export function Condition({ spec, earlier, path, onChange }: Props) {
  const { t, read } = useLanguage();
  const { faults } = useEditing();
  const words = useWords();
  const id = useId();
  const when = recordOf(spec, "when");
  const chosen = typeof when["field"] === "string" ? when["field"] : null;
  const askable = earlier.filter((field) => field.spec["kind"] === "choice" || field.spec["kind"] === "boolean");
  const other = earlier.find((field) => field.name === chosen);
  const values = other ? valuesOf(other.spec) : new Map<string, { zh: string; en: string }>();
  const wanted = wantedBy(when);
  const label = (field: Field) => read(nameOf(field.spec, "label")) || field.name;
  const set = (next: Entry | null) => onChange(put(spec, "when", next));
  return (
    <fieldset className="editor-set editor-wide">
      <legend>{words.label("field", "when")}</legend>
      <div className="editor-grid">
        <div className="editor-field">
          <label htmlFor={`${id}-field`}>{t("editor.when.field")}</label>
          <PickOne
            id={`${id}-field`}
            label={t("editor.when.field")}
            testId="when-field"
            placeholder={t(askable.length > 0 ? "editor.when.always" : "editor.when.impossible")}
            options={askable.map((field) => ({ value: field.name, label: label(field), search: `${label(field)} ${field.name}` }))}
            value={chosen}
            onChange={(name) => set(whenOf(askable.find((field) => field.name === name)))}
          />
        </div>
        {chosen !== null && (
          <div className="editor-field">
            <label htmlFor={`${id}-is`}>{t("editor.when.is")}</label>
            {values === null ? (
              <PickOne
                id={`${id}-is`}
                label={t("editor.when.is")}
                testId="when-is"
                required
                options={[true, false].map((each) => ({ value: String(each), label: t(each ? "entry.yes" : "entry.no"), search: t(each ? "entry.yes" : "entry.no") }))}
                value={wanted[0] === undefined ? null : String(wanted[0])}
                onChange={(is) => set({ field: chosen, is: is === "true" })}
              />
            ) : (
              <PickMany
                id={`${id}-is`}
                label={t("editor.when.is")}
                testId="when-is"
                options={[...values].map(([code, name]) => ({ value: code, label: read(name) || name.zh || code, search: `${name.zh} ${name.en} ${code}` }))}
                values={wanted.map(String)}
                onChange={(is) => set({ field: chosen, is: is.length === 1 ? is[0] : is })}
              />
            )}
          </div>
        )}
      </div>
      <FaultList faults={faults.filter((fault) => within(fault, `${path}.when`))} />
    </fieldset>
  );
}
