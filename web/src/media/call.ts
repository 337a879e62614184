import type { Granted, QualityWord, Track } from "../generated/wire";
import { sessionById } from "../state/desk";
import { Fields } from "../state/store";
import type { Line } from "../state/line";
import { backoff } from "../wire/backoff";
import { Refusal } from "../wire/refusal";
import { Peer } from "./peer";
import type { LocalTracks, SourceKey } from "./peer";
import { judge, look, NONE } from "./quality";
import type { Counters } from "./quality";

export type Phase = "joining" | "live" | "rejoining" | "closed";

/** What a page shows of its call. */
export interface CallView {
  readonly phase: Phase;
  readonly streams: Readonly<Partial<Record<SourceKey, MediaStream>>>;
  readonly quality: QualityWord | null;
}

const LOOK_MS = 500;
// The node sends RTCP every 500 ms, whatever is muted or held; five of them missing is a stall, not silence.
const STALL_MS = 2_500;
const FRESH_MS = 3_000;
const REPORT_MS = 5_000;
const PATIENCE = 3; // Attempts after which the wait grows no longer: somebody sits before a dark picture.
// Codes that a further attempt cannot mend.
const HOPELESS = new Set<string>(["session-ended", "session-unknown", "not-allowed", "not-signed-in"]);

/**
 * This page's media in one session, kept alive until it is closed: joined with a grant, watched, and joined anew with a
 * second peer, built before the first is dropped, when the node says so or goes silent.
 */
export class Call {
  readonly view = new Fields<CallView>({ phase: "joining", streams: {}, quality: null });
  readonly #line: Line;
  readonly #session: string;
  #local: LocalTracks;
  #peer: Peer | null = null;
  #building: Peer | null = null;
  #closed = false;
  #joining = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #unlisten: () => void;
  #counters: Counters = NONE;
  #joinedAt = 0;
  #heardAt = 0;
  #judgedAt = 0;
  #judged: Counters = NONE;

  constructor(line: Line, session: string, local: LocalTracks) {
    this.#line = line;
    this.#session = session;
    this.#local = local;
    this.#unlisten = line.onDirective((directive) => {
      if (directive.what !== "rejoin-media" || (directive.session !== null && directive.session !== session)) return;
      // A peer that has just been built is not the one that the node misses.
      const fresh = this.#peer !== null && performance.now() - this.#joinedAt < FRESH_MS;
      if (directive.reason !== "node-lost" || !fresh) void this.#join();
    });
    this.#timer = setInterval(() => void this.#watch(), LOOK_MS);
    void this.#join();
  }

  /** Send other devices' tracks from now on. */
  send(local: LocalTracks): void {
    this.#local = local;
    for (const peer of [this.#peer, this.#building]) {
      for (const track of ["voice", "camera", "document"] as const satisfies readonly Track[])
        peer?.replace(track, local[track] ?? null);
    }
  }

  /** Leave. Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#timer);
    this.#unlisten();
    // At a session's end the node has closed every peer by itself.
    const over = sessionById(this.#line.store.get(), this.#session)?.state === "ended";
    this.#building?.close(!over);
    this.#peer?.close(!over);
    this.view.dispatch({ phase: "closed", streams: {}, quality: null });
  }

  async #join(): Promise<void> {
    if (this.#joining) return;
    this.#joining = true;
    this.view.dispatch({ phase: this.#peer ? "rejoining" : "joining" });
    for (let attempt = 0; !this.#closed; attempt += 1) {
      try {
        await this.#build();
        break;
      } catch (error) {
        this.#building?.close();
        this.#building = null;
        if (error instanceof Refusal && HOPELESS.has(error.code)) break;
        await new Promise((resolve) => setTimeout(resolve, backoff(Math.min(attempt, PATIENCE))));
      }
    }
    this.#joining = false;
  }

  async #build(): Promise<void> {
    const granted: Granted = await this.#line.wire.command(
      { type: "join-media", session: this.#session },
      "granted",
    );
    if (this.#closed) return;
    const peer = new Peer(granted.plan, this.#local);
    this.#building = peer;
    await peer.open(granted.url, granted.grant);
    if (this.#closed) {
      peer.close();
      return;
    }
    const former = this.#peer;
    this.#peer = peer;
    this.#building = null;
    this.#counters = this.#judged = NONE;
    this.#joinedAt = this.#heardAt = this.#judgedAt = performance.now();
    peer.connection.onconnectionstatechange = () => {
      if (peer === this.#peer && peer.connection.connectionState === "failed") void this.#join();
    };
    this.#show(peer);
    former?.close();
  }

  /** Put the peer's tracks into the streams shown. The streams stay, so that no picture goes dark at the change. */
  #show(peer: Peer): void {
    const streams = { ...this.view.get().streams };
    for (const [key, track] of peer.remote) {
      const stream = (streams[key] ??= new MediaStream());
      const former = stream.getTracks();
      stream.addTrack(track);
      for (const each of former) stream.removeTrack(each);
    }
    this.view.dispatch({ phase: "live", streams });
  }

  async #watch(): Promise<void> {
    const peer = this.#peer;
    if (!peer || this.#closed) return;
    const counters = await look(peer.connection);
    if (peer !== this.#peer || this.#closed) return;
    const now = performance.now();
    if (counters.transportPackets !== this.#counters.transportPackets) this.#heardAt = now;
    this.#counters = counters;
    if (now - this.#heardAt > STALL_MS) {
      this.#say("lost");
      if (!this.#joining) void this.#join();
    } else if (now - this.#judgedAt > REPORT_MS) {
      this.#say(judge(this.#judged, counters));
      this.#judged = counters;
      this.#judgedAt = now;
    } else if (this.view.get().quality === null || this.view.get().quality === "lost") {
      this.#say("good");
    }
  }

  #say(word: QualityWord): void {
    if (this.view.get().quality === word) return;
    this.view.dispatch({ quality: word });
    if (this.#line.page !== "supervisor")
      this.#line.wire.notify({ type: "report-quality", session: this.#session, word });
  }
}
