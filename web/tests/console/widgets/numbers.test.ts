import { expect, test } from "vitest";

import { isBankAccount, isCreditCode, readIdNumber } from "../../../src/console/widgets/numbers";

test("an ID number tells birthday and sex, and a slip of the hand nothing", () => {
  expect(readIdNumber("441302199001011231")).toEqual({ birthday: "1990-01-01", sex: "male" });
  expect(readIdNumber("11010519491231002X")).toEqual({ birthday: "1949-12-31", sex: "female" });
  expect(readIdNumber("441302199001011232")).toBeNull();
  expect(readIdNumber("441302199002301231")).toBeNull();
});

test("a credit code has its check character, and may begin with a letter", () => {
  expect(isCreditCode("91350100M000100Y43")).toBe(true);
  expect(isCreditCode("91350100M000100Y44")).toBe(false);
  expect(isCreditCode("91350100M000100Y4I")).toBe(false);
});

test("an account has its check digit", () => {
  expect(isBankAccount("4111111111111111")).toBe(true);
  expect(isBankAccount("4111111111111112")).toBe(false);
  expect(isBankAccount("411111")).toBe(false);
});
