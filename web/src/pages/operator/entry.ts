/** An item as its entry of the catalogue's file (docs/catalogue.md): what is left out is the default. */
export type Entry = Readonly<Record<string, unknown>>;

export interface Name {
  readonly zh: string;
  readonly en: string;
}

/** The entry with a value put in; an empty one is left out, and means the default. */
export function put(entry: Entry, key: string, value: unknown): Entry {
  const empty = value === undefined || value === "" || value === null || (isName(value) && value.zh === "" && value.en === "");
  if (!empty) return { ...entry, [key]: value };
  return Object.fromEntries(Object.entries(entry).filter(([name]) => name !== key));
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

/** The records that stand in a list under a key. */
export function recordsOf(entry: Entry, key: string): readonly Entry[] {
  return listOf(entry, key).map((each) => (isRecord(each) ? each : {}));
}

/** The record that stands under a key. */
export function recordOf(entry: Entry, key: string): Entry {
  const value = entry[key];
  return isRecord(value) ? value : {};
}

/** Whether two values say the same; the order of a record's keys says nothing. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((each, at) => same(each, other[at]));
  if (!isRecord(one) || !isRecord(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => key in other && same(one[key], other[key]));
}

export function isName(value: unknown): value is Name {
  return isRecord(value) && typeof value["zh"] === "string" && typeof value["en"] === "string";
}

export function isRecord(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
