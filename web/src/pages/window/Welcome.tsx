import { Icon } from "../../components/Icon";
import { useLanguage } from "../../i18n";

const WHAT = [
  { icon: "document", key: "welcome.step.choose" },
  { icon: "camera", key: "welcome.step.talk" },
  { icon: "check", key: "welcome.step.sign" },
] as const;

/** What this place is for, and one button. */
export function Welcome({ onStart }: { readonly onStart: () => void }) {
  const { t } = useLanguage();
  return (
    <main className="welcome">
      <h1>{t("welcome.title")}</h1>
      <p className="lead">{t("welcome.text")}</p>
      <button type="button" className="button button-primary button-huge" data-testid="start" onClick={onStart}>
        {t("welcome.start")}
        <Icon name="arrow" size={40} />
      </button>
      <ol className="welcome-steps">
        {WHAT.map(({ icon, key }) => (
          <li key={key}>
            <Icon name={icon} size={36} />
            {t(key)}
          </li>
        ))}
      </ol>
    </main>
  );
}
