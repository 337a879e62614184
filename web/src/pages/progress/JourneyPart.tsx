import { PartsList } from "../../components/PartsList";
import type { Journey } from "../../generated/documents";
import { useLanguage } from "../../i18n";

/** The stages with their dates, what is missing, each department's part, and what can be downloaded. */
export function JourneyPart({ journey, token }: { readonly journey: Journey; readonly token: string }) {
  const { t, language, read } = useLanguage();
  const day = (iso: string) => new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(new Date(iso));
  return (
    <>
      {journey.missing.length > 0 && (
        <section aria-labelledby="missing" data-testid="missing">
          <h2 id="missing">{t("progress.missing")}</h2>
          <ul>
            {journey.missing.map((line) => (
              <li key={`${line.name.zh}${line.reason}`}>
                {read(line.name)}
                {line.reason !== "" && ` · ${line.reason}`}
              </li>
            ))}
          </ul>
          {journey.missingUntil && <p>{t("progress.missing-until", { day: day(`${journey.missingUntil}T12:00:00`) })}</p>}
        </section>
      )}
      <section aria-labelledby="stages">
        <h2 id="stages">{t("progress.stages")}</h2>
        <ol className="journey">
          {journey.stages.map((stage) => (
            <li key={stage.stage} data-reached={stage.at !== null}>
              <span>{t(`progress.stage.${stage.stage}` as "progress.stage.accepted")}</span>
              <span>{stage.at ? day(stage.at) : t("progress.stage.pending")}</span>
            </li>
          ))}
        </ol>
        {journey.paused && <p className="note">{t("progress.paused")}</p>}
      </section>
      <PartsList parts={journey.parts} />
      {journey.tracking && (
        <section aria-labelledby="tracking">
          <h2 id="tracking">{t("progress.tracking")}</h2>
          <p className="number">{journey.tracking}</p>
          <ol className="journey">
            {journey.steps.map((step) => (
              <li key={step.at + step.text} data-reached="true">
                <span>{step.text}</span>
                <span>{day(step.at)}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
      {journey.documents.length > 0 && (
        <section aria-labelledby="documents">
          <h2 id="documents">{t("progress.documents")}</h2>
          <ul>
            {journey.documents.map((document) => (
              <li key={document.sha256}>
                <a href={`/api/progress/${encodeURIComponent(token)}/documents/${document.sha256}.pdf`} target="_blank" rel="noreferrer">
                  {read(document.title)}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
