import type { Entry } from "../entry";

const keyOf = (item: string) => `item-edit:${item}`;

/** What was typed for a version of an item and not saved, in this tab: a closed dialog or a reload loses nothing. */
export function recall(item: string, version: number): Entry | null {
  const kept = sessionStorage.getItem(keyOf(item));
  if (kept === null) return null;
  const { version: of, entry } = JSON.parse(kept) as { readonly version: number; readonly entry: Entry };
  return of === version ? entry : null;
}

export function keep(item: string, version: number, entry: Entry): void {
  sessionStorage.setItem(keyOf(item), JSON.stringify({ version, entry }));
}

export function forget(item: string): void {
  sessionStorage.removeItem(keyOf(item));
}
