import { Button, Empty } from "antd";

import { elapsed, useNow } from "../../components/useNow";
import type { SessionId } from "../../generated/wire";
import { useLanguage } from "../../i18n";
import { floor } from "../../state/desk";
import { useDesk } from "../../state/line";

interface Props {
  readonly watched: SessionId | null;
  readonly onWatch: (session: SessionId) => void;
}

/** The running sessions, as they are this second. */
export function RunningSessions({ watched, onWatch }: Props) {
  const { t, read } = useLanguage();
  const desk = useDesk();
  const now = useNow();
  const running = [...floor(desk)].sort((a, b) => a.startedAt.localeCompare(b.startedAt));
  if (running.length === 0)
    return (
      <div data-testid="sessions-list">
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("supervisor.nothing")} />
      </div>
    );
  return (
    <ul className="running" data-testid="sessions-list">
      {running.map((session) => {
        const quality = desk.quality[`${session.id}/window`] ?? desk.quality[`${session.id}/official`];
        return (
          <li key={session.id} className={session.id === watched ? "running-row running-watched" : "running-row"}>
            <div className="running-head">
              <strong>{session.ticket.number}</strong>
              <span className="running-time">{elapsed(session.startedAt, now)}</span>
            </div>
            <p className="running-item">{read(session.ticket.itemName)}</p>
            <p className="running-who">
              {read(session.officialName)} · {read(session.ticket.windowName)}
            </p>
            <p className="running-state">
              {t(`session.state.${session.state}`)} · {t(`consent.short.${session.consent}`)}
              {quality && <> · {t(`quality.${quality}`)}</>}
            </p>
            <Button
              type={session.id === watched ? "default" : "primary"}
              disabled={session.id === watched}
              data-testid={`watch-${session.id}`}
              onClick={() => onWatch(session.id)}
            >
              {t(session.id === watched ? "supervisor.watching" : "supervisor.watch")}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
