import { Button } from "antd";
import { useState } from "react";

import type { CaseView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";
import type { CaseCommand } from "../../../state/caseActions";
import { useKey } from "../../../console/keys";
import { useComplain } from "../useComplain";

interface Props {
  readonly view: CaseView;
  readonly onTry: (command: CaseCommand) => Promise<unknown>;
}

/** The matters that must be told: each is ticked as it is said, and keeps its time. */
export function Notes({ view, onTry }: Props) {
  const { t, read, language } = useLanguage();
  const may = (view.actions.official ?? []).includes("tell-note");
  const complain = useComplain();
  const [sent, setSent] = useState<readonly number[]>([]); // The next one may be ticked before the last one is answered.
  const next = view.toTell.find(({ index, toldAt }) => toldAt === null && !sent.includes(index));
  const tell = (index: number) => {
    setSent((before) => [...before, index]);
    onTry({ action: "tell-note", index }).catch((refused: unknown) => {
      setSent((before) => before.filter((each) => each !== index));
      complain(refused);
    });
  };
  const time = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
  useKey("n", t("notes.next"), may && next !== undefined, () => next && tell(next.index));
  return (
    <ul className="notes">
      {view.toTell.map((note) => (
        <li key={note.index} className={note.toldAt ? "note-told" : ""} data-testid={`note-${note.index}`}>
          <span>{read(note.text)}</span>
          {note.toldAt ? (
            <small>{t("notes.told-by", { time: time.format(new Date(note.toldAt)), who: t(`role.${note.speaker ?? "official"}`) })}</small>
          ) : (
            may && (
              <Button size="small" disabled={sent.includes(note.index)} aria-keyshortcuts={note === next ? "N" : undefined} onClick={() => tell(note.index)}>
                {t("notes.tell")} {note === next && <kbd aria-hidden="true">N</kbd>}
              </Button>
            )
          )}
        </li>
      ))}
    </ul>
  );
}
