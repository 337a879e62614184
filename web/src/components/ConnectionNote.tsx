import { useDesk, useLine } from "../state/line";
import { useLanguage } from "../i18n";

/** How the line is, in words, whenever it is not simply there. A console says a passing loss in its header instead. */
export function ConnectionNote({ quiet = false }: { readonly quiet?: boolean }) {
  const { t } = useLanguage();
  const desk = useDesk();
  const { wire } = useLine();
  const { connection, everOpen } = desk;
  return (
    <div className="connection" role="status" aria-live="polite" data-testid="connection" data-state={connection}>
      {!quiet && (connection === "retrying" || (connection === "connecting" && everOpen)) && (
        <p className="connection-note">
          <span className="spinner" aria-hidden="true" />
          {t("connection.retrying")}
        </p>
      )}
      {connection === "taken-over" && (
        <div className="connection-wall">
          <div className="connection-card">
            <h2>{t("connection.taken-over.title")}</h2>
            <p>{t("connection.taken-over.text")}</p>
            <button type="button" className="button button-primary" data-testid="take-back-line" onClick={() => wire.open()}>
              {t("connection.taken-over.here")}
            </button>
          </div>
        </div>
      )}
      {connection === "outdated" && (
        <div className="connection-wall">
          <div className="connection-card">
            <h2>{t("connection.outdated.title")}</h2>
            <button type="button" className="button button-primary" onClick={() => location.reload()}>
              {t("connection.outdated.reload")}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
