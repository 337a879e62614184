import { expect, test } from "vitest";

import { judge, NONE } from "../../src/media/quality";

const received = (packets: number, lost: number) => ({ ...NONE, received: packets, lost });

test.each([
  [0, "good"],
  [2, "good"],
  [4, "fair"],
  [12, "poor"],
])("%d lost of a hundred is %s", (lost, word) => {
  expect(judge(NONE, received(100 - lost, lost))).toBe(word);
});

test("what was lost long ago does not count", () => {
  expect(judge(received(50, 50), received(1_050, 50))).toBe("good");
});

test("loss on the way out counts like loss on the way in", () => {
  expect(judge(NONE, { ...received(100, 0), remoteLoss: 0.1 })).toBe("poor");
});

test("a long round trip is heard, even without loss", () => {
  expect(judge(NONE, { ...received(100, 0), roundTripSeconds: 0.4 })).toBe("fair");
  expect(judge(NONE, { ...received(100, 0), roundTripSeconds: 0.9 })).toBe("poor");
});

test("a held line is no bad line", () => {
  expect(judge(received(100, 0), received(100, 0))).toBe("good");
});
