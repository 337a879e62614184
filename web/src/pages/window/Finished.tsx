import { Icon } from "../../components/Icon";
import { NoticeLink } from "../../components/NoticeLink";
import { PartsList, partsOf } from "../../components/PartsList";
import type { CaseView, SessionView } from "../../generated/wire";
import { useLanguage } from "../../i18n";
import { DeliveryChoice } from "./DeliveryChoice";
import { OutcomeWords } from "./OutcomeWords";
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
  const { t, read, language } = useLanguage();
  const day = new Intl.DateTimeFormat(language, { dateStyle: "long" });
  useIdle(LEAVE_MS, true, onDone);
  // A case that was accepted may be far on by now; one that was not may have ended in words of its own.
  const accepted = view !== null && view.acceptedAt !== null;
  const told = view !== null && !accepted && (view.closing !== null || view.correction !== null);
  return (
    <main className="finished">
      {accepted && (
        <span className="finished-mark">
          <Icon name="check" size={56} />
        </span>
      )}
      <h1>
        {told
          ? t(`ended.${view.closing ?? "correcting"}`)
          : t(accepted ? "finished.accepted" : `finished.${session.outcome ?? "broken-off"}`)}
      </h1>
      {told && <OutcomeWords view={view} />}
      {accepted ? (
        <>
          <p className="lead">{t("finished.number")}</p>
          <p className="case-number" data-testid="case-number">
            {view.number}
          </p>
          <p className="lead">
            {read(view.itemName)} · {read(view.departmentName)}
          </p>
          <NoticeLink page="window" view={view} />
          <DeliveryChoice view={view} here={session.ticket.hall} />
          <figure className="finished-code">
            <img src={`/api/cases/${view.id}/progress.svg?page=window`} alt={t("finished.code")} width={200} height={200} />
            <figcaption>{t("finished.code.text")}</figcaption>
          </figure>
          <PartsList parts={partsOf(view)} />
          {view.dueOn && <p className="lead">{t("finished.next", { day: day.format(new Date(view.dueOn)) })}</p>}
          <p className="note">{t("finished.keep")}</p>
        </>
      ) : (
        !told && session.outcome !== "consulted" && <p className="lead">{t("finished.not-accepted")}</p>
      )}
      {(accepted || told) && (
        <button type="button" className="button button-large finished-print" data-testid="print" onClick={() => window.print()}>
          {t("finished.print")}
        </button>
      )}
      <Rating session={session.id} />
      <button type="button" className={`button button-large${accepted ? "" : " button-primary"}`} data-testid="new-number" onClick={onDone}>
        {t("finished.new")}
      </button>
    </main>
  );
}
