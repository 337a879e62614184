import { Button } from "antd";

import type { CaseView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { CaseCommand } from "../../../state/caseActions";
import { useKey } from "../../../console/keys";

interface Props {
  readonly view: CaseView;
  readonly sending: boolean;
  readonly onAct: (command: CaseCommand) => void;
}

/** The matters that must be told: each is ticked as it is said, and keeps its time. */
export function Notes({ view, sending, onAct }: Props) {
  const { t, read, language } = useLanguage();
  const may = (view.actions.official ?? []).includes("tell-note");
  const next = view.toTell.find(({ toldAt }) => toldAt === null);
  const tell = (index: number) => onAct({ action: "tell-note", index });
  const time = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
  useKey("n", t("notes.next"), may && next !== undefined && !sending, () => next && tell(next.index));
  return (
    <ul className="notes">
      {view.toTell.map((note) => (
        <li key={note.index} className={note.toldAt ? "note-told" : ""} data-testid={`note-${note.index}`}>
          <span>{read(note.text)}</span>
          {note.toldAt ? (
            <small>{t("notes.told-by", { time: time.format(new Date(note.toldAt)), who: t(`role.${note.speaker ?? "official"}`) })}</small>
          ) : (
            may && (
              <Button size="small" disabled={sending} aria-keyshortcuts={note === next ? "N" : undefined} onClick={() => tell(note.index)}>
                {t("notes.tell")} {note === next && <kbd aria-hidden="true">N</kbd>}
              </Button>
            )
          )}
        </li>
      ))}
    </ul>
  );
}
