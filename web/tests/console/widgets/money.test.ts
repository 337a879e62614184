import { expect, test } from "vitest";

import { capital, plain, thousands } from "../../../src/console/widgets/money";

test.each([
  ["0", "零元整"],
  ["10", "壹拾元整"],
  ["50000", "伍万元整"],
  ["50000.00", "伍万元整"],
  ["1004", "壹仟零肆元整"],
  ["10050", "壹万零伍拾元整"],
  ["100000001", "壹亿零壹元整"],
  ["120034500", "壹亿贰仟零叁万肆仟伍佰元整"],
  ["1000000", "壹佰万元整"],
  ["0.5", "伍角整"],
  ["0.05", "伍分"],
  ["3.05", "叁元零伍分"],
  ["3.50", "叁元伍角整"],
  ["107.38", "壹佰零柒元叁角捌分"],
  ["1,000", ""],
  ["", ""],
])("%s is written %s", (sum, words) => {
  expect(capital(sum)).toBe(words);
});

test("thousands are set apart, and taken together again", () => {
  expect(thousands("1234567.5")).toBe("1,234,567.5");
  expect(thousands("123")).toBe("123");
  expect(plain("1,234,567.5")).toBe("1234567.5");
  expect(plain("￥ 007.129 元")).toBe("7.12");
  expect(plain(".5")).toBe("0.5");
});
