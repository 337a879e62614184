import { expect, test } from "vitest";

import { elsewhere, within } from "../../../../src/pages/operator/editor/faults";

const fault = (path: string) => ({ path, problem: { zh: "", en: "" } });

test("a fault lies within its own place and those around it, not beside", () => {
  expect(within(fault("implementations[1].legal-days"), "implementations[1]")).toBe(true);
  expect(within(fault("implementations[1].legal-days"), "implementations")).toBe(true);
  expect(within(fault("implementations[12]"), "implementations[1]")).toBe(false);
  expect(within(fault("name.zh"), "name")).toBe(true);
});

test("what no field shows is told at the row", () => {
  const faults = [fault("materials[0].code"), fault("materials[0]"), fault("materials[1]")];
  expect(elsewhere(faults, "materials[0]", ["materials[0].code"])).toEqual([faults[1]]);
});
