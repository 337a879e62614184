import { expect, test } from "vitest";

import { elsewhere, standing, within } from "../../../../src/pages/operator/editor/faults";

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

test("a fault goes with the field that was mended, and with the list whose rows moved", () => {
  const faults = [fault("fee"), fault("materials[0].code"), fault("materials[1].code")];
  const [before, after] = [{ materials: [1, 2] }, { materials: [2] }];
  expect(standing(faults, before, after, "materials[0].code")).toEqual([faults[0], faults[2]]);
  expect(standing(faults, before, after, "")).toEqual([faults[0]]);
});
