import { useLanguage } from "../../../i18n";
import type { Entry } from "../entry";
import { useEditing } from "./context";
import { FaultList } from "./FaultList";
import { KeyField } from "./KeyField";

/** The item's own keys, by what they are about. */
const PARTS = {
  what: ["name", "description", "result", "aliases", "serves", "item-type", "level", "code", "code-scheme"],
  who: ["department", "area", "zone", "division", "service-type", "qualification"],
  time: ["legal-days", "committed-days", "target-minutes", "case-kind", "fee"],
  end: ["delivery", "signature", "pays", "id-card-only"],
  others: ["components", "one-refuses-all", "add-ons"],
} as const;
const NAMES = ["what", "who", "time", "end", "others"] as const;

interface Props {
  readonly entry: Entry;
  readonly onChange: (entry: Entry, typed: string) => void;
}

/** What an item is, whose it is, how long it takes, and what comes of it. */
export function BasicFields({ entry, onChange }: Props) {
  const { t } = useLanguage();
  const { faults } = useEditing();
  return (
    <>
      <FaultList faults={faults.filter((fault) => fault.path === "")} />
      {NAMES.map((part) => (
        <fieldset key={part} className="editor-part">
          <legend>{t(`editor.part.${part}`)}</legend>
          <div className="editor-grid">
            {PARTS[part].map((key) => (
              <KeyField key={key} group="item" name={key} entry={entry} path="" onChange={onChange} />
            ))}
          </div>
        </fieldset>
      ))}
    </>
  );
}
