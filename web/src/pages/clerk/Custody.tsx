import { Slips } from "../../console/Slips";
import { useLanguage } from "../../i18n";

/** Originals on their way between this hall and the departments. */
export function Custody() {
  const { t } = useLanguage();
  return (
    <section className="clerk-panel" aria-labelledby="custody-title">
      <h2 id="custody-title">{t("slips.title")}</h2>
      <p>{t("slips.lead")}</p>
      <Slips page="clerk" />
    </section>
  );
}
