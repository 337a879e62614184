import type { AnyFact, ClerkFrame, OfficialFrame, ServerFrame, SupervisorFrame, WindowFrame } from "../generated/wire";

export type ClientFrame = WindowFrame | OfficialFrame | SupervisorFrame | ClerkFrame;

type Referenced = Extract<ClientFrame, { readonly ref: string }>;
type Unreferenced<F> = F extends unknown ? Omit<F, "ref"> : never;

/** A command as a page states it; the wire layer gives it its ref. */
export type Command = Unreferenced<Referenced>;

/** What is sent without waiting for an answer, and forgotten when the line is down. */
export type Notice = Extract<ClientFrame, { readonly type: "point" | "use-field" | "report-quality" }>;

/** A reply that names the command which it answers. */
export type Answer = Extract<ServerFrame, { readonly ref: string }>;

export function isAnswer(frame: ServerFrame): frame is Answer {
  return "ref" in frame;
}

export function isFact(frame: ServerFrame): frame is AnyFact {
  return "offset" in frame;
}
