import { Empty } from "antd";

import { elapsed, useNow } from "../../components/useNow";
import type { HallWindow } from "../../generated/clerk";
import { useLanguage } from "../../i18n";

interface Props {
  readonly windows: readonly HallWindow[];
  readonly loaded: boolean;
  readonly chosen: string | null;
  readonly onChoose: (window: string) => void;
}

/** The hall's windows, one after the other, each with what happens there. */
export function Windows({ windows, loaded, chosen, onChoose }: Props) {
  const { t, read } = useLanguage();
  const now = useNow();
  if (loaded && windows.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("clerk.no-windows")} />;
  return (
    <ul className="clerk-windows" data-testid="windows">
      {windows.map((window) => (
        <li key={window.id}>
          <button
            type="button"
            className={`clerk-window clerk-window-${window.state}`}
            aria-pressed={window.id === chosen}
            data-testid={`window-${window.id}`}
            data-state={window.state}
            onClick={() => onChoose(window.id)}
          >
            <span className="clerk-window-name">{read(window.name)}</span>
            <span className="clerk-window-state">
              {t(`window.state.${window.state}`)}
              {window.unattended && <> · {t("window.unattended")}</>}
            </span>
            {window.ticket && (
              <span className="clerk-window-ticket">
                {window.ticket.number} · {read(window.ticket.itemName)}
              </span>
            )}
            {window.session ? (
              <span>
                {read(window.session.officialName)} · {elapsed(window.session.startedAt, now)}
              </span>
            ) : (
              window.ticket && <span>{t("window.waits", { time: elapsed(window.ticket.takenAt, now) })}</span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
