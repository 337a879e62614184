import { useCallback, useEffect, useState } from "react";

import type { CaseSystems } from "../generated/systems";
import type { CaseView } from "../generated/wire";
import { read } from "../wire/rest";

const EVERY_MS = 5000;
const NONE: CaseSystems = { systems: [], fetched: [] };

/** What department systems have to do with a case. They move by themselves: where there are any, they are asked again. */
export function useCaseSystems(
  page: "official" | "supervisor",
  view: Pick<CaseView, "id" | "state" | "pages"> | null,
): CaseSystems & { readonly look: () => void } {
  const [found, setFound] = useState<CaseSystems>(NONE);
  const id = view?.id ?? null;
  const look = useCallback(() => {
    // Nobody works by this alone: what could not be read now is asked again with the next look.
    if (id !== null) read<CaseSystems>(page, `/api/cases/${id}/systems`).then(setFound, () => undefined);
  }, [page, id]);
  useEffect(look, [look, view?.state, view?.pages.length]);
  const any = found.systems.length > 0;
  useEffect(() => {
    if (!any) return;
    const timer = setInterval(look, EVERY_MS);
    return () => clearInterval(timer);
  }, [any, look]);
  return { ...found, look };
}
