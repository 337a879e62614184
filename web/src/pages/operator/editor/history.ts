import type { Entry } from "../entry";

/** An entry as it is edited, with what it was before and what was taken back. */
export interface History {
  readonly past: readonly Entry[];
  readonly present: Entry;
  readonly future: readonly Entry[];
  readonly typed: string; // Where the last change was typed: more of it there is the same change.
}

export const begin = (entry: Entry): History => ({ past: [], present: entry, future: [], typed: "" });

/** Go on with a changed entry; `typed` names the field that is typed into, and is empty for what is done at once. */
export function change(history: History, entry: Entry, typed: string): History {
  const goesOn = typed !== "" && typed === history.typed;
  return { past: goesOn ? history.past : [...history.past, history.present], present: entry, future: [], typed };
}

/** Take the last change back; without one nothing happens. */
export function undo({ past, present, future, ...rest }: History): History {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future, ...rest };
  return { past: past.slice(0, -1), present: before, future: [present, ...future], typed: "" };
}

/** Do again what was taken back. */
export function redo({ past, present, future, ...rest }: History): History {
  const [next, ...later] = future;
  if (next === undefined) return { past, present, future, ...rest };
  return { past: [...past, present], present: next, future: later, typed: "" };
}
