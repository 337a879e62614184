import { expect, test } from "vitest";

import { hourRows } from "../../src/components/hours";

test("days with the same hours stand together", () => {
  const week = [
    { days: [1, 2, 3, 4, 5], opens: "08:30", closes: "17:30" },
    { days: [6], opens: "09:00", closes: "17:00" },
  ];
  expect(hourRows(week, "en")).toEqual([
    { days: "Mon–Fri", times: ["08:30–17:30"] },
    { days: "Sat", times: ["09:00–17:00"] },
  ]);
  expect(hourRows(week, "zh-CN").map(({ days }) => days)).toEqual(["周一–周五", "周六"]);
});

test("a noon break is two times of one day, and days apart are named apart", () => {
  const week = [
    { days: [1, 3], opens: "14:30", closes: "17:30" },
    { days: [1, 3], opens: "08:30", closes: "12:00" },
  ];
  expect(hourRows(week, "en")).toEqual([{ days: "Mon, Wed", times: ["08:30–12:00", "14:30–17:30"] }]);
  expect(hourRows([], "en")).toEqual([]);
});
