import { expect, test } from "vitest";

import { listOf, nameOf, put, same } from "../../../src/pages/operator/entry";

test("an emptied field is left out, and so becomes the default", () => {
  expect(put({ id: "a", description: { zh: "x", en: "y" } }, "description", { zh: "", en: "" })).toEqual({ id: "a" });
  expect(put({ id: "a" }, "target-minutes", 7)).toEqual({ id: "a", "target-minutes": 7 });
});

test("what is not there is empty, not wrong", () => {
  expect(nameOf({}, "name")).toEqual({ zh: "", en: "" });
  expect(listOf({ aliases: "x" }, "aliases")).toEqual([]);
});

test("the order of a record's keys says nothing, that of a list everything", () => {
  expect(same({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toBe(true);
  expect(same([1, 2], [2, 1])).toBe(false);
  expect(same({ a: undefined }, { b: undefined })).toBe(false);
});
