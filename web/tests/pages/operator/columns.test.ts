import { expect, test } from "vitest";

import type { ImportReport, ImportSheet } from "../../../src/generated/catalogue";
import { chosen, columnsOf, leftAside, ordered, partsOf } from "../../../src/pages/operator/columns";

const SHEET: ImportSheet = {
  sheet: "items",
  title: "Sheet1",
  headings: ["a", "b", "", "c"],
  samples: ["1", "2", "", "3"],
  expected: ["id", "name-zh", "name-en", "fee", "level"],
  columns: { "name-zh": 0, fee: 1 },
  ours: false,
};
const REPORT: ImportReport = { dryRun: true, items: 0, added: 0, changed: 0, unchanged: 0, faults: [], faultCount: 0, sheets: [SHEET] };

test("what is needed or was found comes first", () => {
  expect(ordered(SHEET)).toEqual({ first: ["id", "name-zh", "name-en", "fee"], more: ["level"] });
});

test("headings that no column takes are named", () => {
  expect(leftAside(SHEET, SHEET.columns)).toEqual(["c"]);
  expect(leftAside(SHEET, {})).toEqual(["a", "b", "c"]);
});

test("a column gets another heading, or none", () => {
  expect(chosen({ items: { fee: 1 } }, "items", "fee", 3)).toEqual({ items: { fee: 3 } });
  expect(chosen({ items: { fee: 1 } }, "items", "fee", null)).toEqual({ items: {} });
  expect(chosen({}, "materials", "code", 0)).toEqual({ materials: { code: 0 } });
});

test("columns are sent only where the headings are not ours", () => {
  expect(columnsOf(REPORT)).toEqual({ items: SHEET.columns });
  expect(columnsOf({ ...REPORT, sheets: [{ ...SHEET, ours: true }] })).toEqual({});
});

test("a column is called as its key, in the language of a name", () => {
  expect(partsOf("items", "name-zh")).toEqual({ group: "item", key: "name", tongue: "zh" });
  expect(partsOf("implementations", "legal-days")).toEqual({ group: "implementation", key: "legal-days", tongue: null });
  expect(partsOf("materials", "item")).toEqual({ group: "item", key: "id", tongue: null });
});
