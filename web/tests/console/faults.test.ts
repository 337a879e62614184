import { expect, test } from "vitest";

import { faultOf } from "../../src/console/faults";
import zh from "../../src/i18n/zh-CN.json";

test("every fault has words, one from a newer server too", () => {
  for (const fault of ["unreachable", "denied", "broken", "incomplete", "unknown"]) {
    expect(faultOf(fault)).toBe(`systems.fault.${fault}`);
    expect(zh[faultOf(fault)]).toBeTruthy();
  }
  expect(faultOf("something newer")).toBe("systems.fault.broken");
});
