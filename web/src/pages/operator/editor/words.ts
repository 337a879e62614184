import i18next from "i18next";

import type { ItemChoices } from "../../../generated/item_choices";
import { useLanguage } from "../../../i18n";
import type { Entry, Name } from "../entry";
import { isName, isRecord } from "../entry";
import { namesOf, useEditing } from "./context";
import type { Group, Shape } from "./shapes";

type Say = (key: string, facts?: Readonly<Record<string, string | number>>) => string;

/** What keys and values are called, in the language of the page. */
export interface Words {
  readonly label: (group: Group, key: string) => string;
  readonly hint: (group: Group, key: string) => string | undefined;
  readonly choice: (key: string, value: string) => string;
  readonly value: (shape: Shape, key: string, value: unknown) => string;
  readonly office: (id: string) => string;
  readonly duties: (pair: readonly unknown[]) => string;
}

export function useWords(): Words {
  const { read } = useLanguage();
  return wordsOf(useEditing().choices, read);
}

/** The words for what may be picked, read in one language. */
export function wordsOf(choices: ItemChoices, read: (text: Name) => string): Words {
  const t = i18next.t as Say;
  const comma = t("catalogue.comma");
  const named = (text: Name) => read(text) || text.zh;
  const choice = (key: string, value: string) => (i18next.exists(`entry.value.${key}.${value}`) ? t(`entry.value.${key}.${value}`) : value);
  const office = (id: string) => {
    if (id === "*") return t("catalogue.anywhere");
    const found = choices.offices.find((each) => each.id === id);
    return found ? named(found.name) : id;
  };
  const duties = (pair: readonly unknown[]) => pair.map((duty) => choice("must-differ", String(duty))).join(" ≠ ");
  const value = (shape: Shape, key: string, given: unknown): string => {
    if (given === undefined || given === null || given === "") return t("entry.none");
    if (isName(given)) return given.zh === given.en ? given.zh : `${given.zh} / ${given.en}`;
    if (typeof given === "boolean") return t(given ? "entry.yes" : "entry.no");
    if (Array.isArray(given)) {
      if (given.length === 0) return t("entry.none");
      return given.map((each: unknown) => (shape.of === "must-differ" && Array.isArray(each) ? duties(each as unknown[]) : value(shape, key, each))).join(comma);
    }
    if (isRecord(given)) return record(shape, given);
    switch (shape.of) {
      case "one":
      case "many":
        return choice(key, String(given));
      case "pick":
      case "picks": {
        const text = namesOf(choices, shape.from).get(String(given));
        return text ? named(text) : String(given);
      }
      default:
        return String(given);
    }
  };
  const record = (shape: Shape, given: Entry): string => {
    if (shape.of === "when") {
      const is = Array.isArray(given["is"]) ? given["is"] : [given["is"]];
      return t("entry.when", { field: String(given["field"]), is: is.map((each) => value(shape, "", each)).join(comma) });
    }
    if (Object.keys(given).length === 0) return t("entry.none");
    return Object.entries(given)
      .map(([code, each]) => (shape.of === "service-types" ? `${office(code)}${t("entry.colon")}${choice("service-type", String(each))}` : isName(each) ? value(shape, "", each) : code))
      .join(comma);
  };
  return {
    label: (group, key) => (i18next.exists(`entry.${group}.${key}`) ? t(`entry.${group}.${key}`) : key),
    hint: (group, key) => (i18next.exists(`entry.${group}.${key}.hint`) ? t(`entry.${group}.${key}.hint`) : undefined),
    choice,
    value,
    office,
    duties,
  };
}
