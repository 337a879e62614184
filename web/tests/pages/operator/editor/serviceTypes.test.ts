import { expect, test } from "vitest";

import { anywhere, officesOf, withAnywhere, withOffices } from "../../../../src/pages/operator/editor/serviceTypes";

const TYPES = { boluo: 1, "*": 2, huicheng: 3 };

test("an office has one type: named for another, it leaves the first", () => {
  const next = withOffices(TYPES, 1, ["boluo", "huicheng"]);
  expect(next).toEqual({ boluo: 1, "*": 2, huicheng: 1 });
  expect(officesOf(next, 3)).toEqual([]);
});

test("an office that is no longer named is as all others", () => {
  expect(withOffices(TYPES, 3, [])).toEqual({ boluo: 1, "*": 2 });
});

test("all other offices have a type of their own, or the item's", () => {
  expect(anywhere(TYPES)).toBe("2");
  expect(withAnywhere(TYPES, null)).toEqual({ boluo: 1, huicheng: 3 });
  expect(anywhere(withAnywhere({}, "3"))).toBe("3");
  expect(anywhere({})).toBeNull();
});
