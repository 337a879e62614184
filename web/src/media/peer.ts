import type { Line, Role, Track } from "../generated/wire";
import { Refusal, Unanswered } from "../wire/refusal";
import type { Code } from "../generated/wire";

/** Names one producer of a session, e.g. `window-document`. */
export type SourceKey = `${Role}-${Track}`;

export type LocalTracks = Readonly<Partial<Record<Track, MediaStreamTrack | null>>>;

const CONNECT_DEADLINE_MS = 8_000;

// Bits a second. The document's text needs the most; the official sees the person in a smaller picture.
const BITRATES: Readonly<Record<Track, number>> = { voice: 40_000, camera: 1_500_000, document: 3_000_000 };

/** One RTCPeerConnection that follows a role's plan of m-lines: one offer, one answer, never renegotiated. */
export class Peer {
  readonly connection: RTCPeerConnection;
  readonly remote: ReadonlyMap<SourceKey, MediaStreamTrack>;
  readonly #senders = new Map<Track, RTCRtpSender>();
  #bearer = "";
  #location: string | null = null;

  constructor(plan: readonly Line[], local: LocalTracks) {
    this.connection = new RTCPeerConnection({ iceServers: [], bundlePolicy: "max-bundle", rtcpMuxPolicy: "require" });
    // Voice and camera belong together on the receiver's clock, the document stands alone.
    const person = new MediaStream();
    const paper = new MediaStream();
    const remote = new Map<SourceKey, MediaStreamTrack>();
    for (const line of plan) {
      const streams = line.sends === null ? [] : [line.sends === "document" ? paper : person];
      const transceiver = this.connection.addTransceiver(line.kind, { direction: direction(line), streams });
      if (line.receives) remote.set(`${line.receives.role}-${line.receives.track}`, transceiver.receiver.track);
      if (line.sends) {
        this.#senders.set(line.sends, transceiver.sender);
        this.replace(line.sends, local[line.sends] ?? null);
      }
    }
    this.remote = remote;
  }

  /**
   * Post the offer, at once and without candidates, apply the answer, and return when the transport is up.
   *
   * Throws `Refusal` for a problem (a spent grant, an offer not understood) and `Unanswered` when the node cannot be
   * reached in time.
   */
  async open(url: string, grant: string): Promise<void> {
    this.#bearer = grant;
    await this.connection.setLocalDescription(await this.connection.createOffer());
    const sdp = this.connection.localDescription?.sdp ?? "";
    let response: Response;
    try {
      response = await fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/sdp", Authorization: `Bearer ${grant}` },
        body: sdp,
        signal: AbortSignal.timeout(CONNECT_DEADLINE_MS),
      });
    } catch (error) {
      throw new Unanswered(String(error));
    }
    if (!response.ok) throw await problem(response);
    this.#location = response.headers.get("Location");
    await this.connection.setRemoteDescription({ type: "answer", sdp: await response.text() });
    await this.#connected();
    for (const [track, sender] of this.#senders) void limit(track, sender);
  }

  /** Send another device's track on a line, or none; no renegotiation. */
  replace(track: Track, source: MediaStreamTrack | null): void {
    const sender = this.#senders.get(track);
    if (sender && sender.track !== source) void sender.replaceTrack(source);
  }

  /** Close at both ends, or at this one only where the node has closed already. Idempotent. */
  close(farewell = true): void {
    const location = this.#location;
    this.#location = null;
    if (!location || !farewell) {
      this.connection.close();
      return;
    }
    // First the node is told, so that the closing transport is not taken for a lost one. It drops a silent peer anyway.
    fetch(location, { method: "DELETE", headers: { Authorization: `Bearer ${this.#bearer}` }, keepalive: true })
      .catch(() => undefined)
      .finally(() => this.connection.close());
  }

  #connected(): Promise<void> {
    return new Promise((resolve, reject) => {
      const connection = this.connection;
      const timer = setTimeout(() => reject(new Unanswered("no transport")), CONNECT_DEADLINE_MS);
      const look = () => {
        if (connection.connectionState === "connected") resolve();
        else if (connection.connectionState === "failed" || connection.connectionState === "closed")
          reject(new Unanswered(connection.connectionState));
        else return;
        clearTimeout(timer);
        connection.removeEventListener("connectionstatechange", look);
      };
      connection.addEventListener("connectionstatechange", look);
      look();
    });
  }
}

function direction(line: Line): RTCRtpTransceiverDirection {
  if (line.sends === null) return line.receives === null ? "inactive" : "recvonly";
  return line.receives === null ? "sendonly" : "sendrecv";
}

/** Cap the rate, and let the document keep its pixels rather than its frame rate when the network is short. */
async function limit(track: Track, sender: RTCRtpSender): Promise<void> {
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) {
    encoding.maxBitrate = BITRATES[track];
    if (track === "voice") encoding.networkPriority = "high";
  }
  if (track === "document") parameters.degradationPreference = "maintain-resolution";
  // Refused by a browser that knows none of this; the call goes on with its defaults.
  await sender.setParameters(parameters).catch(() => undefined);
}

async function problem(response: Response): Promise<Error> {
  const text = await response.text();
  if (response.status >= 500) return new Unanswered(String(response.status));
  try {
    return new Refusal((JSON.parse(text) as { code: Code }).code);
  } catch {
    return new Refusal("offer-invalid");
  }
}
