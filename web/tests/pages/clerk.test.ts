import { describe, expect, test } from "vitest";

import type { AnyFact, HallSnapshot, PrintJobView, RingView, TicketView } from "../../src/generated/wire";
import { rowsOf } from "../../src/pages/clerk/rows";
import { replay } from "../../src/state/replay";

const AT = "2026-03-02T01:00:00Z";
const TEXT = { zh: "一", en: "one" };
const PLACES = [
  { id: "w1", name: TEXT, unattended: false },
  { id: "w2", name: TEXT, unattended: false },
];
const EMPTY: HallSnapshot = { type: "hall-snapshot", tickets: [], sessions: [], rings: [], jobs: [], folders: [] };
const ticket: TicketView = {
  id: "t1",
  number: "A001",
  window: "w1",
  windowName: TEXT,
  hall: "h",
  item: "i1",
  itemName: TEXT,
  department: "d",
  area: "a",
  resident: "4413**********1234",
  language: "zh-CN",
  state: "waiting",
  takenAt: AT,
  session: null,
};
const ring: RingView = {
  id: "r1",
  window: "w2",
  windowName: TEXT,
  session: null,
  role: "window",
  ringerName: TEXT,
  reason: "scan",
  note: "",
  rungAt: AT,
  comingAt: null,
  clerkName: null,
  solvedAt: null,
};
const job: PrintJobView = {
  id: "j1",
  case: "c1",
  document: "d1",
  title: TEXT,
  window: "w1",
  state: "fault",
  fault: "no-paper",
  askedAt: AT,
  changedAt: AT,
};

function after(...facts: readonly AnyFact[]): HallSnapshot {
  return facts.reduce((hall, fact) => replay(hall, fact) as HallSnapshot, EMPTY);
}

const base = { stream: "hall/h", offset: 1, at: AT } as const;
const taken: AnyFact = { ...base, type: "ticket-taken", ticket };
const session = { id: "s1", window: "w1", case: "c1", officialName: TEXT, state: "open", startedAt: AT } as const;

describe("the clerk's hall", () => {
  const states = (hall: HallSnapshot) => rowsOf(PLACES, hall).map(({ state }) => state);

  test("a window says what goes on there, and needs hands first of all", () => {
    expect(states(EMPTY)).toEqual(["free", "free"]);
    expect(states(after(taken))).toEqual(["waiting", "free"]);
    const seated = after(taken, { ...base, type: "hall-session-changed", session });
    expect(states(seated)).toEqual(["in-session", "free"]);
    expect(states(after(taken, { ...base, type: "ring-changed", rung: ring }))).toEqual(["waiting", "needs-hands"]);
    expect(states(after(taken, { ...base, type: "print-changed", job }))).toEqual(["needs-hands", "free"]);
  });

  test("what is solved, printed or over leaves the picture, a folder with its ticket", () => {
    const folder = { ticket: "t1", pages: 1, read: 0, marked: 0, seen: 0, checkedAt: null };
    const over = after(
      taken,
      { ...base, type: "folder-changed", folder },
      { ...base, type: "hall-session-changed", session },
      { ...base, type: "ring-changed", rung: ring },
      { ...base, type: "print-changed", job },
      { ...base, type: "ring-changed", rung: { ...ring, solvedAt: AT } },
      { ...base, type: "print-changed", job: { ...job, state: "done", fault: null } },
      { ...base, type: "session-ended", session: "s1", outcome: "served" },
      { ...base, type: "ticket-served", ticket: { ...ticket, state: "served" } },
    );
    expect(over).toEqual(EMPTY);
  });
});
