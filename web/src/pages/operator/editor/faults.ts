import type { DraftFault } from "../../../generated/catalogue";

/** Whether a fault lies at a place of the entry, or somewhere within it. */
export function within(fault: DraftFault, path: string): boolean {
  return fault.path === path || fault.path.startsWith(`${path}.`) || fault.path.startsWith(`${path}[`);
}

/** The faults within a place that none of the places with a field of their own shows. */
export function elsewhere(faults: readonly DraftFault[], path: string, shown: readonly string[]): readonly DraftFault[] {
  return faults.filter((fault) => within(fault, path) && !shown.some((place) => within(fault, place)));
}
