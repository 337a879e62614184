import { expect, test } from "vitest";

import { isEmpty, lastFour, masked, present, readFields, shown } from "../../src/components/formFields";

const t = ((key: string) => key) as never;
const item = {
  form: {
    required: ["kind"],
    properties: {
      kind: { type: "string", enum: ["a", "b"], "x-section": true },
      sure: { type: "boolean", "x-when": { field: "kind", is: ["a"] } },
      why: { type: "string", "x-when": { field: "sure", is: [true] } },
      number: { type: "string", format: "id-number", "x-personal": true },
      at: { type: "object", "x-kind": "address" },
      people: { type: "array", items: { properties: { id: { format: "phone", "x-personal": true }, part: { enum: ["x"] } } } },
    },
  },
  labels: {
    kind: { zh: "类", en: "Kind" },
    "kind#section": { zh: "段", en: "Section" },
    "kind=a": { zh: "甲", en: "A" },
    "people.part=x": { zh: "份", en: "Share" },
  },
};
const fields = readFields(item, "en");
const field = (name: string) => {
  const found = fields.find((each) => each.name === name);
  if (!found) throw new Error(name);
  return found;
};

test("fields, sections, choices and columns are named in the reader's language", () => {
  expect(field("kind")).toMatchObject({ label: "Kind", section: "Section", required: true });
  expect([...field("kind").choices.values()]).toEqual(["A", "b"]);
  expect(field("people").columns.map(({ name }) => name)).toEqual(["id", "part"]);
});

test("a field is there only while its condition holds, and so is what hangs on it", () => {
  const names = (values: Record<string, string | boolean>) => present(fields, values).map(({ name }) => name);
  expect(names({})).toEqual(["kind", "number", "at", "people"]);
  expect(names({ kind: "a", sure: true })).toContain("why");
  expect(names({ kind: "b", sure: true })).not.toContain("why");
});

test("an open screen shows the last four characters of a personal number", () => {
  expect(lastFour("441302199001011231")).toBe("**************1231");
  expect(masked(field("number"), "441302199001011231", t)).toBe("**************1231");
  expect(masked(field("kind"), "a", t)).toBe("A");
  expect(masked(field("people"), [{ id: "13800138000", part: "x" }], t)).toBe("*******8000 · Share");
});

test("addresses and tables are written out, and an empty one is empty", () => {
  expect(shown(field("at"), { code: "441302", name: "惠城区", text: "1 号" }, t)).toBe("惠城区 1 号");
  expect(isEmpty([{ id: "" }])).toBe(true);
  expect(isEmpty({ name: "惠城区" })).toBe(false);
  expect(isEmpty(false)).toBe(false);
});
