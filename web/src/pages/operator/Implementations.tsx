import type { CatalogueItem } from "../../generated/catalogue";
import { useLanguage } from "../../i18n";

/** Who decides where, in what time, and as which service type. */
export function Implementations({ item }: { readonly item: CatalogueItem }) {
  const { t } = useLanguage();
  return (
    <section>
      <h3>{t("catalogue.implementations")}</h3>
      {item.implementations.length === 0 ? (
        <p>{t("catalogue.implementations.none")}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("catalogue.division")}</th>
              <th scope="col">{t("catalogue.decider")}</th>
              <th scope="col">{t("catalogue.periods")}</th>
              <th scope="col">{t("backoffice.type")}</th>
              <th scope="col">{t("catalogue.mode")}</th>
            </tr>
          </thead>
          <tbody>
            {item.implementations.map((each) => (
              <tr key={each.division}>
                <th scope="row">{each.division}</th>
                <td>{each.department}</td>
                <td>{t("catalogue.periods.days", { legal: each.legalDays, committed: each.committedDays })}</td>
                <td>
                  {Object.entries(each.serviceTypes)
                    .map(([office, type]) => `${office === "*" ? t("catalogue.anywhere") : office}: ${type}`)
                    .join(t("catalogue.comma")) || item.serviceType}
                </td>
                <td>{t(`catalogue.mode.${each.mode}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
