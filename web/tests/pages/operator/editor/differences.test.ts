import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";

import en from "../../../../src/i18n/en.json";
import zh from "../../../../src/i18n/zh-CN.json";
import { NO_CHOICES } from "../../../../src/pages/operator/editor/context";
import { differences } from "../../../../src/pages/operator/editor/differences";
import { SHAPES } from "../../../../src/pages/operator/editor/shapes";
import { wordsOf } from "../../../../src/pages/operator/editor/words";
import type { Entry } from "../../../../src/pages/operator/entry";

const CHOICES = {
  ...NO_CHOICES,
  divisions: [{ code: "441302", name: { zh: "惠州市惠城区", en: "Huicheng, Huizhou" } }],
  offices: [{ id: "huicheng", kind: "hall" as const, name: { zh: "惠城大厅", en: "Huicheng hall" }, divisionName: { zh: "", en: "" } }],
};
const DEFAULTS = {
  item: { signature: "finger", pays: false, fee: "0" },
  material: { required: true },
  implementation: { "legal-days": null, "must-differ": [["acceptor", "decider"]] },
  field: { required: true },
};

beforeAll(async () => {
  await i18next.init({
    resources: { "zh-CN": { translation: zh }, en: { translation: en } },
    lng: "en",
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
});

async function said(before: Entry, after: Entry, language: "en" | "zh-CN" = "en") {
  await i18next.changeLanguage(language);
  const read = (text: { zh: string; en: string }) => (language === "en" ? text.en : text.zh);
  return differences(before, after, { words: wordsOf(CHOICES, read), defaults: DEFAULTS, applicant: {}, read }).map(({ where, before: old, after: next }) => `${where.join(" › ")}: ${old.join("; ")} → ${next.join("; ")}`);
}

test("every key of an item and of what stands in it has a name in both languages", () => {
  for (const [group, shapes] of Object.entries(SHAPES))
    for (const key of Object.keys(shapes)) for (const words of [zh, en]) expect(words, `entry.${group}.${key}`).toHaveProperty([`entry.${group}.${key}`]);
});

test("every closed choice has a name in both languages", () => {
  for (const shapes of Object.values(SHAPES))
    for (const [key, shape] of Object.entries(shapes))
      if ("values" in shape) for (const value of shape.values) for (const words of [zh, en]) expect(words).toHaveProperty([`entry.value.${key}.${value}`]);
});

test("an absent key is compared as its default", async () => {
  expect(await said({ pays: false }, { signature: "finger" })).toEqual([]);
  expect(await said({}, { signature: "wet", pays: true })).toEqual(["Signature: Finger or pad → Ink on paper", "The result is money to an account: no → yes"]);
  expect(await said({}, { signature: "wet" }, "zh-CN")).toEqual(["签署方式: 屏幕手写 → 纸上签名"]);
});

test("an implementation is told by its division, its offices by their names", async () => {
  const before = { implementations: [{ division: "441302", "service-types": { huicheng: 1 } }] };
  const after = { implementations: [{ division: "441302", "legal-days": 9, "must-differ": [["reviewer", "decider"]], "service-types": { huicheng: 3, "*": 2 } }] };
  const place = "Implementations › Huicheng, Huizhou";
  expect(await said(before, after)).toEqual([
    `${place} › Legal period (working days): As the item → 9`,
    `${place} › Service type by receiving office › Huicheng hall: Type 1: collected here, decided at home → Type 3: accepted and decided here`,
    `${place} › Service type by receiving office › elsewhere: As the item → Type 2: accepted here, decided at home`,
    `${place} › Must be different people: acceptor ≠ decider → reviewer ≠ decider`,
  ]);
});

test("what was added, removed and put in another order is told so", async () => {
  const paper = (code: string) => ({ code, name: { zh: code, en: code.toUpperCase() } });
  expect(await said({ materials: [paper("a"), paper("b")] }, { materials: [paper("b"), paper("a")] })).toEqual(["Materials › Order: 1. A; 2. B → 1. B; 2. A"]);
  const [gone, come] = await said({ materials: [paper("a")] }, { materials: [paper("c")] });
  expect(gone).toBe("Materials › A: Name: a / A; Code: a → Removed");
  expect(come).toBe("Materials › C: (not there) → Name: c / C; Code: c");
});

test("a condition is told by the labels of its field and choices", async () => {
  const trade = { label: { zh: "行业", en: "Trade" }, kind: "choice", choices: { food: { zh: "餐饮", en: "Food" } } };
  const name = { label: { zh: "店名", en: "Shop" }, kind: "text" };
  const form = (spec: Entry) => ({ form: { trade, shop: spec } });
  expect(await said(form(name), form({ ...name, when: { field: "trade", is: "food" } }))).toEqual(["Form › Shop › Shown when: none → when “Trade” is Food"]);
});

test("a key that nobody knows is shown as it is, not left out", async () => {
  expect(await said({}, { novelty: "x" })).toEqual(["novelty: none → x"]);
});
