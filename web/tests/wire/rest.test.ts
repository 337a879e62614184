import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Refusal, Unanswered } from "../../src/wire/refusal";
import { insist, read, request, send } from "../../src/wire/rest";

let answers: (Response | Error)[];
let asked: Request[];

beforeEach(() => {
  vi.useFakeTimers();
  answers = [];
  asked = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    asked.push(new Request(`http://desk${path}`, init));
    const answer = answers.shift();
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? new Response(null, { status: 204 }));
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function problem(status: number, code: string): Response {
  return Response.json({ type: "", title: "", status, code, facts: { n: 1 } }, { status });
}

test("a request names the page that asks, and a repeated one its key", async () => {
  await send("official", "/api/cases/c1/actions", { action: "present", version: 3 }, "key-12345");
  expect(asked[0]?.headers.get("X-Page")).toBe("official");
  expect(asked[0]?.headers.get("Idempotency-Key")).toBe("key-12345");
});

test.each([
  [401, "credentials-wrong"],
  [409, "version-stale"],
  [429, "too-many-attempts"],
  [500, "internal"],
])("a problem of status %d is a refusal with its code", async (status, code) => {
  answers.push(problem(status, code));
  const refused = await request("official", "/api/me").catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refusal);
  expect(refused).toMatchObject({ code, facts: { n: 1 } });
});

test("an answer that is no problem document is still a refusal", async () => {
  answers.push(new Response("<html>", { status: 404 }));
  await expect(request("official", "/api/me")).rejects.toMatchObject({ code: "not-found" });
});

test("who insists asks again until somebody answers", async () => {
  answers.push(new TypeError("network"), problem(503, "busy"), Response.json({ id: "c1" }));
  const answer = insist(() => read<{ id: string }>("window", "/api/cases/c1"));
  await vi.advanceTimersByTimeAsync(1_000);
  await expect(answer).resolves.toEqual({ id: "c1" });
  expect(asked).toHaveLength(3);
});

test("a refusal is an answer", async () => {
  answers.push(problem(409, "not-recorded"));
  await expect(insist(() => read("window", "/api/cases/c1"))).rejects.toBeInstanceOf(Refusal);
  expect(asked).toHaveLength(1);
});

test("who gives up asks no more", async () => {
  const stop = new AbortController();
  answers.push(new TypeError("network"), new TypeError("network"));
  const answer = insist(() => read("window", "/api/me"), stop.signal).catch((error: unknown) => error);
  stop.abort();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await answer).toBeInstanceOf(Unanswered);
});
