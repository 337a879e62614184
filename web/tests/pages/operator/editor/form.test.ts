import { expect, test } from "vitest";

import type { Field } from "../../../../src/pages/operator/editor/form";
import { fieldsOf, fits, formOf, inexpressible, mayBeChosen, mayBeNamed, renamed, renamedChoice, whenOf, withKind } from "../../../../src/pages/operator/editor/form";

const label = { zh: "甲", en: "A" };
const TRADE: Field = { name: "trade", spec: { label, kind: "choice", choices: { food: label, books: label }, default: "food" } };
const SHOP: Field = { name: "shop", spec: { label, kind: "text", when: { field: "trade", is: ["food", "books"] } } };
const SINCE: Field = { name: "since", spec: { label, kind: "date" } };
const UNTIL: Field = { name: "until", spec: { label, kind: "date", after: "since" } };

test("a form comes back from its list as it was, columns and all", () => {
  const form = { b: { label, kind: "table", columns: { z: { label, kind: "text" }, a: { label, kind: "date", required: false } } }, a: TRADE.spec };
  expect(JSON.stringify(formOf(fieldsOf(form)))).toBe(JSON.stringify(form));
  expect(formOf([])).toBeNull();
  expect(inexpressible(form)).toEqual([]);
});

test("what a list could not keep is named", () => {
  expect(inexpressible(undefined)).toEqual([]);
  expect(inexpressible("{ half")).toEqual([""]);
  expect(inexpressible({ a: 3, b: { label, kind: "chart" }, c: { label, kind: "text", colour: "red" } })).toEqual(["a", "b.kind chart", "c.colour"]);
  expect(inexpressible({ t: { kind: "table", columns: { x: { kind: "choice", choices: { 2: label } } } } })).toEqual(["t.columns.x.choices.2"]);
});

test("another kind takes along what says something of it, and nothing else", () => {
  expect(withKind({ ...TRADE.spec, required: false }, "text")).toEqual({ label, kind: "text", required: false });
  expect(fits("choices", { kind: "text" })).toBe(false);
  expect(fits("choices", { kind: "text", choices: {} })).toBe(true); // To be mended.
  expect(fits("section", { kind: "text" })).toBe(true);
});

test("a renamed field is followed by what points to it", () => {
  const fields = renamed([TRADE, SHOP, SINCE, UNTIL], 0, "line");
  expect(fields[1]?.spec["when"]).toEqual({ field: "line", is: ["food", "books"] });
  expect(renamed(fields, 2, "start")[3]?.spec["after"]).toBe("start");
  expect(fields[3]).toBe(UNTIL);
});

test("a renamed choice is followed by default and conditions", () => {
  const [trade, shop] = renamedChoice([TRADE, SHOP], 0, "food", "meals");
  expect(Object.keys((trade?.spec["choices"] ?? {}) as object)).toEqual(["meals", "books"]);
  expect(trade?.spec["default"]).toBe("meals");
  expect(shop?.spec["when"]).toEqual({ field: "trade", is: ["meals", "books"] });
  const single: Field = { ...SHOP, spec: { ...SHOP.spec, when: { field: "trade", is: "food" } } };
  expect(renamedChoice([TRADE, single], 0, "food", "meals")[1]?.spec["when"]).toEqual({ field: "trade", is: "meals" });
});

test("names and codes are free, and keep their place", () => {
  expect(mayBeNamed("place_2", [TRADE])).toBe(true);
  for (const wrong of ["trade", "Place", "2nd", "", "a-b"]) expect(mayBeNamed(wrong, [TRADE])).toBe(false);
  expect(mayBeChosen("own", ["rented"])).toBe(true);
  for (const wrong of ["rented", "12", "", " own"]) expect(mayBeChosen(wrong, ["rented"])).toBe(false);
});

test("a new condition asks for the first answer", () => {
  expect(whenOf(TRADE)).toEqual({ field: "trade", is: "food" });
  expect(whenOf({ name: "far", spec: { kind: "boolean" } })).toEqual({ field: "far", is: true });
  expect(whenOf(undefined)).toBeNull();
});
