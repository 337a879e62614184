import { CLOSE, PROTOCOL_VERSION } from "../generated/wire";
import type { Language, ServerFrame, StreamName } from "../generated/wire";
import { backoff } from "./backoff";
import { isAnswer, isFact } from "./frames";
import type { Answer, ClientFrame, Command, Notice } from "./frames";
import { Refusal, Unanswered } from "./refusal";

export type Connection = "connecting" | "open" | "retrying" | "taken-over" | "signed-out" | "outdated" | "closed";

/** What the wire tells its page: frames in order, and how the line is. */
export interface Listener {
  frame(frame: ServerFrame): void;
  connection(state: Connection): void;
}

interface Pending {
  readonly frame: ClientFrame;
  resolve(answer: Answer): void;
  reject(reason: Error): void;
}

const HEARTBEAT_MS = 10_000;
const ANSWER_TO_PING_MS = 4_000;
const FINAL: ReadonlyMap<number, Connection> = new Map([
  [CLOSE.TAKEN_OVER, "taken-over"],
  [CLOSE.NOT_SIGNED_IN, "signed-out"],
  [CLOSE.VERSION_UNSUPPORTED, "outdated"],
]);

/**
 * One page's line to the desk.
 *
 * It says hello with the offsets seen, repeats commands that were not answered under their first ref (the desk gives the
 * first outcome), and comes back by itself. It stays away only when told so: taken over by another tab, signed out.
 */
export class Wire {
  readonly #url: string;
  readonly #language: () => Language;
  readonly #listener: Listener;
  readonly #pending = new Map<string, Pending>();
  readonly #offsets = new Map<StreamName, number>();
  #socket: WebSocket | null = null;
  #state: Connection = "closed";
  #welcomed = false;
  #attempt = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #pingTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(url: string, language: () => Language, listener: Listener) {
    this.#url = url;
    this.#language = language;
    this.#listener = listener;
  }

  get state(): Connection {
    return this.#state;
  }

  /** Open the line, or open it again after it was closed for good. */
  open(): void {
    clearTimeout(this.#retryTimer);
    if (this.#socket) return;
    this.#enter(this.#attempt === 0 && !this.#welcomed ? "connecting" : "retrying");
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.onopen = () => {
      this.#write({
        type: "hello",
        version: PROTOCOL_VERSION,
        language: this.#language(),
        resume: Object.fromEntries(this.#offsets),
      });
      this.#awaitSign(ANSWER_TO_PING_MS);
    };
    socket.onmessage = (event: MessageEvent<string>) => this.#receive(JSON.parse(event.data) as ServerFrame);
    socket.onclose = (event) => this.#lost(socket, event.code);
  }

  /** Close the line and forget what was not answered. */
  close(): void {
    this.#stop("closed");
  }

  /** Come back now rather than at the next back-off: the browser says that the network is there again. */
  hurry(): void {
    if (this.#state !== "retrying" || this.#socket) return;
    this.#attempt = 0;
    this.open();
  }

  /** Send a command and return its answer; a `refused` throws `Refusal`. Survives any number of reconnects. */
  command<T extends Answer["type"]>(command: Command, expected: T): Promise<Extract<Answer, { type: T }>> {
    const ref = crypto.randomUUID();
    const frame = { ...command, ref } as ClientFrame;
    return new Promise((resolve, reject) => {
      if (this.#state === "closed" || this.#isFinal()) {
        reject(new Unanswered(this.#state));
        return;
      }
      this.#pending.set(ref, {
        frame,
        resolve: (answer) => {
          if (answer.type === expected) resolve(answer as Extract<Answer, { type: T }>);
          else reject(new Unanswered(`${answer.type} instead of ${expected}`));
        },
        reject,
      });
      if (this.#welcomed) this.#write(frame);
    });
  }

  /** Send what nobody answers; lost while the line is down, since it would be out of date afterwards. */
  notify(notice: Notice): void {
    if (this.#welcomed) this.#write(notice);
  }

  #receive(frame: ServerFrame): void {
    clearTimeout(this.#pingTimer);
    this.#pingTimer = setTimeout(() => this.#ping(), HEARTBEAT_MS);
    if (isFact(frame)) {
      // A fact that replay and live delivery both carry is applied once.
      if (frame.offset <= (this.#offsets.get(frame.stream) ?? -1)) return;
      this.#offsets.set(frame.stream, frame.offset);
    } else if (isAnswer(frame)) {
      this.#settle(frame);
      return;
    } else if (frame.type === "welcome") {
      this.#offsets.clear();
      for (const start of frame.streams) this.#offsets.set(start.stream, start.offset);
    } else if (frame.type === "stream-opened") {
      this.#offsets.set(frame.start.stream, frame.start.offset);
    } else if (frame.type === "stream-closed") {
      this.#offsets.delete(frame.stream);
    }
    this.#listener.frame(frame);
    if (frame.type === "welcome") this.#welcome();
    if (frame.type === "directive") this.#obey(frame.what, frame.reason, frame.session);
  }

  #settle(answer: Answer): void {
    const pending = this.#pending.get(answer.ref);
    if (!pending) return;
    this.#pending.delete(answer.ref);
    if (answer.type === "refused") pending.reject(new Refusal(answer.code, answer.facts));
    else pending.resolve(answer);
  }

  #welcome(): void {
    this.#welcomed = true;
    this.#attempt = 0;
    this.#enter("open");
    for (const { frame } of this.#pending.values()) this.#write(frame);
  }

  #obey(what: "resume" | "rejoin-media" | "leave", reason: string | null, session: string | null): void {
    if (what === "resume") {
      this.#attempt = 0;
      this.#drop();
    } else if (what === "leave" && session === null && reason === "taken-over") {
      this.#stop("taken-over");
    } else if (what === "leave" && session === null && reason === "signed-out") {
      this.#stop("signed-out");
    }
  }

  #ping(): void {
    this.#write({ type: "ping" });
    this.#awaitSign(ANSWER_TO_PING_MS);
  }

  #awaitSign(withinMs: number): void {
    clearTimeout(this.#pingTimer);
    this.#pingTimer = setTimeout(() => this.#drop(), withinMs);
  }

  /** Give the socket up without its consent: a dead network lets `close()` hang for minutes. */
  #drop(): void {
    const socket = this.#socket;
    if (!socket) return;
    socket.close();
    this.#lost(socket, 1006);
  }

  #lost(socket: WebSocket, code: number): void {
    if (this.#socket !== socket) return;
    this.#forget(socket);
    const final = FINAL.get(code);
    if (final) {
      this.#stop(final);
      return;
    }
    this.#enter("retrying");
    this.#retryTimer = setTimeout(() => this.open(), backoff(this.#attempt));
    this.#attempt += 1;
  }

  #stop(state: Connection): void {
    clearTimeout(this.#retryTimer);
    const socket = this.#socket;
    if (socket) {
      this.#forget(socket);
      socket.close();
    }
    this.#enter(state);
    for (const pending of this.#pending.values()) pending.reject(new Unanswered(state));
    this.#pending.clear();
  }

  #forget(socket: WebSocket): void {
    clearTimeout(this.#pingTimer);
    socket.onopen = socket.onmessage = socket.onclose = null;
    this.#socket = null;
    this.#welcomed = false;
  }

  #isFinal(): boolean {
    return this.#state === "taken-over" || this.#state === "signed-out" || this.#state === "outdated";
  }

  #enter(state: Connection): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#listener.connection(state);
  }

  #write(frame: ClientFrame): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }
}
