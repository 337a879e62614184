import { useEffect, useState } from "react";

import type { ItemBrief, ItemDetail } from "../generated/api";
import type { Page } from "../wire/rest";
import { insist, read } from "../wire/rest";

const NOTHING = { value: null, error: null, cut: false } as const;

interface Reading<T> {
  readonly value: T | null;
  readonly error: unknown;
  readonly cut: boolean; // Nobody has answered yet; it is asked again by itself.
}

/** Read something that changes rarely; null until it is there, and again until somebody answers. */
export function useRead<T>(page: Page, path: string | null): Reading<T> {
  const [result, setResult] = useState<Reading<T> & { readonly path: string | null }>({ path: null, ...NOTHING });
  useEffect(() => {
    if (path === null) return;
    const stop = new AbortController();
    const cut = () => setResult({ path, ...NOTHING, cut: true });
    insist(() => read<T>(page, path), stop.signal, cut).then(
      (value) => !stop.signal.aborted && setResult({ path, value, error: null, cut: false }),
      (error: unknown) => !stop.signal.aborted && setResult({ path, value: null, error, cut: false }),
    );
    return () => stop.abort();
  }, [page, path]);
  return result.path === path ? result : NOTHING;
}

export function useItems(page: Page): readonly ItemBrief[] | null {
  return useRead<readonly ItemBrief[]>(page, "/api/items").value;
}

/** One version of an item; a case keeps the version that it was opened with. */
export function useItem(page: Page, id: string | null, version?: number): ItemDetail | null {
  const query = version === undefined ? "" : `?version=${version}`;
  return useRead<ItemDetail>(page, id === null ? null : `/api/items/${encodeURIComponent(id)}${query}`).value;
}
