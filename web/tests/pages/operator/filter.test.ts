import { expect, test } from "vitest";

import type { CatalogueRow } from "../../../src/generated/catalogue";
import type { ItemId } from "../../../src/generated/wire";
import { departmentsOf, EVERYTHING, narrowed } from "../../../src/pages/operator/filter";

function row(id: string, zh: string, rest: Partial<CatalogueRow> = {}): CatalogueRow {
  return {
    id: id as ItemId,
    name: { zh, en: id.toUpperCase() },
    department: "tax",
    departmentName: { zh: "税务局", en: "Tax" },
    zone: "hall",
    serves: "natural",
    serviceType: 1,
    version: 1,
    newest: 1,
    state: "published",
    redrafted: false,
    lacks: [],
    ...rest,
  };
}

const ROWS = [row("deed-tax", "契税申报"), row("shop", "开店", { department: "market", state: "draft", lacks: ["form"] }), row("seal", "刻章", { zone: "department", redrafted: true })];
const ids = (filter: Partial<typeof EVERYTHING>) => narrowed(ROWS, { ...EVERYTHING, ...filter }).map((each) => each.id);

test("nothing narrows the list at first", () => {
  expect(ids({})).toEqual(["deed-tax", "shop", "seal"]);
});

test("words are looked for in id and names, all of them", () => {
  expect(ids({ words: "契税" })).toEqual(["deed-tax"]);
  expect(ids({ words: "DEED 申报" })).toEqual(["deed-tax"]);
  expect(ids({ words: "deed 开店" })).toEqual([]);
});

test("states, newer drafts and what lacks something can be singled out", () => {
  expect(ids({ state: "draft" })).toEqual(["shop"]);
  expect(ids({ state: "redrafted" })).toEqual(["seal"]);
  expect(ids({ state: "lacking" })).toEqual(["shop"]);
  expect(ids({ zone: "department" })).toEqual(["seal"]);
  expect(ids({ department: "market" })).toEqual(["shop"]);
});

test("each department is offered once", () => {
  expect(departmentsOf(ROWS).map((each) => each.department)).toEqual(["tax", "market"]);
});
