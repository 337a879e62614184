import type { Entry } from "../entry";

export const ANYWHERE = "*"; // Any receiving office that is not named.

/** The named offices that take the item in as one type, in the order in which they stand. */
export function officesOf(types: Entry, type: number): readonly string[] {
  return Object.keys(types).filter((office) => office !== ANYWHERE && types[office] === type);
}

/** The types with exactly these offices as one type; an office has one type, and keeps its place. */
export function withOffices(types: Entry, type: number, offices: readonly string[]): Entry {
  const kept = Object.entries(types).filter(([office, each]) => office === ANYWHERE || each !== type || offices.includes(office));
  return { ...Object.fromEntries(kept), ...Object.fromEntries(offices.map((office) => [office, type])) };
}

/** The type of all other offices; null: as the item has it. */
export function anywhere(types: Entry): string | null {
  const type = types[ANYWHERE];
  return type === undefined ? null : String(type);
}

/** The types with another one for all offices that are not named. */
export function withAnywhere(types: Entry, type: string | null): Entry {
  const named = Object.fromEntries(Object.entries(types).filter(([office]) => office !== ANYWHERE));
  return type === null ? named : { ...named, [ANYWHERE]: Number(type) };
}
