import type { Value } from "../generated/wire";
import type { CaseActions } from "./caseActions";
import { Fields } from "./store";

export type DraftValues = Readonly<Record<string, Value>>;

/** `kept` means: safe on this computer, not yet at the server. */
export type SaveState = "saved" | "typing" | "saving" | "kept" | "refused";

export interface DraftView {
  readonly values: DraftValues;
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
      values: kept ?? fromServer,
      state: kept ? "kept" : "saved",
      savedAt: null,
      error: null,
    });
    if (kept) {
      this.#edits += 1;
      this.#timer = setTimeout(() => void this.flush(), 0);
    }
  }

  /** Take what was typed. */
  edit(values: DraftValues): void {
    this.#edits += 1;
    localStorage.setItem(this.#key, JSON.stringify(values));
    this.view.dispatch({ values, state: "typing", error: null });
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
    const { values } = this.view.get();
    this.view.dispatch({ state: "saving" });
    const slow = setTimeout(() => this.view.dispatch({ state: "kept" }), SLOW_MS);
    try {
      await this.#actions.act({ action: "save-form", values, origins: {} });
      this.#savedEdits = edits;
      if (this.#edits === edits) {
        localStorage.removeItem(this.#key);
        this.view.dispatch({ state: "saved", savedAt: Date.now(), error: null });
      }
    } catch (error) {
      this.view.dispatch({ state: "refused", error });
    } finally {
      clearTimeout(slow);
    }
  }

  #read(): DraftValues | null {
    try {
      return JSON.parse(localStorage.getItem(this.#key) ?? "null") as DraftValues | null;
    } catch {
      return null;
    }
  }
}
