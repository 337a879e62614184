import { useEffect, useState } from "react";

import type { Text } from "../../../generated/wire";
import { request } from "../../../wire/rest";

/** A ready text, and of a ground the clause that it rests on. */
export interface Template {
  readonly kind: string;
  readonly code: string;
  readonly text: Text;
  readonly clause: Text | null;
}

/** The templates of one kind that fit an item. None are needed: one's own words always do. */
export function useTemplates(kind: "phrase" | "correction" | "not-accepted", item: string): readonly Template[] {
  const [templates, setTemplates] = useState<readonly Template[]>([]);
  useEffect(() => {
    let gone = false;
    request("official", `/api/templates?kind=${kind}&item=${encodeURIComponent(item)}`)
      .then((response) => response.json() as Promise<readonly Template[]>)
      .then((found) => {
        if (!gone) setTemplates(found);
      })
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [kind, item]);
  return templates;
}

/** A template's text with its places filled; what is not known stays as it is, to be written by hand. */
export function fill(text: string, places: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => places[name] ?? whole);
}
