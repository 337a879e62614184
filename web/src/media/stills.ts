import type { Receipt } from "../generated/api";
import type { SessionView } from "../generated/wire";
import { Fields } from "../state/store";
import type { Line } from "../state/line";
import { insist, request } from "../wire/rest";
import { capture, sha256 } from "./still";

export type StillPhase = "idle" | "hold-still" | "capturing" | "uploading" | "sent" | "failed";

export interface StillView {
  readonly phase: StillPhase;
  readonly still: string | null;
  readonly preview: string | null; // Object URL of the picture, kept until the next one.
}

const HOLD_STILL_MS = 900;

/**
 * Takes the stills that the official asks for, and keeps each in memory until the server's receipt says that it is on
 * disk and committed.
 */
export class Stills {
  readonly view = new Fields<StillView>({ phase: "idle", still: null, preview: null });
  readonly #line: Line;
  readonly #documentTrack: () => MediaStreamTrack | null;
  readonly #taken = new Set<string>();

  constructor(line: Line, documentTrack: () => MediaStreamTrack | null) {
    this.#line = line;
    this.#documentTrack = documentTrack;
  }

  /** Look at the session as it stands now; take the still if one is asked for that was not taken yet. */
  follow(session: SessionView): void {
    const still = session.still;
    if (!still || still.state !== "requested" || session.state === "ended" || this.#taken.has(still.id)) return;
    this.#taken.add(still.id);
    void this.#take(session, still.id);
  }

  async #take(session: SessionView, still: string): Promise<void> {
    if (!this.#documentTrack()) {
      await this.#decline(session, still, "no-camera");
      return;
    }
    this.view.dispatch({ phase: "hold-still", still });
    await new Promise((resolve) => setTimeout(resolve, HOLD_STILL_MS));
    let picture: Blob;
    try {
      this.view.dispatch({ phase: "capturing" });
      const track = this.#documentTrack();
      if (!track) throw new Error("unplugged");
      picture = await capture(track);
    } catch {
      await this.#decline(session, still, "capture-failed");
      return;
    }
    this.#show(picture);
    try {
      await this.#upload(session.case, still, picture);
      this.view.dispatch({ phase: "sent" });
    } catch {
      await this.#decline(session, still, "upload-failed");
    }
  }

  async #upload(caseId: string, still: string, picture: Blob): Promise<Receipt> {
    const bytes = await picture.arrayBuffer();
    const hash = await sha256(bytes);
    const response = await insist(() =>
      request(this.#line.page, `/api/cases/${caseId}/pages/${hash}?still=${encodeURIComponent(still)}`, {
        method: "PUT",
        body: bytes,
        headers: { "Content-Type": picture.type, "Idempotency-Key": `still-${still}` },
      }),
    );
    return (await response.json()) as Receipt;
  }

  async #decline(
    session: SessionView,
    still: string,
    reason: "no-camera" | "capture-failed" | "upload-failed",
  ): Promise<void> {
    this.view.dispatch({ phase: "failed" });
    // The session may have ended meanwhile; then nobody waits for the still any more.
    await this.#line.wire
      .command({ type: "decline-still", session: session.id, still, reason }, "done")
      .catch(() => undefined);
  }

  #show(picture: Blob): void {
    const former = this.view.get().preview;
    if (former) URL.revokeObjectURL(former);
    this.view.dispatch({ phase: "uploading", preview: URL.createObjectURL(picture) });
  }
}
