import { expect, test } from "vitest";

import { backoff } from "../../src/wire/backoff";

test("the first attempt comes within a fifth of a second", () => {
  expect(backoff(0, () => 1)).toBe(200);
  expect(backoff(0, () => 0)).toBe(100);
});

test("waits double, and stay short while a server may be restarting", () => {
  expect([1, 2, 3, 4, 14].map((attempt) => backoff(attempt, () => 1))).toEqual([400, 800, 1600, 2000, 2000]);
});

test("no wait is longer than five seconds", () => {
  expect(backoff(10_000, () => 1)).toBe(5000);
});
