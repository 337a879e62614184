import i18next from "i18next";

import { useLanguage } from "../../i18n";
import { partsOf } from "./columns";

/** What a column of a table is called: the label of its key, with the language of a name. */
export function useColumnName(): (sheet: string, column: string) => string {
  const { t } = useLanguage();
  return (sheet, column) => {
    if (sheet === "fields" && column === "field") return t("editor.field.name");
    const { group, key, tongue } = partsOf(sheet, column);
    const label = i18next.exists(`entry.${group}.${key}`) ? t(`entry.${group}.${key}` as "entry.item.id") : column;
    if (tongue !== null) return t("import.column.in", { label, tongue: t(`editor.${tongue}`) });
    return sheet === "items" && (key === "department" || key === "area") ? t("import.column.code", { label }) : label;
  };
}
