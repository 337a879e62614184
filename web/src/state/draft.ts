import type { Value } from "../generated/wire";
import type { CaseActions } from "./caseActions";
import { Fields } from "./store";

export type DraftValues = Readonly<Record<string, Value>>;

/** `kept` means: safe on this computer, not yet at the server. */
export type SaveState = "saved" | "typing" | "saving" | "kept" | "refused";

/** Where answers come from: `scan:<page's hash>`, `reuse`, or `typed` for one that a person looked at and confirmed. */
export type Origins = Readonly<Record<string, string>>;

export interface DraftView {
  readonly values: DraftValues;
  readonly origins: Origins; // What the server has not been told yet.
  readonly state: SaveState;
  readonly savedAt: number | null;
  readonly error: unknown;
}

/** Take what was kept of a case out of this browser: its session is over, nobody can save it any more. */
export function forgetDraft(caseId: string): void {
  localStorage.removeItem(`draft/${caseId}`);
}

const DEBOUNCE_MS = 400;
const SLOW_MS = 2_000;

/**
 * What the official types, saved 400 ms after the last key, and held in this browser until the server has acknowledged
 * it: a reload, a lost network or a restarted server costs not a character.
 */
export class Draft {
  readonly view: Fields<DraftView>;
  readonly #actions: Pick<CaseActions, "act">;
  readonly #key: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;
  #edits = 0;
  #savedEdits = 0;

  constructor(actions: Pick<CaseActions, "act">, caseId: string, fromServer: DraftValues) {
    this.#actions = actions;
    this.#key = `draft/${caseId}`;
    const kept = this.#read();
    this.view = new Fields<DraftView>({
      values: kept?.values ?? fromServer,
      origins: kept?.origins ?? {},
      state: kept ? "kept" : "saved",
      savedAt: null,
      error: null,
    });
    if (kept) {
      this.#edits += 1;
      this.#timer = setTimeout(() => void this.flush(), 0);
    }
  }

  /** Take what was typed; what changed was read off the page that `origin` names, or came from nowhere but the fingers. */
  edit(values: DraftValues, origin: string | null = null): void {
    const { values: before, origins } = this.view.get();
    const changed = Object.keys(values).filter((name) => JSON.stringify(values[name]) !== JSON.stringify(before[name]));
    const told = changed.map((name) => [name, origin ?? "typed"]);
    this.#keep(values, { ...origins, ...(Object.fromEntries(told) as Origins) });
  }

  /** Take over answers from elsewhere, where nothing stands yet. */
  take(answers: DraftValues, origin: string): void {
    const { values, origins } = this.view.get();
    const open = Object.entries(answers).filter(([name]) => isOpen(values[name]));
    if (open.length === 0) return;
    const told = Object.fromEntries(open.map(([name]) => [name, origin]));
    this.#keep({ ...values, ...Object.fromEntries(open) }, { ...origins, ...told });
  }

  /** A person has looked: the answer stands by itself from now on. */
  confirm(name: string): void {
    const { values, origins } = this.view.get();
    this.#keep(values, { ...origins, [name]: "typed" });
  }

  #keep(values: DraftValues, origins: Origins): void {
    this.#edits += 1;
    localStorage.setItem(this.#key, JSON.stringify({ values, origins }));
    this.view.dispatch({ values, origins, state: "typing", error: null });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), DEBOUNCE_MS);
  }

  /** Show the server's values, unless something typed here has not arrived there yet. */
  adopt(values: DraftValues): void {
    if (this.#edits === this.#savedEdits && this.view.get().values !== values) this.view.dispatch({ values });
  }

  /** Save now what is not saved; resolves when the server has it or has refused it. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    if (this.#edits === this.#savedEdits) return;
    this.#saving = this.#save().finally(() => (this.#saving = null));
    await this.#saving;
    if (this.#edits !== this.#savedEdits && this.view.get().state !== "refused") await this.flush();
  }

  /** Forget the timer; what is kept in the browser stays there. */
  close(): void {
    clearTimeout(this.#timer);
  }

  async #save(): Promise<void> {
    const edits = this.#edits;
    const { values, origins } = this.view.get();
    this.view.dispatch({ state: "saving" });
    const slow = setTimeout(() => this.view.dispatch({ state: "kept" }), SLOW_MS);
    try {
      await this.#actions.act({ action: "save-form", values, origins: { ...origins } });
      this.#savedEdits = edits;
      if (this.#edits === edits) {
        localStorage.removeItem(this.#key);
        this.view.dispatch({ state: "saved", savedAt: Date.now(), origins: {}, error: null });
      }
    } catch (error) {
      this.view.dispatch({ state: "refused", error });
    } finally {
      clearTimeout(slow);
    }
  }

  #read(): Pick<DraftView, "values" | "origins"> | null {
    try {
      return JSON.parse(localStorage.getItem(this.#key) ?? "null") as Pick<DraftView, "values" | "origins"> | null;
    } catch {
      return null;
    }
  }
}

function isOpen(value: Value | undefined): boolean {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}
