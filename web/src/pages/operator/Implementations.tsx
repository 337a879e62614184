import { useRead } from "../../components/useCatalogue";
import type { CatalogueItem } from "../../generated/catalogue";
import type { ItemChoices } from "../../generated/item_choices";
import { useLanguage } from "../../i18n";
import { NO_CHOICES } from "./editor/context";
import { wordsOf } from "./editor/words";

/** Who decides where, in what time, and as which service type. */
export function Implementations({ item }: { readonly item: CatalogueItem }) {
  const { t, read } = useLanguage();
  const words = wordsOf(useRead<ItemChoices>("operator", "/api/item-choices").value ?? NO_CHOICES, read);
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
                <th scope="row">{words.value({ of: "pick", from: "divisions" }, "division", each.division)}</th>
                <td>{words.value({ of: "pick", from: "departments" }, "department", each.department)}</td>
                <td>{t("catalogue.periods.days", { legal: each.legalDays, committed: each.committedDays })}</td>
                <td>
                  {Object.keys(each.serviceTypes).length === 0 ? (
                    words.choice("service-type", String(item.serviceType))
                  ) : (
                    <ul className="plain">
                      {Object.entries(each.serviceTypes).map(([office, type]) => (
                        <li key={office}>{`${words.office(office)}${t("entry.colon")}${words.choice("service-type", String(type))}`}</li>
                      ))}
                    </ul>
                  )}
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
