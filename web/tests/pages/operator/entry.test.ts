import { expect, test } from "vitest";

import { changedKeys, listOf, nameOf, put } from "../../../src/pages/operator/entry";

test("an emptied field is left out, and so becomes the default", () => {
  expect(put({ id: "a", description: { zh: "x", en: "y" } }, "description", { zh: "", en: "" })).toEqual({ id: "a" });
  expect(put({ id: "a" }, "target-minutes", 7)).toEqual({ id: "a", "target-minutes": 7 });
});

test("what is not there is empty, not wrong", () => {
  expect(nameOf({}, "name")).toEqual({ zh: "", en: "" });
  expect(listOf({ aliases: "x" }, "aliases")).toEqual([]);
});

test("only what differs is compared, with what was taken away", () => {
  expect(changedKeys({ id: "a", fee: "1", level: "3" }, { id: "a", fee: "2" })).toEqual(["fee", "level"]);
});
