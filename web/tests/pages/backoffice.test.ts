import { expect, test } from "vitest";

import type { CaseView } from "../../src/generated/wire";
import { FORMS, fields, offered } from "../../src/pages/backoffice/actions";
import { EVERYTHING, query } from "../../src/pages/backoffice/filter";
import { figure, share } from "../../src/pages/reports/figures";

test("a case offers what the server allows and the page can ask for, in the order of the work", () => {
  const view = { actions: { official: ["withdraw", "accept", "decide"], clerk: ["urge"] } } as unknown as CaseView;
  expect(offered(view)).toEqual(["decide", "withdraw"]);
});

test("what is left empty is not sent, and a finding becomes a truth", () => {
  expect(fields(FORMS["check-promise"], { material: "card", kept: "false", reason: undefined })).toEqual({ material: "card", kept: false });
});

test("an empty filter asks for everything", () => {
  expect(query(EVERYTHING)).toBe("number=1");
  expect(query({ ...EVERYTHING, state: "accepted", mine: true })).toBe("state=accepted&mine=1&number=1");
});

test("a figure without rows is a dash, not nought", () => {
  expect([figure(null), figure(12.34), share(0.8295), share(null)]).toEqual(["–", "12.3", "83 %", "–"]);
});
