import { describe, expect, test } from "vitest";

import type { AnyFact, Invitation, SessionView, StreamStart, TicketView, Welcome } from "../../src/generated/wire";
import { currentSession, EMPTY, invitation, tickets } from "../../src/state/desk";
import { reduce } from "../../src/state/reduce";
import type { Event } from "../../src/state/reduce";

const AT = "2026-03-02T01:00:00Z";
const TEXT = { zh: "一", en: "one" };

const ticket: TicketView = {
  id: "t1",
  number: "A001",
  window: "w1",
  windowName: TEXT,
  hall: "Huicheng",
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

const session: SessionView = {
  id: "s1",
  case: "c1",
  ticket,
  official: "o1",
  officialName: TEXT,
  state: "open",
  outcome: null,
  consent: "unasked",
  startedAt: AT,
  endedAt: null,
  presences: [],
  messages: [],
  still: null,
  invitation: null,
};

function welcome(...streams: StreamStart[]): Welcome {
  return { type: "welcome", role: "window", id: "w1", name: TEXT, onDuty: false, streams };
}

function queueStart(offset: number, ...waiting: TicketView[]): StreamStart {
  return { stream: "queue/1", offset, recovered: true, snapshot: { type: "queue-snapshot", tickets: waiting } };
}

const sessionStart: StreamStart = {
  stream: "session/s1",
  offset: 1,
  recovered: true,
  snapshot: { type: "session-snapshot", session },
};

function after(...events: Event[]) {
  return events.reduce(reduce, EMPTY);
}

describe("the queue", () => {
  test("a ticket waits from its taking until it is served", () => {
    const taken: AnyFact = { type: "ticket-taken", stream: "queue/1", offset: 1, at: AT, ticket };
    const called: AnyFact = { ...taken, type: "ticket-called", offset: 2, ticket: { ...ticket, state: "called" } };
    const served: AnyFact = { ...taken, type: "ticket-served", offset: 3, ticket: { ...ticket, state: "served" } };
    expect(tickets(after(welcome(queueStart(0)), taken)).map(({ state }) => state)).toEqual(["waiting"]);
    expect(tickets(after(welcome(queueStart(0)), taken, called)).map(({ state }) => state)).toEqual(["called"]);
    expect(tickets(after(welcome(queueStart(0)), taken, called, served))).toEqual([]);
  });

  test("a stream without a snapshot goes on from what the page had", () => {
    const resumed: StreamStart = { stream: "queue/1", offset: 4, recovered: true, snapshot: null };
    expect(tickets(after(welcome(queueStart(4, ticket)), welcome(resumed)))).toEqual([ticket]);
  });

  test("a ring stops once its ticket is called by anybody", () => {
    const called: AnyFact = { type: "ticket-called", stream: "queue/1", offset: 2, at: AT, ticket };
    const rung = after(welcome(queueStart(1, ticket)), { type: "ring", ticket });
    expect(rung.ring).toEqual(ticket);
    expect(reduce(rung, called).ring).toBeNull();
  });
});

describe("the session", () => {
  test("it is held, resumed and ended by facts", () => {
    const held: AnyFact = { type: "session-held", stream: "session/s1", offset: 2, at: AT, on: true };
    const resumed: AnyFact = { ...held, offset: 3, on: false };
    const over: AnyFact = { type: "session-ended", stream: "session/s1", offset: 4, at: AT, session: "s1", outcome: "served" };
    const open = after(welcome(), { type: "stream-opened", start: sessionStart });
    expect(currentSession(reduce(open, held))?.state).toBe("held");
    expect(currentSession([held, resumed].reduce<typeof open>(reduce, open))?.state).toBe("open");
    expect(currentSession([held, resumed, over].reduce<typeof open>(reduce, open))).toMatchObject({
      state: "ended",
      outcome: "served",
      endedAt: AT,
    });
  });

  test("how it ended is still shown when its stream is closed", () => {
    const over: AnyFact = { type: "session-ended", stream: "session/s1", offset: 2, at: AT, session: "s1", outcome: "no-show" };
    const closed = after(welcome(sessionStart), over, { type: "stream-closed", stream: "session/s1" }, welcome());
    expect(currentSession(closed)?.outcome).toBe("no-show");
  });

  test("a participant is listed once, as they stand now", () => {
    const here = { role: "window", name: TEXT, peer: "p1", connected: true } as const;
    const came: AnyFact = { type: "presence-changed", stream: "session/s1", offset: 2, at: AT, presence: here };
    const went: AnyFact = { ...came, offset: 3, presence: { ...here, connected: false } };
    expect(currentSession(after(welcome(sessionStart), came, went))?.presences).toEqual([{ ...here, connected: false }]);
  });
});

describe("a second official", () => {
  const asked: Invitation = {
    id: "i1",
    session: "s1",
    official: "o2",
    name: TEXT,
    department: "d",
    departmentName: TEXT,
    wanted: "reviewer",
    state: "joined",
    byName: TEXT,
    itemName: TEXT,
    windowName: TEXT,
    rungAt: AT,
    until: AT,
  };
  const bellStart: StreamStart = {
    stream: "bell/o2",
    offset: 1,
    recovered: false,
    snapshot: { type: "bell-snapshot", invitation: { ...asked, state: "ringing" } },
  };
  const turned = (stream: string, state: Invitation["state"]): AnyFact => ({
    type: "invitation-changed",
    stream,
    offset: 9,
    at: AT,
    invitation: { ...asked, state },
  });

  test("is rung until they answer or nobody asks any more", () => {
    expect(invitation(after(welcome(bellStart)))?.state).toBe("ringing");
    expect(invitation(after(welcome(bellStart), turned("bell/o2", "joined")))?.state).toBe("joined");
    expect(invitation(after(welcome(bellStart), turned("bell/o2", "unanswered")))).toBeNull();
  });

  test("leaves no presence behind", () => {
    const here = { role: "colleague", name: TEXT, peer: "p2", connected: true } as const;
    const came: AnyFact = { type: "presence-changed", stream: "session/s1", offset: 2, at: AT, presence: here };
    const there = after(welcome(sessionStart), turned("session/s1", "joined"), came);
    expect(currentSession(there)?.presences).toEqual([here]);
    const gone = reduce(there, turned("session/s1", "dismissed"));
    expect(currentSession(gone)?.presences).toEqual([]);
    expect(currentSession(gone)?.invitation?.state).toBe("dismissed");
  });

  test("has no session any more once they have left it, while its own official has", () => {
    const left = (id: string) =>
      after({ ...welcome(sessionStart), role: "official", id }, { type: "stream-closed", stream: "session/s1" });
    expect(currentSession(left("o2"))).toBeNull();
    expect(currentSession(left("o1"))?.id).toBe("s1");
  });
});
