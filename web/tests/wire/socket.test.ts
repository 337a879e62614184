import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { ServerFrame } from "../../src/generated/wire";
import { Refusal, Unanswered } from "../../src/wire/refusal";
import { Wire } from "../../src/wire/socket";

/** A socket whose other end is the test. */
class Line {
  static readonly OPEN = 1;
  static opened: Line[] = [];
  readyState = 0;
  readonly sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor() {
    Line.opened.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }

  close(): void {
    this.readyState = 3;
  }

  accept(streams: readonly unknown[] = []): void {
    this.readyState = 1;
    this.onopen?.();
    this.say({ type: "welcome", role: "window", id: "w", name: { zh: "", en: "" }, onDuty: false, streams });
  }

  say(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  break(code = 1006): void {
    this.onclose?.({ code });
  }
}

function newest(): Line {
  const line = Line.opened.at(-1);
  if (!line) throw new Error("no socket was opened");
  return line;
}

let heard: ServerFrame[];
let states: string[];
let wire: Wire;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Line);
  Line.opened = [];
  heard = [];
  states = [];
  wire = new Wire("ws://desk", () => "en", {
    frame: (frame) => heard.push(frame),
    connection: (state) => states.push(state),
  });
  wire.open();
});

afterEach(() => {
  wire.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const said = { type: "message-said", stream: "session/s", at: "2026-03-02T01:00:00Z" };

describe("resuming", () => {
  test("hello names the last offset of each stream", () => {
    newest().accept([{ stream: "session/s", offset: 7, recovered: true, snapshot: null }]);
    newest().say({ ...said, offset: 8 });
    newest().break();
    vi.advanceTimersByTime(200);
    newest().accept();
    expect(newest().sent[0]).toMatchObject({ type: "hello", resume: { "session/s": 8 } });
  });

  test("a fact that comes twice is heard once", () => {
    newest().accept([{ stream: "session/s", offset: 7, recovered: true, snapshot: null }]);
    newest().say({ ...said, offset: 8 });
    newest().say({ ...said, offset: 8 });
    newest().say({ ...said, offset: 6 });
    expect(heard.filter(({ type }) => type === "message-said")).toHaveLength(1);
  });
});

describe("commands", () => {
  test("one that was not answered is repeated with its ref", async () => {
    newest().accept();
    const done = wire.command({ type: "set-duty", on: true }, "done");
    const ref = newest().sent.at(-1)?.["ref"];
    newest().break();
    vi.advanceTimersByTime(200);
    newest().accept();
    expect(newest().sent.at(-1)).toMatchObject({ type: "set-duty", on: true, ref });
    newest().say({ type: "done", ref });
    await expect(done).resolves.toMatchObject({ type: "done" });
  });

  test("one stated while the line is down waits for it", () => {
    void wire.command({ type: "set-duty", on: true }, "done").catch(() => undefined);
    expect(newest().sent).toEqual([]);
    newest().accept();
    expect(newest().sent.map(({ type }) => type)).toEqual(["hello", "set-duty"]);
  });

  test("a refusal carries its code and facts", async () => {
    newest().accept();
    const called = wire.command({ type: "call-next", ticket: null }, "ticket-issued");
    newest().say({ type: "refused", ref: newest().sent.at(-1)?.["ref"], code: "queue-empty", facts: { n: 1 } });
    const refusal = await called.catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ code: "queue-empty", facts: { n: 1 } });
  });
});

describe("the line", () => {
  test("silence after a ping is taken for a lost network", () => {
    newest().accept();
    vi.advanceTimersByTime(10_000);
    expect(newest().sent.at(-1)).toEqual({ type: "ping" });
    vi.advanceTimersByTime(4_000);
    expect(states.at(-1)).toBe("retrying");
    vi.advanceTimersByTime(200);
    expect(Line.opened).toHaveLength(2);
  });

  test("any frame counts as a sign of life", () => {
    newest().accept();
    vi.advanceTimersByTime(10_000);
    newest().say({ type: "pong" });
    vi.advanceTimersByTime(9_000);
    expect(states.at(-1)).toBe("open");
  });

  test("a page that was taken over stays away, and its commands fail", async () => {
    newest().accept();
    const waiting = wire.command({ type: "set-duty", on: true }, "done");
    newest().break(4409);
    vi.advanceTimersByTime(60_000);
    expect(states.at(-1)).toBe("taken-over");
    expect(Line.opened).toHaveLength(1);
    await expect(waiting).rejects.toBeInstanceOf(Unanswered);
    wire.open();
    expect(Line.opened).toHaveLength(2);
  });

  test("a directive to resume brings it back at once", () => {
    newest().accept();
    newest().say({ type: "directive", what: "resume", session: null, reason: "node-closing" });
    vi.advanceTimersByTime(200);
    expect(Line.opened).toHaveLength(2);
  });
});
