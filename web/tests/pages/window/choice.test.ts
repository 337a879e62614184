import { expect, test } from "vitest";

import { readChoice } from "../../../src/pages/window/choice";

test("a link carries item, county and hall", () => {
  expect(readChoice("#item=food-business-licence&home=441322&hall=huicheng&collect=boluo")).toEqual({
    item: "food-business-licence",
    home: "441322",
    collectAt: "boluo",
  });
  expect(readChoice("item=x")).toEqual({ item: "x", home: null, collectAt: null });
});

test("what is no choice is none", () => {
  for (const hash of ["", "#", "#enrol=abc", "#item=", "#item=../x", "#item=%00", `#item=${"a".repeat(65)}`])
    expect(readChoice(hash)).toBeNull();
  expect(readChoice("#item=x&collect=<b>")).toEqual({ item: "x", home: null, collectAt: null });
});
