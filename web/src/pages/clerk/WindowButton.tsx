import { elapsed, useNow } from "../../components/useNow";
import { useKey } from "../../console/keys";
import { useLanguage } from "../../i18n";
import type { WindowRow } from "./rows";

const LAST_KEY = 9;

interface Props {
  readonly window: WindowRow;
  readonly place: number; // From 1; the first nine have their digit as key.
  readonly pressed: boolean;
  readonly onChoose: (window: string) => void;
}

/** One window in a few lines: what needs hands first, then who is there and how long. */
export function WindowButton({ window, place, pressed, onChoose }: Props) {
  const { t, read } = useLanguage();
  const now = useNow();
  const { ring, ticket, session, folder, faults } = window;
  useKey(place <= LAST_KEY ? String(place) : undefined, read(window.name), true, () => onChoose(window.id));
  return (
    <button
      type="button"
      className={`clerk-window clerk-window-${window.state}`}
      aria-pressed={pressed}
      data-testid={`window-${window.id}`}
      data-state={window.state}
      onClick={() => onChoose(window.id)}
    >
      <span className="clerk-window-name">
        {read(window.name)}
        {place <= LAST_KEY && <kbd aria-hidden="true">{place}</kbd>}
      </span>
      <span className="clerk-window-state">
        {t(`window.state.${window.state}`)}
        {ring && <> · {t(`ring.reason.${ring.reason}`)}</>}
        {faults[0]?.fault && <> · {t("window.printer", { fault: t(`print.fault.${faults[0].fault}`) })}</>}
        {window.unattended && <> · {t("window.unattended")}</>}
      </span>
      {ticket && (
        <span className="clerk-window-ticket">
          {ticket.number} · {read(ticket.itemName)}
        </span>
      )}
      {session ? (
        <span>
          {read(session.officialName)} · {elapsed(session.startedAt, now)}
        </span>
      ) : (
        ticket && <span>{t("window.waits", { time: elapsed(ticket.takenAt, now) })}</span>
      )}
      {ticket && !session && (
        <span className={folder?.checkedAt ? "clerk-good" : "clerk-open"}>
          {t(folder?.checkedAt ? "window.checked" : "card.unchecked")}
          {(folder?.pages ?? 0) > 0 && <> · {t("watched.pages", { n: folder?.pages ?? 0 })}</>}
        </span>
      )}
    </button>
  );
}
