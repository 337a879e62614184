import type { Field } from "./formFields";
import type { CaseView } from "../generated/wire";
import type { useLanguage } from "../i18n";

type Translate = ReturnType<typeof useLanguage>["t"];

/** Whether a person still has to say that what was taken over is right. */
export function unconfirmed(view: Pick<CaseView, "origins">, name: string, fresh: Readonly<Record<string, string>> = {}): boolean {
  const origin = fresh[name] ?? view.origins[name];
  return origin === "reuse" || origin?.startsWith("scan:") === true;
}

/** Where a field's value comes from, in words; null for what was typed here. `fresh` is not at the server yet. */
export function originOf(
  view: Pick<CaseView, "origins" | "pages">,
  field: Field,
  t: Translate,
  fresh: Readonly<Record<string, string>> = {},
): string | null {
  const origin = fresh[field.name] ?? view.origins[field.name];
  // What the form itself proposes stands there since the opening too, and nobody told it.
  if (origin === "ticket") return field.property["x-prefill"] ? t("origin.ticket") : null;
  if (origin === "reuse") return t("origin.reuse");
  if (origin?.startsWith("scan:")) {
    const page = view.pages.findIndex(({ hash }) => hash === origin.slice("scan:".length));
    return t("origin.scan", { n: page + 1 });
  }
  return null;
}
