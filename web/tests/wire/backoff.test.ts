import { expect, test } from "vitest";

import { backoff } from "../../src/wire/backoff";

test("the first attempt comes within a fifth of a second", () => {
  expect(backoff(0, () => 1)).toBe(200);
  expect(backoff(0, () => 0)).toBe(100);
});

test("waits double and stay under five seconds", () => {
  expect([1, 2, 3, 4].map((attempt) => backoff(attempt, () => 1))).toEqual([400, 800, 1600, 3200]);
  expect(backoff(5, () => 1)).toBe(5000);
  expect(backoff(10_000, () => 1)).toBe(5000);
});
