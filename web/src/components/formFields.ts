import type { ItemDetail } from "../generated/api";
import type { Language } from "../generated/wire";
import type { useLanguage } from "../i18n";

type Translate = ReturnType<typeof useLanguage>["t"];
export type FormValue = string | number | boolean | null;
export type FormValues = Readonly<Record<string, FormValue>>;

/** What is needed of JSON Schema to show a flat form; the server reads the whole of it. */
interface Property {
  readonly type?: string | readonly string[];
  readonly enum?: readonly FormValue[];
  readonly format?: string;
  readonly maxLength?: number;
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  readonly property: Property;
  readonly choices: ReadonlyMap<FormValue, string>;
}

/** The fields of an item's form in its order, with the words of one language. */
export function readFields(item: ItemDetail, language: Language): readonly Field[] {
  const properties = (item.form["properties"] ?? {}) as Readonly<Record<string, Property>>;
  const required = new Set((item.form["required"] ?? []) as readonly string[]);
  const word = (key: string): string => {
    const text = item.labels[key];
    if (!text) return key;
    return language === "en" ? text.en : text.zh;
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    label: word(name),
    required: required.has(name),
    property,
    choices: new Map((property.enum ?? []).map((choice) => [choice, label(word, name, choice)])),
  }));
}

function label(word: (key: string) => string, name: string, choice: FormValue): string {
  const key = `${name}=${String(choice)}`;
  const text = word(key);
  return text === key ? String(choice) : text;
}

/** A value as a person reads it. */
export function shown(field: Field, value: FormValue | undefined, t: Translate): string {
  if (value === undefined || value === null || value === "") return "";
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  return field.choices.get(value) ?? String(value);
}
