import type { Field } from "../../../components/formFields";
import type { CaseView } from "../../../generated/wire";
import type { useLanguage } from "../../../i18n";

type Translate = ReturnType<typeof useLanguage>["t"];

/** Where a field's value comes from, in words; null for what was typed here. */
export function originOf(view: Pick<CaseView, "origins" | "pages">, field: Field, t: Translate): string | null {
  const origin = view.origins[field.name];
  // What the form itself proposes stands there since the opening too, and nobody told it.
  if (origin === "ticket") return field.property["x-prefill"] ? t("origin.ticket") : null;
  if (origin === "reuse") return t("origin.reuse");
  if (origin?.startsWith("scan:")) {
    const page = view.pages.findIndex(({ hash }) => hash === origin.slice("scan:".length));
    return t("origin.scan", { n: page + 1 });
  }
  return null;
}
