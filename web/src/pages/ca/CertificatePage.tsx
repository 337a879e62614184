import { PublicHeader } from "../../components/PublicHeader";
import { useLanguage } from "../../i18n";

const SYSTEMS = ["windows", "android", "ios", "linux"] as const;

/** Hands out the local certificate authority, so that a second device trusts this machine. */
export function CertificatePage() {
  const { t } = useLanguage();
  return (
    <div className="public">
      <PublicHeader title={t("product")} />
      <main className="sheet">
        <h1>{t("ca.title")}</h1>
        <p className="lead">{t("ca.lead")}</p>
        <a className="button button-primary button-large" href="/ca.pem" download data-testid="ca-download">
          {t("ca.download")}
        </a>
        <dl className="steps">
          {SYSTEMS.map((system) => (
            <div key={system}>
              <dt>{t(`ca.${system}`)}</dt>
              <dd>{t(`ca.${system}.how`)}</dd>
            </div>
          ))}
        </dl>
        <p className="note">{t("ca.warning")}</p>
      </main>
    </div>
  );
}
