import { Icon } from "../../components/Icon";
import type { IconName } from "../../components/Icon";
import { PublicHeader } from "../../components/PublicHeader";
import { useLanguage } from "../../i18n";

const PLACES: readonly { readonly place: "items" | "window" | "clerk" | "official" | "backoffice" | "supervisor" | "reports" | "operator"; readonly icon: IconName }[] = [
  { place: "items", icon: "document" },
  { place: "window", icon: "hand" },
  { place: "clerk", icon: "person" },
  { place: "official", icon: "desk" },
  { place: "backoffice", icon: "document" },
  { place: "supervisor", icon: "eye" },
  { place: "reports", icon: "document" },
  { place: "operator", icon: "desk" },
];

/** Where somebody who runs it for the first time begins. */
export function LandingPage() {
  const { t } = useLanguage();
  return (
    <div className="public">
      <PublicHeader title={t("product")} />
      <main className="landing">
        <h1>{t("landing.title")}</h1>
        <p className="lead">{t("landing.lead")}</p>
        <nav className="landing-places" aria-label={t("landing.places")}>
          {PLACES.map(({ place, icon }) => (
            <a key={place} className="landing-place" href={`/${place}`}>
              <span className="landing-icon">
                <Icon name={icon} size={44} />
              </span>
              <strong>{t(`landing.${place}.title`)}</strong>
              <span>{t(`landing.${place}.text`)}</span>
            </a>
          ))}
        </nav>
        <p className="landing-note">
          {t("landing.certificate")} <a href="/ca">{t("landing.certificate.link")}</a>
        </p>
      </main>
    </div>
  );
}
