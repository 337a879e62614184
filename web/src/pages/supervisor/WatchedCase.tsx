import { useItem } from "../../components/useCatalogue";
import { present, readFields, shown } from "../../components/formFields";
import type { CaseView } from "../../generated/wire";
import { useLanguage } from "../../i18n";

/** How far a watched case is: its state, its form, its pages. */
export function WatchedCase({ view }: { readonly view: CaseView }) {
  const { t, language, read } = useLanguage();
  const item = useItem("supervisor", view.item, view.itemVersion);
  const fields = item ? present(readFields(item, language), view.values) : [];
  return (
    <div className="watched-case" role="group" tabIndex={0} aria-label={read(view.itemName)}>
      <h3 data-testid="case-state" data-state={view.state}>
        {t(`case.state.${view.state}`)}
        {view.number && <span className="side-number"> {view.number}</span>}
      </h3>
      <dl className="watched-form">
        {fields.map((field) => (
          <div key={field.name}>
            <dt>{field.label}</dt>
            <dd>{shown(field, view.values[field.name], t) || "–"}</dd>
          </div>
        ))}
      </dl>
      <ul className="watched-materials">
        {view.materials.map((material) => (
          <li key={material.code}>
            {read(material.name)}: {t("watched.pages", { n: material.pages.length })}
          </li>
        ))}
      </ul>
    </div>
  );
}
