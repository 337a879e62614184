import type { CatalogueItem, CatalogueMaterial } from "../../generated/catalogue";
import { useLanguage } from "../../i18n";

/** The papers that everybody must bring, and what the form asks. */
export function Checklist({ item }: { readonly item: CatalogueItem }) {
  const { t, read } = useLanguage();
  const marks = (material: CatalogueMaterial): string =>
    [
      t(material.required ? "catalogue.paper.required" : "catalogue.paper.optional"),
      t(material.original ? "catalogue.paper.original" : "catalogue.paper.copy"),
      material.originalSeen && t("catalogue.paper.seen"),
      material.stays && t("catalogue.paper.stays"),
      material.reusable && t("catalogue.paper.reusable"),
      material.supplyDays > 0 && t("catalogue.paper.supply", { n: material.supplyDays }),
      material.promise && t("catalogue.paper.promise"),
    ]
      .filter(Boolean)
      .join(t("catalogue.comma"));
  return (
    <section>
      <h3>{t("catalogue.checklist")}</h3>
      {item.materials.length === 0 ? (
        <p>{t("catalogue.checklist.none")}</p>
      ) : (
        <ol>
          {item.materials.map((material) => (
            <li key={material.code}>
              <strong>{read(material.name)}</strong> — {marks(material)}
              {material.issuer && ` (${read(material.issuer)})`}
            </li>
          ))}
        </ol>
      )}
      <h3>{t("catalogue.form")}</h3>
      <p>{item.fields.map((label) => read(label)).join(t("catalogue.comma")) || t("catalogue.form.none")}</p>
    </section>
  );
}
