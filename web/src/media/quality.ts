import type { QualityWord } from "../generated/wire";

/** Counters of one look at a peer; totals since it began. */
export interface Counters {
  readonly transportPackets: number;
  readonly received: number;
  readonly lost: number;
  readonly remoteLoss: number; // Fraction of what we sent that the other end last reported as lost.
  readonly roundTripSeconds: number | null;
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

export const NONE: Counters = {
  transportPackets: 0,
  received: 0,
  lost: 0,
  remoteLoss: 0,
  roundTripSeconds: null,
  bytesSent: 0,
  bytesReceived: 0,
};

/** Read a peer's counters. */
export async function look(connection: RTCPeerConnection): Promise<Counters> {
  const found = { ...NONE } as { -readonly [K in keyof Counters]: Counters[K] };
  for (const report of (await connection.getStats()).values()) {
    switch (report.type) {
      case "transport":
        found.transportPackets += report.packetsReceived ?? 0;
        found.bytesSent += report.bytesSent ?? 0;
        found.bytesReceived += report.bytesReceived ?? 0;
        break;
      case "inbound-rtp":
        found.received += report.packetsReceived ?? 0;
        found.lost += Math.max(0, report.packetsLost ?? 0);
        break;
      case "remote-inbound-rtp":
        found.remoteLoss = Math.max(found.remoteLoss, report.fractionLost ?? 0);
        break;
      case "candidate-pair":
        if (report.nominated) found.roundTripSeconds = report.currentRoundTripTime ?? null;
        break;
    }
  }
  return found;
}

/** Say in a word how the connection did between two looks. */
export function judge(before: Counters, after: Counters): QualityWord {
  const received = after.received - before.received;
  const lost = after.lost - before.lost;
  const inward = received + lost > 0 ? lost / (received + lost) : 0;
  const loss = Math.max(inward, after.remoteLoss);
  const roundTrip = after.roundTripSeconds ?? 0;
  if (loss > 0.08 || roundTrip > 0.6) return "poor";
  if (loss > 0.02 || roundTrip > 0.3) return "fair";
  return "good";
}
