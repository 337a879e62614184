import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { CODES } from "../../src/generated/wire";
import en from "../../src/i18n/en.json";
import zh from "../../src/i18n/zh-CN.json";

const texts: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ["zh-CN", zh],
  ["en", en],
];

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

test("both languages have the same keys", () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
});

test.each(texts)("every text in %s says something", (_, words) => {
  expect(Object.entries(words).filter(([, text]) => text.trim() === "")).toEqual([]);
});

test.each(texts)("every code of a refusal has a text in %s", (_, words) => {
  expect(CODES.filter((code) => !(`error.${code}` in words))).toEqual([]);
});

test("both languages fill the same places", () => {
  const places = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();
  const other: Readonly<Record<string, string>> = en;
  for (const [key, text] of Object.entries(zh)) expect([key, places(other[key] ?? "")]).toEqual([key, places(text)]);
});

test("no Chinese stands in a component, and none in English", () => {
  const chinese = /[\u4e00-\u9fff]/;
  // A language is named in its own words; a device's label is whatever its maker wrote.
  const meant = new Set(["src/components/LanguageSwitch.tsx", "src/media/devices.ts"]);
  const written = (path: string) => path.startsWith("src/generated/");
  const found = sources("src").filter((path) => !written(path) && !meant.has(path) && chinese.test(readFileSync(path, "utf8")));
  expect(found).toEqual([]);
  expect(Object.values(en).filter((text) => chinese.test(text))).toEqual([]);
});
