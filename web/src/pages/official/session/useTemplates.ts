import { useEffect, useState } from "react";

import type { TemplateView } from "../../../generated/documents";
import type { CaseView } from "../../../generated/wire";
import { read } from "../../../wire/rest";

/** The templates of one kind, filled with what the case knows. None are needed: one's own words always do. */
export function useTemplates(kind: "phrase" | "correction" | "not-accepted", { id, item }: Pick<CaseView, "id" | "item">): readonly TemplateView[] {
  const [templates, setTemplates] = useState<readonly TemplateView[]>([]);
  useEffect(() => {
    let gone = false;
    read<readonly TemplateView[]>("official", `/api/templates?kind=${kind}&item=${encodeURIComponent(item)}&case=${id}`)
      .then((found) => {
        if (!gone) setTemplates(found);
      })
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [kind, item, id]);
  return templates;
}

/** A template's text with its places filled; what is not known stays as it is, to be written by hand. */
export function fill(text: string, places: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => places[name] ?? whole);
}
