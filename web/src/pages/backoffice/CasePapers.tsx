import type { CaseView } from "../../generated/wire";
import { useLanguage } from "../../i18n";

/** The checklist with the pages that serve each line. */
export function CasePapers({ view }: { readonly view: CaseView }) {
  const { t, read } = useLanguage();
  const flat = new Map(view.pages.map((page) => [page.hash, page.flat]));
  return (
    <section aria-labelledby="papers">
      <h3 id="papers">{t("backoffice.papers")}</h3>
      {view.materials.length === 0 && <p>{t("backoffice.no-papers")}</p>}
      <ul className="office-timeline">
        {view.materials.map((material) => (
          <li key={material.code}>
            {read(material.name)}
            {material.promise && ` · ${t(`promise.${material.promise}`)}`}
            {material.supplyDue && ` · ${t("backoffice.supply-due", { day: material.supplyDue })}`}
            {material.reusedFrom && ` · ${t("backoffice.reused")}`}
            <div className="office-pages">
              {material.pages.map((page, place) => (
                <a key={page} href={`/api/cases/${view.id}/pages/${page}/original?page=official`} target="_blank" rel="noreferrer">
                  <img src={`/api/cases/${view.id}/pages/${page}/${flat.get(page) ? "flat" : "original"}?page=official`} alt={`${read(material.name)} ${place + 1}`} loading="lazy" />
                </a>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
