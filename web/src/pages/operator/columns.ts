import type { ImportReport, ImportSheet } from "../../generated/catalogue";
import type { Group } from "./editor/shapes";

/** Which heading, by its place from 0, is which of our columns; by table. */
export type Columns = Readonly<Record<string, Readonly<Record<string, number>>>>;

const GROUPS: Readonly<Record<string, Group>> = { items: "item", materials: "material", fields: "field", implementations: "implementation" };
// What an item cannot do without; a list of papers, fields or implementations names its item as well.
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  items: ["id", "code", "name-zh", "name-en", "department-zh"],
  materials: ["item", "code", "name-zh", "name-en"],
  fields: ["item", "field", "label-zh", "label-en", "kind"],
  implementations: ["item", "division"],
};

/** The key of the entry that a column of a table is for, the language of a name, and what the key stands in. */
export function partsOf(sheet: string, column: string): { readonly group: Group; readonly key: string; readonly tongue: "zh" | "en" | null } {
  const found = /^(.*)-(zh|en)$/.exec(column);
  const key = found?.[1] ?? column;
  if (column === "item") return { group: "item", key: "id", tongue: null };
  return { group: GROUPS[sheet] ?? "item", key, tongue: (found?.[2] as "zh" | "en" | undefined) ?? null };
}

/** Our columns of a table: first those that are needed or that the last try had, then the rest. */
export function ordered(sheet: ImportSheet): { readonly first: readonly string[]; readonly more: readonly string[] } {
  const first = sheet.expected.filter((column) => column in sheet.columns || (NEEDED[sheet.sheet] ?? []).includes(column));
  return { first, more: sheet.expected.filter((column) => !first.includes(column)) };
}

/** The headings that no column takes; what stands below them does not come in. */
export function leftAside(sheet: ImportSheet, columns: Readonly<Record<string, number>>): readonly string[] {
  const taken = new Set(Object.values(columns));
  return sheet.headings.filter((heading, place) => heading !== "" && !taken.has(place));
}

/** The columns with another heading for one of them; null: none. */
export function chosen(columns: Columns, sheet: string, column: string, place: number | null): Columns {
  const others = Object.fromEntries(Object.entries(columns[sheet] ?? {}).filter(([name]) => name !== column));
  return { ...columns, [sheet]: place === null ? others : { ...others, [column]: place } };
}

/** The columns of a report's tables; empty where the file has our own headings. */
export function columnsOf(report: ImportReport): Columns {
  if (report.sheets.every((sheet) => sheet.ours)) return {};
  return Object.fromEntries(report.sheets.map((sheet) => [sheet.sheet, sheet.columns]));
}
