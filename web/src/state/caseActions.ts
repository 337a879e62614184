import type { AnyCaseCommand } from "../generated/api";
import type { CaseView } from "../generated/wire";
import { Refusal } from "../wire/refusal";
import { insist, read, send } from "../wire/rest";
import { caseById } from "./desk";
import type { Line } from "./line";

type Unversioned<C> = C extends unknown ? Omit<C, "version"> : never;
export type CaseCommand = Unversioned<AnyCaseCommand>;

const STALE_ATTEMPTS = 4;

/**
 * Does things to one case, one after the other, each based on the newest version known.
 *
 * A lost answer is asked for again under the same key. A stale version (somebody else acted meanwhile) is fetched anew
 * and the same command stated once more on top of it; what that means is the server's to judge.
 */
export class CaseActions {
  readonly #line: Line;
  readonly #caseId: string;
  #answered = -1;
  #last: Promise<unknown> = Promise.resolve();

  constructor(line: Line, caseId: string) {
    this.#line = line;
    this.#caseId = caseId;
  }

  /** Carry out one command after those before it. Throws `Refusal`. */
  act(command: CaseCommand): Promise<CaseView> {
    const turn = this.#last.then(() => this.#state(command));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #state(command: CaseCommand): Promise<CaseView> {
    for (let attempt = 1; ; attempt += 1) {
      const known = caseById(this.#line.store.get(), this.#caseId)?.version ?? 0;
      const body = { ...command, version: Math.max(known, this.#answered) };
      const key = crypto.randomUUID();
      try {
        const view = await insist(() =>
          send<CaseView>(this.#line.page, `/api/cases/${this.#caseId}/actions`, body, key),
        );
        this.#answered = Math.max(this.#answered, view.version);
        return view;
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== "version-stale" || attempt >= STALE_ATTEMPTS) throw error;
      }
      const fresh = await insist(() => read<CaseView>(this.#line.page, `/api/cases/${this.#caseId}`));
      this.#answered = fresh.version;
    }
  }
}
