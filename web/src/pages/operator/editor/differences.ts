import i18next from "i18next";

import type { Entry } from "../entry";
import { isName, isRecord, nameOf, recordOf, recordsOf, same } from "../entry";
import { wantedBy } from "./form";
import { ANYWHERE } from "./serviceTypes";
import type { Group, Shape } from "./shapes";
import { SHAPES } from "./shapes";
import type { Words } from "./words";

/** One thing that a draft changes: where, from the item down, and what it said before and says after, a line for each part. */
export interface Difference {
  readonly where: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

interface Context {
  readonly words: Words;
  readonly defaults: Readonly<Record<Group, Entry>>;
  readonly applicant: Entry; // The fields that every form begins with.
  readonly read: (text: { readonly zh: string; readonly en: string }) => string;
}

interface Row {
  readonly id: string;
  readonly title: string;
  readonly entry: Entry;
}

type Say = (key: string, facts?: Readonly<Record<string, string>>) => string;

/** What differs between two versions of an item, in words and in the order of the editor. */
export function differences(before: Entry, after: Entry, context: Context): readonly Difference[] {
  return ofEntries("item", before, after, [], context, {
    before: { ...context.applicant, ...recordOf(before, "form") },
    after: { ...context.applicant, ...recordOf(after, "form") },
  });
}

interface Forms {
  readonly before: Entry;
  readonly after: Entry;
}

function ofEntries(group: Group, before: Entry, after: Entry, where: readonly string[], context: Context, forms: Forms): readonly Difference[] {
  const keys = [...new Set([...Object.keys(SHAPES[group]), ...Object.keys(after), ...Object.keys(before)])];
  return keys.flatMap((key) => {
    const [old, next] = [before[key] ?? context.defaults[group][key], after[key] ?? context.defaults[group][key]];
    return same(old, next) ? [] : ofKey(group, key, old, next, [...where, context.words.label(group, key)], context, forms);
  });
}

function ofKey(group: Group, key: string, old: unknown, next: unknown, where: readonly string[], context: Context, forms: Forms): readonly Difference[] {
  const shape: Shape = SHAPES[group][key] ?? { of: "text" };
  const both = (rows: (value: unknown) => readonly Row[], inner: Group) => ofRows(inner, rows(old), rows(next), where, context, forms);
  switch (shape.of) {
    case "materials":
      return both((value) => recordsOf({ value }, "value").map((entry) => row(String(entry["code"]), nameOf(entry, "name"), entry, context)), "material");
    case "implementations":
      return both(
        (value) => recordsOf({ value }, "value").map((entry) => ({ id: String(entry["division"]), title: context.words.value({ of: "pick", from: "divisions" }, "division", entry["division"]), entry })),
        "implementation",
      );
    case "form":
    case "columns":
      return both((value) => Object.entries(isRecord(value) ? value : {}).map(([id, spec]) => row(id, nameOf(isRecord(spec) ? spec : {}, "label"), isRecord(spec) ? spec : {}, context)), "field");
    case "service-types":
    case "choices":
      return ofCodes(shape, old, next, where, context);
    case "names":
      return ofNotes(old, next, where, context);
    default: {
      const said = (value: unknown, form: Entry) => (group === "implementation" && (value === null || value === undefined) ? (i18next.t as Say)("compared.of-item") : inForm(shape, key, value, context, form));
      return [{ where, before: [said(old, forms.before)], after: [said(next, forms.after)] }];
    }
  }
}

function row(id: string, name: { readonly zh: string; readonly en: string }, entry: Entry, { read }: Context): Row {
  return { id, title: read(name) || name.zh || id, entry };
}

function ofRows(group: Group, before: readonly Row[], after: readonly Row[], where: readonly string[], context: Context, forms: Forms): readonly Difference[] {
  const t = i18next.t as Say;
  const [old, next] = [new Map(before.map((each) => [each.id, each])), new Map(after.map((each) => [each.id, each]))];
  const gone = before.filter((each) => !next.has(each.id)).map((each) => ({ where: [...where, each.title], before: lines(group, each.entry, context, forms.before), after: [t("compared.removed")] }));
  const changed = after.flatMap((each) => {
    const last = old.get(each.id);
    if (last === undefined) return [{ where: [...where, each.title], before: [t("compared.absent")], after: lines(group, each.entry, context, forms.after) }];
    return ofEntries(group, last.entry, each.entry, [...where, each.title], context, forms);
  });
  const [stayed, stays] = [before.filter((each) => next.has(each.id)), after.filter((each) => old.has(each.id))];
  const ordered = group === "implementation" || same(stayed.map((each) => each.id), stays.map((each) => each.id));
  const order = (rows: readonly Row[]) => rows.map((each, at) => `${at + 1}. ${each.title}`);
  return [...gone, ...changed, ...(ordered ? [] : [{ where: [...where, t("compared.order")], before: order(stayed), after: order(stays) }])];
}

/** A whole record in words, a line for each key that says something. */
function lines(group: Group, entry: Entry, context: Context, form: Entry): readonly string[] {
  const t = i18next.t as Say;
  return Object.keys(SHAPES[group])
    .filter((key) => key in entry)
    .map((key) => `${context.words.label(group, key)}${t("entry.colon")}${inForm(SHAPES[group][key] ?? { of: "text" }, key, entry[key], context, form)}`);
}

function ofCodes(shape: Shape, old: unknown, next: unknown, where: readonly string[], { words }: Context): readonly Difference[] {
  const t = i18next.t as Say;
  const [before, after] = [isRecord(old) ? old : {}, isRecord(next) ? next : {}];
  const types = shape.of === "service-types";
  const said = (value: unknown, code = "") => (value === undefined ? t(types ? (code === ANYWHERE ? "compared.of-item" : "compared.as-others") : "compared.absent") : types ? words.choice("service-type", String(value)) : words.value({ of: "name" }, "", value));
  const codes = [...new Set([...Object.keys(after), ...Object.keys(before)])].filter((code) => !same(before[code], after[code]));
  const changed = codes.map((code) => ({ where: [...where, types ? words.office(code) : code], before: [said(before[code], code)], after: [said(after[code], code)] }));
  const order = (record: Entry, other: Entry) => Object.keys(record).filter((code) => code in other);
  if (types || same(order(before, after), order(after, before))) return changed;
  const listed = (record: Entry, other: Entry) => order(record, other).map((code, at) => `${at + 1}. ${said(record[code])}`);
  return [...changed, { where: [...where, t("compared.order")], before: listed(before, after), after: listed(after, before) }];
}

function ofNotes(old: unknown, next: unknown, where: readonly string[], { words }: Context): readonly Difference[] {
  const texts = (value: unknown) => (Array.isArray(value) ? (value as unknown[]).map((each, at) => `${at + 1}. ${isName(each) ? words.value({ of: "name" }, "", each) : String(each)}`) : []);
  const t = i18next.t as Say;
  const or = (list: readonly string[]) => (list.length === 0 ? [t("entry.none")] : list);
  return [{ where, before: or(texts(old)), after: or(texts(next)) }];
}

/** A value in words; what names another field or a choice of this form is called by its label. */
function inForm(shape: Shape, key: string, value: unknown, { words, read }: Context, form: Entry): string {
  const t = i18next.t as Say;
  const labelOf = (name: string) => {
    const label = nameOf(recordOf(form, name), "label");
    return read(label) || label.zh || name;
  };
  if (shape.of === "when" && isRecord(value)) return condition(value, form, read, t("catalogue.comma"));
  if (key === "after" && typeof value === "string") return labelOf(value);
  return words.value(shape, key, value);
}

/** A condition in words, by the labels of the field and of its choices. */
export function condition(when: Entry, form: Entry, read: Context["read"], comma: string): string {
  const t = i18next.t as Say;
  const name = String(when["field"]);
  const spec = recordOf(form, name);
  const label = nameOf(spec, "label");
  const is = wantedBy(when).map((value) => {
    if (typeof value === "boolean") return t(value ? "entry.yes" : "entry.no");
    const choice = nameOf(recordOf(spec, "choices"), value);
    return read(choice) || choice.zh || value;
  });
  return t("entry.when", { field: read(label) || label.zh || name, is: is.join(comma) });
}
