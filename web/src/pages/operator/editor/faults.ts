import type { DraftFault } from "../../../generated/catalogue";
import type { Entry } from "../entry";

/**
 * The faults that still may stand after a change: not those of the field that was typed into, nor those of a list whose
 * rows were added, moved or taken away, which lie elsewhere now.
 */
export function standing(faults: readonly DraftFault[], before: Entry, after: Entry, typed: string): readonly DraftFault[] {
  if (typed !== "") return faults.filter((fault) => !within(fault, typed));
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => before[key] !== after[key]);
  return faults.filter((fault) => !changed.some((key) => within(fault, key)));
}

/** Whether a fault lies at a place of the entry, or somewhere within it. */
export function within(fault: DraftFault, path: string): boolean {
  return fault.path === path || fault.path.startsWith(`${path}.`) || fault.path.startsWith(`${path}[`);
}

/** The faults within a place that none of the places with a field of their own shows. */
export function elsewhere(faults: readonly DraftFault[], path: string, shown: readonly string[]): readonly DraftFault[] {
  return faults.filter((fault) => within(fault, path) && !shown.some((place) => within(fault, place)));
}
