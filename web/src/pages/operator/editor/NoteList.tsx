import { useLanguage } from "../../../i18n";
import type { Entry, Name } from "../entry";
import { isName, listOf, put } from "../entry";
import { useEditing } from "./context";
import { FaultList } from "./FaultList";
import { within } from "./faults";
import { NamePair } from "./NamePair";
import { RowList } from "./RowList";

interface Props {
  readonly entry: Entry;
  readonly onChange: (entry: Entry, typed: string) => void;
}

/** What must be told to the resident, in the order in which it is told. */
export function NoteList({ entry, onChange }: Props) {
  const { t, read } = useLanguage();
  const { faults } = useEditing();
  const notes = listOf(entry, "to-tell").map((each): Name => (isName(each) ? each : { zh: String(each), en: "" }));
  const set = (rows: readonly Name[], typed = "") => onChange(put(entry, "to-tell", rows.length === 0 ? null : rows), typed);
  return (
    <>
      <p className="editor-lead">{t("editor.notes.lead")}</p>
      <RowList
        label={t("entry.item.to-tell")}
        rows={notes}
        pathOf={(_, at) => `to-tell[${at}]`}
        title={(note, at) => read(note) || t("editor.note", { n: at + 1 })}
        ordered
        plain
        empty={t("editor.notes.none")}
        add={t("editor.notes.add")}
        blank={() => ({ zh: "", en: "" })}
        testId="note"
        onChange={set}
      >
        {(note, at) => {
          const wrong = faults.filter((fault) => within(fault, `to-tell[${at}]`));
          return (
            <>
              <NamePair long label={t("editor.note", { n: at + 1 })} wrong={wrong.length > 0} testId={`note-${at}`} value={note} onChange={(next) => set(notes.with(at, next), `to-tell[${at}]`)} />
              <FaultList faults={wrong} />
            </>
          );
        }}
      </RowList>
    </>
  );
}
