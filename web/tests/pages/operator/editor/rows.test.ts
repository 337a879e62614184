import { expect, test } from "vitest";

import { freeCode, inserted, moved, removed } from "../../../../src/pages/operator/editor/rows";

test("a row is moved within the list and nowhere else", () => {
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
  expect(moved(["a", "b"], 1, 2)).toEqual(["a", "b"]);
});

test("rows come in behind another, and go", () => {
  expect(inserted(["a", "b"], 0, "x")).toEqual(["a", "x", "b"]);
  expect(inserted([], -1, "x")).toEqual(["x"]);
  expect(removed(["a", "b"], 0)).toEqual(["b"]);
});

test("a new code is one that nothing has", () => {
  expect(freeCode("paper", [])).toBe("paper");
  expect(freeCode("paper", ["paper", "paper-2"])).toBe("paper-3");
  expect(freeCode("field", ["field"], "_")).toBe("field_2");
});
