import { useEffect, useMemo, useState } from "react";

import type { CaseView, SessionView } from "../../../generated/wire";
import { useDesk } from "../../../state/line";
import { insist, read } from "../../../wire/rest";

/** Whether this official was rung into the session, and is its second one. */
export function useGuest(session: SessionView): boolean {
  const { me } = useDesk();
  return me !== null && me.id !== session.official;
}

/**
 * The case with what this page's own official may do in it. What is told with each fact are the session's official's
 * actions; the second one asks for theirs, after every change. Until the answer is there they do what they did before.
 */
export function useOwnCase(session: SessionView, told: CaseView | null): CaseView | null {
  const guest = useGuest(session);
  const [actions, setActions] = useState<CaseView["actions"]>({});
  useEffect(() => {
    if (!guest || told === null) return;
    const stop = new AbortController();
    insist(() => read<CaseView>("official", `/api/cases/${told.id}`), stop.signal).then(
      (own) => !stop.signal.aborted && setActions(own.actions),
      () => undefined, // Not theirs any more: the session is over for them.
    );
    return () => stop.abort();
  }, [guest, told]);
  return useMemo(() => (guest && told ? { ...told, actions } : told), [guest, told, actions]);
}
