import { PublicHeader } from "../../components/PublicHeader";
import { useRead } from "../../components/useCatalogue";
import type { Progress } from "../../generated/api";
import { explain, useLanguage } from "../../i18n";
import { AfterCallPart } from "./AfterCallPart";
import { SupplyPart } from "./SupplyPart";

/** What the notice's QR code leads to: the number, the matter and the day by which it is decided; nothing personal. */
export function ProgressPage() {
  const { t, language, read } = useLanguage();
  const token = location.pathname.split("/").filter(Boolean).at(-1) ?? "";
  const { value: progress, error } = useRead<Progress>("window", `/api/progress/${encodeURIComponent(token)}`);
  const day = (iso: string) => new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date(iso));
  return (
    <div className="public">
      <PublicHeader title={t("product")} />
      <main className="sheet" aria-live="polite">
        <h1>{t("progress.title")}</h1>
        {error !== null && <p className="alert">{explain(error)}</p>}
        {!progress && error === null && <p className="lead">{t("loading")}</p>}
        {progress && (
          <>
            <p className="lead">{t("progress.lead")}</p>
            <dl className="facts">
              <div>
                <dt>{t("case.number")}</dt>
                <dd className="number" data-testid="case-number">
                  {progress.number}
                </dd>
              </div>
              <div>
                <dt>{t("case.item")}</dt>
                <dd>{read(progress.itemName)}</dd>
              </div>
              <div>
                <dt>{t("case.department")}</dt>
                <dd>{read(progress.departmentName)}</dd>
              </div>
              <div>
                <dt>{t("case.accepted-on")}</dt>
                <dd>{day(progress.acceptedAt)}</dd>
              </div>
              <div>
                <dt>{t("case.due-on")}</dt>
                <dd>{day(`${progress.dueOn}T12:00:00`)}</dd>
              </div>
            </dl>
            <SupplyPart token={token} />
            <AfterCallPart token={token} />
          </>
        )}
      </main>
    </div>
  );
}
