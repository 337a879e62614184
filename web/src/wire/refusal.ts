import type { Code } from "../generated/wire";

/** A legal request that the server's rules refuse; `error.<code>` is its text. */
export class Refusal extends Error {
  readonly code: Code;
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(code: Code, facts: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.name = "Refusal";
    this.code = code;
    this.facts = facts;
  }
}

/** Whether a link leads to nothing: a wrong address, or one that is over. */
export const isUnknown = (error: unknown): boolean => error instanceof Refusal && error.code === "not-found";

/** No answer: the server could not be reached, or the page was told to leave. */
export class Unanswered extends Error {
  constructor(why: string) {
    super(why);
    this.name = "Unanswered";
  }
}
