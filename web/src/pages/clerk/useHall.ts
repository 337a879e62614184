import { useEffect, useMemo, useState } from "react";

import type { HallView, HallWindow } from "../../generated/clerk";
import type { HallSnapshot } from "../../generated/wire";
import { hall as hallOf } from "../../state/desk";
import { useDesk } from "../../state/line";
import { insist, read } from "../../wire/rest";
import { rowsOf } from "./rows";
import type { WindowRow } from "./rows";

export interface Hall {
  readonly rows: readonly WindowRow[] | null; // Null until the hall was told for the first time.
  readonly hall: HallSnapshot | null;
  readonly cut: boolean; // The line is down: what is shown may be old.
}

/** The clerk's hall as its stream tells it; its windows are asked for whenever the line comes back. */
export function useHall(): Hall {
  const desk = useDesk();
  const [windows, setWindows] = useState<readonly HallWindow[] | null>(null);
  const open = desk.connection === "open";
  useEffect(() => {
    if (!open) return;
    const stop = new AbortController();
    insist(() => read<HallView>("clerk", "/api/clerk/hall"), stop.signal).then(
      (view) => setWindows(view.windows),
      () => undefined, // Signed out meanwhile: the line says so.
    );
    return () => stop.abort();
  }, [open]);
  const hall = hallOf(desk);
  const rows = useMemo(() => (windows && hall ? rowsOf(windows, hall) : null), [windows, hall]);
  return { rows, hall, cut: desk.everOpen && !open };
}
