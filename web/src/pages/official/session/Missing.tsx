import { readFields } from "../../../components/formFields";
import type { ItemDetail } from "../../../generated/api";
import type { CaseView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";

/** What still prevents presenting, by name; a field is one press away. */
export function Missing({ view, item }: { readonly view: CaseView; readonly item: ItemDetail | null }) {
  const { t, language, read } = useLanguage();
  const labels = new Map(item ? readFields(item, language).map(({ name, label }) => [name, label]) : []);
  const fields = view.missing.filter((name) => labels.has(name));
  const materials = view.materials.filter(({ code }) => view.missing.includes(code));
  return (
    <>
      <p>{t("todo.missing")}</p>
      <ul className="missing" data-testid="missing">
        {fields.map((name) => (
          <li key={name}>
            <button type="button" onClick={() => document.getElementById(`root_${name}`)?.focus()}>
              {labels.get(name)}
            </button>
          </li>
        ))}
        {materials.map((material) => (
          <li key={material.code}>{t("todo.missing.material", { name: read(material.name) })}</li>
        ))}
      </ul>
    </>
  );
}
