import { Button } from "antd";

import type { CaseView, SessionView } from "../../generated/wire";
import { useLanguage } from "../../i18n";

interface Props {
  readonly session: SessionView;
  readonly view: CaseView | null;
  readonly onDismiss: () => void;
}

/** How the session before ended, until it is put away. */
export function LastSession({ session, view, onDismiss }: Props) {
  const { t, read } = useLanguage();
  return (
    <section className="side-card" aria-labelledby="last-session">
      <h2 id="last-session">
        {session.ticket.number} · {t(`outcome.${session.outcome ?? "broken-off"}`)}
      </h2>
      <p>{read(session.ticket.itemName)}</p>
      {view?.number && (
        <p className="side-number" data-testid="case-number">
          {view.number}
        </p>
      )}
      <p className="side-actions">
        {view?.notice && (
          <Button href={`/api/cases/${view.id}/notice.pdf?page=official`} target="_blank" data-testid="notice-link">
            {t("notice.open")}
          </Button>
        )}
        <Button type="text" onClick={onDismiss}>
          {t("last.dismiss")}
        </Button>
      </p>
    </section>
  );
}
