import type { ItemDetail } from "../generated/api";
import type { Cell, Language, Value } from "../generated/wire";
import type { useLanguage } from "../i18n";

type Translate = ReturnType<typeof useLanguage>["t"];
export type FormValues = Readonly<Record<string, Value>>;

/** What is needed of JSON Schema to show a form; the server reads the whole of it. */
export interface Property {
  readonly type?: string | readonly string[];
  readonly enum?: readonly Cell[];
  readonly format?: string;
  readonly maxLength?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Property>>;
  readonly items?: Property;
  readonly allOf?: readonly { readonly then?: Property }[]; // What is required while a condition holds.
  readonly "x-kind"?: "division" | "address" | "table";
  readonly "x-personal"?: boolean;
  readonly "x-prefill"?: string; // What of the ticket it takes over.
  readonly "x-unit"?: string;
  readonly "x-when"?: { readonly field: string; readonly is: readonly (string | boolean)[] };
  readonly "x-section"?: boolean;
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly section: string | null; // The heading above it.
  readonly required: boolean;
  readonly property: Property;
  readonly choices: ReadonlyMap<Cell, string>;
  readonly columns: readonly Field[];
}

type Word = (key: string) => string;

/** The fields of an item's form in its order, with the words of one language. */
export function readFields(item: Pick<ItemDetail, "form" | "labels">, language: Language): readonly Field[] {
  const word: Word = (key) => {
    const text = item.labels[key];
    if (!text) return key;
    return language === "en" ? text.en : text.zh;
  };
  return fieldsOf(item.form as Property, "", word);
}

function fieldsOf(form: Property, prefix: string, word: Word): readonly Field[] {
  const required = new Set([form, ...(form.allOf ?? []).map(({ then }) => then)].flatMap((part) => part?.required ?? []));
  return Object.entries(form.properties ?? {}).map(([name, property]) => {
    const path = prefix + name;
    return {
      name,
      label: word(path),
      section: property["x-section"] ? word(`${path}#section`) : null,
      required: required.has(name),
      property,
      choices: new Map((property.enum ?? []).map((choice) => [choice, label(word, path, choice)])),
      columns: property.items ? fieldsOf(property.items, `${path}.`, word) : [],
    };
  });
}

function label(word: Word, name: string, choice: Cell): string {
  const key = `${name}=${String(choice)}`;
  const text = word(key);
  return text === key ? String(choice) : text;
}

/** The fields that are there while the form has these values; the server keeps and asks for the same ones. */
export function present(fields: readonly Field[], values: FormValues): readonly Field[] {
  const hidden = new Set<string>();
  return fields.filter(({ name, property }) => {
    const when = property["x-when"];
    const holds = !when || (!hidden.has(when.field) && when.is.some((value) => value === values[when.field]));
    if (!holds) hidden.add(name);
    return holds;
  });
}

/** Whether nothing has been filled in yet. */
export function isEmpty(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (typeof value !== "object") return false;
  const records = Array.isArray(value) ? (value as readonly Readonly<Record<string, Cell>>[]) : [value as Readonly<Record<string, Cell>>];
  return records.every((record) => Object.values(record).every((cell) => cell === null || cell === ""));
}

/** A value as a person reads it. */
export function shown(field: Field, value: Value | undefined, t: Translate): string {
  if (isEmpty(value)) return "";
  if (Array.isArray(value)) {
    const rows = value as readonly Readonly<Record<string, Cell>>[];
    return rows.map((row) => field.columns.map((column) => shown(column, row[column.name], t)).filter(Boolean).join(" · ")).join("\n");
  }
  if (typeof value === "object" && value !== null) {
    const { name, text } = value as Readonly<Record<string, Cell>>;
    return [name, text].filter(Boolean).join(" ");
  }
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  return field.choices.get(value as Cell) ?? String(value);
}

/** The value for an open screen: of a personal number only the last four characters. */
export function masked(field: Field, value: Value | undefined, t: Translate): string {
  if (Array.isArray(value)) {
    const rows = value as readonly Readonly<Record<string, Cell>>[];
    return rows.map((row) => field.columns.map((column) => masked(column, row[column.name], t)).filter(Boolean).join(" · ")).join("\n");
  }
  const text = shown(field, value, t);
  return field.property["x-personal"] && field.property.format !== undefined ? lastFour(text) : text;
}

/** Hide all but the last four characters. */
export function lastFour(text: string): string {
  return text.length <= 4 ? text : "*".repeat(text.length - 4) + text.slice(-4);
}
