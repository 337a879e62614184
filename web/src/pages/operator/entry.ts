/** An item as its entry of the catalogue's file (docs/catalogue.md): what is left out is the default. */
export type Entry = Readonly<Record<string, unknown>>;

export interface Name {
  readonly zh: string;
  readonly en: string;
}

/** The entry with a value put in; an empty one is left out, and means the default. */
export function put(entry: Entry, key: string, value: unknown): Entry {
  const rest = Object.fromEntries(Object.entries(entry).filter(([name]) => name !== key));
  const empty = value === "" || value === null || (isName(value) && value.zh === "" && value.en === "");
  return empty ? rest : { ...rest, [key]: value };
}

/** The name that stands under a key; none is an empty one. */
export function nameOf(entry: Entry, key: string): Name {
  const value = entry[key];
  return isName(value) ? value : { zh: "", en: "" };
}

/** The list that stands under a key. */
export function listOf(entry: Entry, key: string): readonly unknown[] {
  const value = entry[key];
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** The keys whose values differ between two versions, in the order of the newer one. */
export function changedKeys(before: Entry, after: Entry): readonly string[] {
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

function isName(value: unknown): value is Name {
  return typeof value === "object" && value !== null && "zh" in value && "en" in value;
}
