import { useLanguage } from "../../../i18n";
import type { Name } from "../entry";
import { nameOf, put, recordOf } from "../entry";
import { CodeInput } from "./CodeInput";
import { useEditing } from "./context";
import { FaultList } from "./FaultList";
import { within } from "./faults";
import type { Field } from "./form";
import { mayBeChosen, renamedChoice } from "./form";
import { NamePair } from "./NamePair";
import { RowList } from "./RowList";
import { freeCode } from "./rows";

interface Props {
  readonly fields: readonly Field[];
  readonly at: number;
  readonly path: string;
  readonly onChange: (fields: readonly Field[], typed: string) => void;
}

interface Row {
  readonly code: string;
  readonly name: Name;
}

/** What a choice offers, in its order. */
export function ChoiceList({ fields, at, path, onChange }: Props) {
  const { t, read } = useLanguage();
  const { faults } = useEditing();
  const { name, spec } = fields[at] ?? { name: "", spec: {} };
  const choices = recordOf(spec, "choices");
  const codes = Object.keys(choices);
  const rows = codes.map((code): Row => ({ code, name: nameOf(choices, code) }));
  const set = (next: readonly Row[], typed = "") => {
    const made = next.length === 0 ? null : Object.fromEntries(next.map((row) => [row.code, row.name]));
    onChange(fields.with(at, { name, spec: put(spec, "choices", made) }), typed);
  };
  return (
    <fieldset className="editor-set editor-wide">
      <legend>{t("entry.field.choices")}</legend>
      <RowList
        label={t("entry.field.choices")}
        rows={rows}
        pathOf={(row) => `${path}.choices.${row.code}`}
        title={(row) => read(row.name) || row.name.zh || row.code}
        ordered
        plain
        empty={t("editor.choices.none")}
        add={t("editor.choices.add")}
        blank={(): Row => ({ code: freeCode("option", codes), name: { zh: "", en: "" } })}
        testId="choice"
        onChange={set}
      >
        {(row, place) => (
          <div className="choice-row">
            <NamePair label={t("editor.choice", { n: place + 1 })} testId={`choice-${place}`} value={row.name} onChange={(next) => set(rows.with(place, { ...row, name: next }), `${path}.choices.${row.code}`)} />
            <CodeInput
              label={t("editor.choice.code")}
              path={`${path}.choices.${row.code}`}
              hint=""
              value={row.code}
              testId={`choice-${place}-code`}
              allowed={(wanted) => mayBeChosen(wanted, codes)}
              onCommit={(wanted) => onChange(renamedChoice(fields, at, row.code, wanted), "")}
            />
          </div>
        )}
      </RowList>
      <FaultList faults={faults.filter((fault) => within(fault, `${path}.choices`) && !codes.some((code) => within(fault, `${path}.choices.${code}`)))} />
    </fieldset>
  );
}
