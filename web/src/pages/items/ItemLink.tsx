import type { FoundItem } from "../../generated/places";
import { useLanguage } from "../../i18n";

/** One item of the results, as a link to its checklist. */
export function ItemLink({ item }: { readonly item: FoundItem }) {
  const { t, read } = useLanguage();
  return (
    <a className="result" href={`/items/${encodeURIComponent(item.id)}`} data-testid={`item-${item.id}`}>
      <strong>{read(item.name)}</strong>
      <span>
        {read(item.departmentName)} · {t(item.serves === "legal" ? "items.legal" : "items.natural")} ·{" "}
        {item.committedDays === 0 ? t("item.at-once") : t("item.days", { n: item.committedDays })}
      </span>
    </a>
  );
}
