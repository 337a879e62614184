import { useEffect, useState } from "react";

import type { ItemBrief, ItemDetail } from "../generated/api";
import type { Page } from "../wire/rest";
import { insist, read } from "../wire/rest";

/** Read something that changes rarely; null until it is there, and again until somebody answers. */
export function useRead<T>(page: Page, path: string | null): { readonly value: T | null; readonly error: unknown } {
  const [result, setResult] = useState<{ path: string | null; value: T | null; error: unknown }>({
    path: null,
    value: null,
    error: null,
  });
  useEffect(() => {
    if (path === null) return;
    const stop = new AbortController();
    insist(() => read<T>(page, path), stop.signal).then(
      (value) => !stop.signal.aborted && setResult({ path, value, error: null }),
      (error: unknown) => !stop.signal.aborted && setResult({ path, value: null, error }),
    );
    return () => stop.abort();
  }, [page, path]);
  return result.path === path ? result : { value: null, error: null };
}

export function useItems(page: Page): readonly ItemBrief[] | null {
  return useRead<readonly ItemBrief[]>(page, "/api/items").value;
}

/** One version of an item; a case keeps the version that it was opened with. */
export function useItem(page: Page, id: string | null, version?: number): ItemDetail | null {
  const query = version === undefined ? "" : `?version=${version}`;
  return useRead<ItemDetail>(page, id === null ? null : `/api/items/${encodeURIComponent(id)}${query}`).value;
}
