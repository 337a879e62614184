import { useEffect, useState } from "react";

import type { ItemId } from "../../generated/wire";

/** What a resident wants: the item, whose authority they apply to, and where they will collect. */
export interface Choice {
  readonly item: ItemId;
  readonly home: string | null; // A division; null: that of the window's hall, if it handles the item.
  readonly collectAt: string | null; // An office; null: here.
}

const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The choice that was made at home and came by a link or a code: `#item=…&home=…&collect=…`. */
export function readChoice(hash: string): Choice | null {
  const words = new URLSearchParams(hash.replace(/^#/, ""));
  const code = (name: string) => {
    const word = words.get(name);
    return word !== null && word.length <= 64 && CODE.test(word) ? word : null;
  };
  const item = code("item");
  return item === null ? null : { item, home: code("home"), collectAt: code("collect") };
}

/** The choice of the page's address, now and whenever a code is read again; `forget` it when the next person comes. */
export function useLinkedChoice(): { readonly linked: Choice | null; readonly forget: () => void } {
  const [linked, setLinked] = useState(() => readChoice(location.hash));
  useEffect(() => {
    const changed = () => setLinked(readChoice(location.hash));
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  const forget = () => {
    if (readChoice(location.hash)) history.replaceState(null, "", location.pathname + location.search);
    setLinked(null);
  };
  return { linked, forget };
}
