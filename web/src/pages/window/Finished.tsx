import { Icon } from "../../components/Icon";
import { NoticeLink } from "../../components/NoticeLink";
import type { CaseView, SessionView } from "../../generated/wire";
import { useLanguage } from "../../i18n";
import { Rating } from "./Rating";
import { useIdle } from "./useIdle";

interface Props {
  readonly session: SessionView;
  readonly view: CaseView | null;
  readonly onDone: () => void;
}

// Long enough to take a photograph of the number and to print; then the next person finds a clean page.
const LEAVE_MS = 180_000;

/** How it ended: the case number and the notice, or what to do instead. */
export function Finished({ session, view, onDone }: Props) {
  const { t, read } = useLanguage();
  useIdle(LEAVE_MS, true, onDone);
  const accepted = view?.state === "accepted";
  return (
    <main className="finished">
      {accepted && (
        <span className="finished-mark">
          <Icon name="check" size={56} />
        </span>
      )}
      <h1>{t(accepted ? "finished.accepted" : `finished.${session.outcome ?? "broken-off"}`)}</h1>
      {accepted && view ? (
        <>
          <p className="lead">{t("finished.number")}</p>
          <p className="case-number" data-testid="case-number">
            {view.number}
          </p>
          <p className="lead">
            {read(view.itemName)} · {read(view.departmentName)}
          </p>
          <NoticeLink page="window" view={view} />
          <p className="note">{t("finished.keep")}</p>
        </>
      ) : (
        session.outcome !== "consulted" && <p className="lead">{t("finished.not-accepted")}</p>
      )}
      <Rating session={session.id} />
      <button type="button" className={`button button-large${accepted ? "" : " button-primary"}`} data-testid="new-number" onClick={onDone}>
        {t("finished.new")}
      </button>
    </main>
  );
}
