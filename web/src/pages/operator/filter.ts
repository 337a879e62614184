import type { CatalogueRow } from "../../generated/catalogue";

/** What the operator's list is narrowed to; empty words narrow nothing. */
export interface Filter {
  readonly words: string;
  readonly department: string;
  readonly state: string; // A state, "redrafted" or "lacking".
  readonly zone: string;
}

export const EVERYTHING: Filter = { words: "", department: "", state: "", zone: "" };

/** The rows that fit a filter, in their order. */
export function narrowed(rows: readonly CatalogueRow[], filter: Filter): readonly CatalogueRow[] {
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const text = `${row.id} ${row.name.zh} ${row.name.en}`.toLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (filter.department === "" || row.department === filter.department) &&
      (filter.zone === "" || row.zone === filter.zone) &&
      (filter.state === "" ||
        row.state === filter.state ||
        (filter.state === "redrafted" && row.redrafted) ||
        (filter.state === "lacking" && row.lacks.length > 0))
    );
  });
}

/** The departments that occur, each once, in the list's order. */
export function departmentsOf(rows: readonly CatalogueRow[]): readonly CatalogueRow[] {
  const seen = new Map<string, CatalogueRow>();
  for (const row of rows) if (!seen.has(row.department)) seen.set(row.department, row);
  return [...seen.values()];
}
