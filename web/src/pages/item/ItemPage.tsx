import { PublicHeader } from "../../components/PublicHeader";
import { useRead } from "../../components/useCatalogue";
import type { Checklist } from "../../generated/places";
import { explain, useLanguage } from "../../i18n";
import { Facts } from "./Facts";
import { HallFinder } from "./HallFinder";
import { MaterialLine } from "./MaterialLine";

/** An item's checklist: to be read on a phone, printed on a sheet, and packed by. */
export function ItemPage() {
  const { t, read } = useLanguage();
  const id = decodeURIComponent(location.pathname.split("/").filter(Boolean).at(-1) ?? "");
  const path = `/api/items/${encodeURIComponent(id)}`;
  const version = new URLSearchParams(location.search).get("version");
  const query = version === null ? "" : `?version=${encodeURIComponent(version)}`;
  const { value: item, error } = useRead<Checklist>("window", `${path}/checklist${query}`);
  return (
    <div className="public">
      <PublicHeader title={t("product")} />
      <main className="checklist" aria-live="polite">
        <p className="checklist-back">
          <a href="/items">{t("checklist.all")}</a>
        </p>
        {error !== null && <p className="alert">{explain(error)}</p>}
        {!item && error === null && <p className="lead">{t("loading")}</p>}
        {item && (
          <>
            <div className="checklist-head">
              <div>
                <h1>{read(item.name)}</h1>
                <p className="lead">{read(item.departmentName)}</p>
                <p className="note" data-testid="version">
                  {t("checklist.version", { id: item.id, n: item.version })}
                </p>
              </div>
              <img src={`${path}/code.svg`} alt={t("checklist.code")} width={150} height={150} />
            </div>
            {item.description && <p>{read(item.description)}</p>}
            <button type="button" className="button checklist-print" onClick={() => window.print()}>
              {t("checklist.print")}
            </button>
            <section aria-labelledby="materials">
              <h2 id="materials">{t("checklist.materials", { n: item.materials.length })}</h2>
              {item.idCardOnly && <p className="promise">{t("checklist.id-card-only")}</p>}
              {item.materials.length === 0 && <p>{t("checklist.no-materials")}</p>}
              <ol className="material-lines">
                {item.materials.map((material) => (
                  <MaterialLine key={material.code} material={material} />
                ))}
              </ol>
            </section>
            <Facts item={item} />
            {item.toTell.length > 0 && (
              <section aria-labelledby="notes">
                <h2 id="notes">{t("checklist.notes")}</h2>
                <ul className="notes">
                  {item.toTell.map((note) => (
                    <li key={note.zh}>{read(note)}</li>
                  ))}
                </ul>
              </section>
            )}
            <section aria-labelledby="form">
              <h2 id="form">{t("checklist.form")}</h2>
              <p className="note">{t("checklist.form.note")}</p>
              <ul className="form-fields">
                {item.fields.map((field) => (
                  <li key={field.name}>
                    {read(field.label)}
                    {!field.required && ` (${t("checklist.optional")})`}
                  </li>
                ))}
              </ul>
            </section>
            <HallFinder item={item.id} />
          </>
        )}
      </main>
    </div>
  );
}
