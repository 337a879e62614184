import type { Entry, Name } from "../entry";
import { isRecord, nameOf, put, recordOf } from "../entry";
import { KINDS, SHAPES } from "./shapes";

/** One field of a form with its name, as the list shows it. */
export interface Field {
  readonly name: string;
  readonly spec: Entry;
}

const FITS: Readonly<Record<string, readonly string[]>> = {
  choices: ["choice"],
  default: ["choice"],
  columns: ["table"],
  "must-be": ["boolean"],
  day: ["date"],
  after: ["date"],
  prefill: ["id-number", "phone"],
  minimum: ["text", "long-text", "integer", "table"],
  maximum: ["text", "long-text", "integer", "table"],
};
const NAME = /^[a-z][a-z0-9_]{0,39}$/;
const PLAIN_KINDS = KINDS.filter((kind) => kind !== "table" && kind !== "address" && kind !== "division");

/** The fields of a form in their order. */
export function fieldsOf(form: Entry): readonly Field[] {
  return Object.entries(form).map(([name, spec]) => ({ name, spec: isRecord(spec) ? spec : {} }));
}

/** The form of these fields; null without any. */
export function formOf(fields: readonly Field[]): Entry | null {
  return fields.length === 0 ? null : Object.fromEntries(fields.map(({ name, spec }) => [name, spec]));
}

/**
 * The names of what a list of fields could not show, and would have to lose: a form that is no record of records, keys
 * and kinds that nobody knows, and codes of choices that are numbers, which JavaScript would put into another order.
 */
export function inexpressible(form: unknown): readonly string[] {
  if (form === undefined || form === null) return [];
  if (!isRecord(form)) return [""];
  return Object.entries(form).flatMap(([name, spec]) => {
    if (!isRecord(spec)) return [name];
    const strangers = Object.keys(spec).filter((key) => !(key in SHAPES.field));
    const kind = spec["kind"];
    if (kind !== undefined && !(KINDS as readonly unknown[]).includes(kind)) strangers.push(`kind ${String(kind)}`);
    strangers.push(...Object.keys(recordOf(spec, "choices")).filter((code) => /^[0-9]+$/.test(code)).map((code) => `choices.${code}`));
    return [...strangers.map((key) => `${name}.${key}`), ...inexpressible(spec["columns"]).map((inner) => `${name}.columns.${inner}`)];
  });
}

/** Whether a key says anything of a field of this kind; what stands there all the same is shown, to be mended. */
export function fits(key: string, spec: Entry): boolean {
  const kinds = FITS[key];
  return kinds === undefined || key in spec || kinds.includes(String(spec["kind"]));
}

/** The field with another kind, without what says nothing of it. */
export function withKind(spec: Entry, kind: string): Entry {
  const kept = Object.entries(spec).filter(([key]) => FITS[key] === undefined || FITS[key].includes(kind));
  return put(Object.fromEntries(kept), "kind", kind);
}

/** The kinds that a field may have: a column of a table is plain. */
export function kindsOf(inTable: boolean): readonly string[] {
  return inTable ? PLAIN_KINDS : KINDS;
}

/** Whether a field may be called so among these others. */
export function mayBeNamed(name: string, others: readonly Field[]): boolean {
  return NAME.test(name) && !others.some((each) => each.name === name);
}

/** The fields with one under another name, and with what points to it pointing there. */
export function renamed(fields: readonly Field[], at: number, name: string): readonly Field[] {
  const before = fields[at]?.name;
  return fields.map((field, place) => {
    if (place === at) return { ...field, name };
    const when = recordOf(field.spec, "when");
    let { spec } = field;
    if (when["field"] === before) spec = { ...spec, when: { ...when, field: name } };
    if (spec["after"] === before) spec = { ...spec, after: name };
    return spec === field.spec ? field : { ...field, spec };
  });
}

/** The values that a condition on a field may ask for, each with its label; null: yes and no. */
export function valuesOf(spec: Entry): ReadonlyMap<string, Name> | null {
  if (spec["kind"] === "boolean") return null;
  const choices = recordOf(spec, "choices");
  return new Map(Object.keys(choices).map((code) => [code, nameOf(choices, code)]));
}

/** The values that a condition asks for. */
export function wantedBy(when: Entry): readonly (string | boolean)[] {
  const is = when["is"];
  return (Array.isArray(is) ? (is as unknown[]) : [is]).filter((each): each is string | boolean => typeof each === "string" || typeof each === "boolean");
}

/** A condition on a field, at first for its first answer; null without a field. */
export function whenOf(field: Field | undefined): Entry | null {
  if (field === undefined) return null;
  const values = valuesOf(field.spec);
  return { field: field.name, is: values === null ? true : ([...values.keys()][0] ?? []) };
}

/** Whether a choice may have this code among these others; a number would not keep its place. */
export function mayBeChosen(code: string, others: readonly string[]): boolean {
  return code.trim() === code && code !== "" && !/^[0-9]+$/.test(code) && !others.includes(code);
}

/** The fields with one choice under another code, and with the default and the conditions that name it following. */
export function renamedChoice(fields: readonly Field[], at: number, before: string, code: string): readonly Field[] {
  const owner = fields[at];
  if (owner === undefined) return fields;
  const choices = Object.entries(recordOf(owner.spec, "choices")).map(([each, name]) => [each === before ? code : each, name] as const);
  const own: Entry = { ...owner.spec, choices: Object.fromEntries(choices), ...(owner.spec["default"] === before ? { default: code } : {}) };
  return fields.map((field, place) => {
    if (place === at) return { ...field, spec: own };
    const when = recordOf(field.spec, "when");
    if (when["field"] !== owner.name) return field;
    const is = wantedBy(when).map((each) => (each === before ? code : each));
    return { ...field, spec: { ...field.spec, when: { ...when, is: Array.isArray(when["is"]) ? is : is[0] } } };
  });
}
