import { readFields, shown } from "../../../components/formFields";
import type { ItemDetail } from "../../../generated/api";
import type { CaseView } from "../../../generated/wire";
import { useLanguage } from "../../../i18n";

/** The form as the official fills it in, to be read along; long numbers show only their ends on this open screen. */
export function FormMirror({ view, item }: { readonly view: CaseView; readonly item: ItemDetail | null }) {
  const { t, language, read } = useLanguage();
  const fields = item ? readFields(item, language) : [];
  const taken = view.pages.filter(({ state }) => state === "accepted").length;
  return (
    <div className="task-card">
      <h2>{t("mirror.title")}</h2>
      <p className="note">{t("mirror.text")}</p>
      <dl className="mirror" aria-live="off">
        {fields.map((field) => {
          const value = view.values[field.name];
          return (
            <div key={field.name} className={value === undefined || value === null || value === "" ? "mirror-empty" : ""}>
              <dt>{field.label}</dt>
              <dd data-field={field.name}>{mask(shown(field, value, t)) || t("mirror.empty")}</dd>
            </div>
          );
        })}
      </dl>
      {taken > 0 && (
        <p className="note">
          {t("mirror.pages", { n: taken })} · {read(view.itemName)}
        </p>
      )}
    </div>
  );
}

function mask(text: string): string {
  return text.replace(/\b(\d{3})\d{4,}([\dX]{4})\b/g, (all: string, head: string, tail: string) => {
    return head + "*".repeat(all.length - head.length - tail.length) + tail;
  });
}
