import type { CaseView } from "../../generated/wire";
import { useLanguage } from "../../i18n";

/** The checklist with the pages that serve each line; who only watches is told how many there are. */
export function CasePapers({ view, shown }: { readonly view: CaseView; readonly shown: boolean }) {
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
            {!shown && ` · ${t("watched.pages", { n: material.pages.length })}`}
            <div className="office-pages">
              {(shown ? material.pages : []).map((page, place) => (
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
