import { useMemo } from "react";

import { readFields } from "../../components/formFields";
import { useItem } from "../../components/useCatalogue";
import type { CaseView } from "../../generated/wire";
import { useLanguage } from "../../i18n";

export interface OutcomeLine {
  readonly code: string;
  readonly name: string;
  readonly reason: string;
}

interface Outcome {
  readonly missing: readonly OutcomeLine[]; // What is asked for, by the names of papers and of the form's questions.
  readonly known: boolean; // The names of the form's questions are there.
  readonly sentences: readonly string[]; // The whole of it, as it is read aloud.
}

/** What came of a case, in words for its resident. */
export function useOutcome(view: CaseView): Outcome {
  const { t, read, language } = useLanguage();
  const item = useItem("window", view.item, view.itemVersion);
  return useMemo(() => {
    const names = new Map(view.materials.map(({ code, name }) => [code, read(name)]));
    for (const { name, label } of item ? readFields(item, language) : []) names.set(name, label);
    const asked = view.closing === null ? view.correction : null;
    const missing = (asked?.missing ?? []).map(({ code, reason }) => ({ code, name: names.get(code) ?? "", reason }));
    const day = new Intl.DateTimeFormat(language, { dateStyle: "long" });
    const sentences = [
      t(`ended.${view.closing ?? "correcting"}`),
      ...(view.closing !== null && view.reason ? [view.reason] : []),
      ...(view.ground ? [t("ended.ground", { ground: view.ground })] : []),
      ...(asked ? [t("ended.until", { day: day.format(new Date(asked.dueOn)) })] : []),
      ...missing.map(({ name, reason }) => (name && !reason.includes(name) ? `${name}: ${reason}` : reason)),
      t(`ended.${view.closing ?? "correcting"}.next`),
    ];
    return { known: item !== null, missing, sentences };
  }, [view, item, language, read, t]);
}
