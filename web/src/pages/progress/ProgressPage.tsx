import { useEffect } from "react";

import { PublicHeader } from "../../components/PublicHeader";
import { useRead } from "../../components/useCatalogue";
import type { Journey } from "../../generated/documents";
import { explain, prefer, useLanguage } from "../../i18n";
import { isUnknown } from "../../wire/refusal";
import { AfterCallPart } from "./AfterCallPart";
import { EmailPart } from "./EmailPart";
import { JourneyPart } from "./JourneyPart";
import { SupplyPart } from "./SupplyPart";

/** What the receipt's QR code leads to, in the language that the resident spoke; nothing personal. */
export function ProgressPage() {
  const { t, language, read } = useLanguage();
  const token = location.pathname.split("/").filter(Boolean).at(-1) ?? "";
  const { value: journey, error } = useRead<Journey>("window", `/api/progress/${encodeURIComponent(token)}`);
  const spoken = journey?.language;
  useEffect(() => {
    if (spoken) prefer(spoken === "en" ? "en" : "zh-CN");
  }, [spoken]);
  const day = (iso: string) => new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date(iso));
  return (
    <div className="public">
      <PublicHeader title={t("product")} />
      <main className="sheet" aria-live="polite">
        <h1>{t("progress.title")}</h1>
        {error !== null && (
          <div role="alert" data-testid="journey-wrong">
            <p className="alert">{isUnknown(error) ? t("progress.wrong") : explain(error)}</p>
            {isUnknown(error) && <p>{t("progress.wrong.what")}</p>}
          </div>
        )}
        {!journey && error === null && <p className="lead">{t("loading")}</p>}
        {journey && (
          <>
            <p className="lead" data-testid="journey-state">
              {t(`case.state.${journey.state}`)}
              {journey.decision && ` · ${t(`progress.part.${journey.decision}`)}`}
            </p>
            <dl className="facts">
              {journey.number && (
                <div>
                  <dt>{t("case.number")}</dt>
                  <dd className="number" data-testid="case-number">
                    {journey.number}
                  </dd>
                </div>
              )}
              <div>
                <dt>{t("case.item")}</dt>
                <dd>{read(journey.itemName)}</dd>
              </div>
              <div>
                <dt>{t("case.department")}</dt>
                <dd>{read(journey.departmentName)}</dd>
              </div>
              {journey.dueOn && (
                <div>
                  <dt>{t("case.due-on")}</dt>
                  <dd>{day(`${journey.dueOn}T12:00:00`)}</dd>
                </div>
              )}
              {journey.reason && (
                <div>
                  <dt>{t("progress.reason")}</dt>
                  <dd>{journey.reason}</dd>
                </div>
              )}
            </dl>
            <SupplyPart token={token} />
            <JourneyPart journey={journey} token={token} />
            {journey.number && (
              <>
                <EmailPart token={token} />
                <AfterCallPart token={token} />
              </>
            )}
          </>
        )}
      </main>
    </div>
  );
}
