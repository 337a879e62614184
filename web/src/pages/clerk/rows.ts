import type { HallWindow } from "../../generated/clerk";
import type { FolderNote, HallSession, HallSnapshot, PrintJobView, RingView, TicketView } from "../../generated/wire";

/** One window of the hall with everything that is told of it. */
export interface WindowRow {
  readonly id: string;
  readonly name: HallWindow["name"];
  readonly unattended: boolean;
  readonly state: HallWindow["state"];
  readonly ticket: TicketView | null;
  readonly session: HallSession | null;
  readonly ring: RingView | null;
  readonly faults: readonly PrintJobView[]; // Papers that its printer did not print.
  readonly folder: FolderNote | null;
}

type Place = Pick<HallWindow, "id" | "name" | "unattended">;

/** Return the windows of a hall, in their order, with what its stream tells of each. */
export function rowsOf(places: readonly Place[], hall: HallSnapshot): readonly WindowRow[] {
  return places.map(({ id, name, unattended }) => {
    const session = hall.sessions.find(({ window }) => window === id) ?? null;
    const here = hall.tickets.filter(({ window }) => window === id);
    // Whoever sits there now: in session before one who waits for the next.
    const ticket = here.find(({ state }) => state === "called") ?? here[0] ?? null;
    const ring = hall.rings.find(({ window }) => window === id) ?? null;
    const faults = hall.jobs.filter(({ window, state }) => window === id && state === "fault");
    const needy = ring !== null || faults.length > 0;
    const state = needy ? "needs-hands" : session ? "in-session" : ticket ? "waiting" : "free";
    const folder = hall.folders.find((each) => each.ticket === ticket?.id) ?? null;
    return { id, name, unattended, state, ticket, session, ring, faults, folder };
  });
}
