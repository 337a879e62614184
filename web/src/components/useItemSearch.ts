import { useEffect, useState } from "react";

import type { Found } from "../generated/places";
import { insist, read } from "../wire/rest";

const TYPING_MS = 150;

interface Asked {
  readonly query: string;
  readonly department: string | null;
  readonly limit: number;
}

export interface Searched {
  readonly found: Found | null; // Of the last question that was answered; null before the first.
  readonly error: unknown;
}

/** Search the catalogue as somebody types; what was found stays until the next answer is there. */
export function useItemSearch({ query, department, limit }: Asked): Searched {
  const [searched, setSearched] = useState<Searched>({ found: null, error: null });
  useEffect(() => {
    const stop = new AbortController();
    const asked = new URLSearchParams({ q: query, limit: String(limit) });
    if (department !== null) asked.set("department", department);
    const ask = () =>
      insist(() => read<Found>("window", `/api/search?${asked}`), stop.signal).then(
        (found) => !stop.signal.aborted && setSearched({ found, error: null }),
        (error: unknown) => !stop.signal.aborted && setSearched((before) => ({ found: before.found, error })),
      );
    const timer = setTimeout(() => void ask(), query === "" ? 0 : TYPING_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [query, department, limit]);
  return searched;
}
