import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { CaseView } from "../../src/generated/wire";
import type { CaseCommand } from "../../src/state/caseActions";
import { Draft } from "../../src/state/draft";
import { Refusal } from "../../src/wire/refusal";

/** A server that answers when the test says so. */
class Desk {
  readonly asked: CaseCommand[] = [];
  #answer: ((view: CaseView) => void) | null = null;
  #refuse: ((error: Error) => void) | null = null;

  act(command: CaseCommand): Promise<CaseView> {
    this.asked.push(command);
    return new Promise((resolve, reject) => {
      this.#answer = resolve;
      this.#refuse = reject;
    });
  }

  async answer(): Promise<void> {
    this.#answer?.({} as CaseView);
    await vi.advanceTimersByTimeAsync(0);
  }

  async refuse(): Promise<void> {
    this.#refuse?.(new Refusal("form-invalid"));
    await vi.advanceTimersByTimeAsync(0);
  }
}

let kept: Map<string, string>;
let desk: Desk;
let draft: Draft;

beforeEach(() => {
  vi.useFakeTimers();
  kept = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  desk = new Desk();
  draft = new Draft(desk, "c1", { name: "" });
});

afterEach(() => {
  draft.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function saved(): unknown[] {
  return desk.asked.map((command) => (command.action === "save-form" ? command.values : null));
}

test("it is saved once, 400 ms after the last key", async () => {
  for (const name of ["L", "Li", "Li Na"]) {
    draft.edit({ name });
    await vi.advanceTimersByTimeAsync(300);
  }
  expect(saved()).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(saved()).toEqual([{ name: "Li Na" }]);
});

test("it stays in the browser until the server has it", async () => {
  draft.edit({ name: "Li" });
  await vi.advanceTimersByTimeAsync(400);
  expect(kept.size).toBe(1);
  await desk.answer();
  expect(kept.size).toBe(0);
  expect(draft.view.get().state).toBe("saved");
});

test("what was typed while it was being saved is saved after it", async () => {
  draft.edit({ name: "Li" });
  await vi.advanceTimersByTimeAsync(400);
  draft.edit({ name: "Li Na" });
  await desk.answer();
  expect(kept.size).toBe(1);
  await vi.advanceTimersByTimeAsync(400);
  await desk.answer();
  expect(saved()).toEqual([{ name: "Li" }, { name: "Li Na" }]);
  expect(draft.view.get().state).toBe("saved");
});

test("a page that is loaded anew goes on from what was typed, and saves it", async () => {
  draft.edit({ name: "Li Na" });
  draft.close();
  const again = new Draft(desk, "c1", { name: "" });
  expect(again.view.get().values).toEqual({ name: "Li Na" });
  await vi.advanceTimersByTimeAsync(0);
  expect(saved()).toEqual([{ name: "Li Na" }]);
});

test("the server's values do not overwrite what has not arrived there", async () => {
  draft.edit({ name: "Li" });
  draft.adopt({ name: "" });
  expect(draft.view.get().values).toEqual({ name: "Li" });
  await vi.advanceTimersByTimeAsync(400);
  await desk.answer();
  draft.adopt({ name: "Li", phone: "13800138000" });
  expect(draft.view.get().values).toEqual({ name: "Li", phone: "13800138000" });
});

test("presenting waits for what was just typed", async () => {
  draft.edit({ name: "Li" });
  let flushed = false;
  void draft.flush().then(() => (flushed = true));
  await vi.advanceTimersByTimeAsync(0);
  expect([saved(), flushed]).toEqual([[{ name: "Li" }], false]);
  await desk.answer();
  expect(flushed).toBe(true);
});

test("a slow network is told, and a refusal keeps the text", async () => {
  draft.edit({ name: "Li" });
  await vi.advanceTimersByTimeAsync(2_400);
  expect(draft.view.get().state).toBe("kept");
  await desk.refuse();
  expect(draft.view.get()).toMatchObject({ state: "refused", values: { name: "Li" } });
  expect(kept.size).toBe(1);
});

function origins(): unknown[] {
  return desk.asked.map((command) => (command.action === "save-form" ? command.origins : null));
}

test("what is read off a page says so, and only of the answer that changed", async () => {
  draft.edit({ name: "", city: "Huizhou" }, "scan:abc");
  await vi.advanceTimersByTimeAsync(400);
  await desk.answer();
  draft.edit({ name: "Li", city: "Huizhou" });
  await vi.advanceTimersByTimeAsync(400);
  expect(origins()).toEqual([{ city: "scan:abc" }, { name: "typed" }]);
});

test("an answer from an earlier case fills only what is open, until a person has looked at it", async () => {
  draft.edit({ name: "Li" });
  draft.take({ name: "Wang", city: "Boluo" }, "reuse");
  expect(draft.view.get().values).toEqual({ name: "Li", city: "Boluo" });
  await vi.advanceTimersByTimeAsync(400);
  await desk.answer();
  draft.confirm("city");
  await vi.advanceTimersByTimeAsync(400);
  expect(origins()).toEqual([{ name: "typed", city: "reuse" }, { city: "typed" }]);
});

test("origins survive a reload with the answers", () => {
  draft.edit({ name: "Li" }, "scan:abc");
  const again = new Draft(desk, "c1", { name: "" });
  expect(again.view.get().origins).toEqual({ name: "scan:abc" });
  again.close();
});
