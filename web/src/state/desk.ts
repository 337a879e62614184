import type {
  CaseView,
  FieldInUse,
  Invitation,
  HallSnapshot,
  Pointed,
  QualityWord,
  QueuePlace,
  Role,
  SessionView,
  Snapshot,
  StreamName,
  Text,
  TicketId,
  TicketView,
} from "../generated/wire";
import type { Connection } from "../wire/socket";

/** A stream as this page holds it: a snapshot with every fact since applied. */
export interface Held {
  readonly snapshot: Snapshot;
  readonly closed: boolean; // The permission to read is over; what it said last is still shown.
}

export interface Whoami {
  readonly role: Role;
  readonly id: string;
  readonly name: Text;
}

/** Everything that a page knows from the desk. */
export interface Desk {
  readonly connection: Connection;
  readonly everOpen: boolean;
  readonly me: Whoami | null;
  readonly onDuty: boolean;
  readonly streams: Readonly<Record<StreamName, Held>>;
  readonly places: Readonly<Record<TicketId, QueuePlace>>;
  readonly ring: TicketView | null;
  readonly pointed: Readonly<Partial<Record<Role, Pointed>>>;
  readonly fieldInUse: Readonly<Partial<Record<Role, FieldInUse>>>;
  readonly quality: Readonly<Record<string, QualityWord>>; // By `<session>/<role>`.
}

export const EMPTY: Desk = {
  connection: "closed",
  everOpen: false,
  me: null,
  onDuty: false,
  streams: {},
  places: {},
  ring: null,
  pointed: {},
  fieldInUse: {},
  quality: {},
};

export function tickets(desk: Desk): readonly TicketView[] {
  return Object.values(desk.streams).flatMap(({ snapshot }) =>
    snapshot.type === "queue-snapshot" ? snapshot.tickets : [],
  );
}

export function sessions(desk: Desk): readonly SessionView[] {
  return Object.values(desk.streams).flatMap(({ snapshot }) =>
    snapshot.type === "session-snapshot" ? [snapshot.session] : [],
  );
}

/** The sessions of a supervisor's floor. */
export function floor(desk: Desk): readonly SessionView[] {
  return Object.values(desk.streams).flatMap(({ snapshot }) =>
    snapshot.type === "floor-snapshot" ? snapshot.sessions : [],
  );
}

/** The session that this official is rung into, or is in as the second one. */
export function invitation(desk: Desk): Invitation | null {
  for (const { snapshot } of Object.values(desk.streams)) {
    if (snapshot.type === "bell-snapshot") return snapshot.invitation;
  }
  return null;
}

/** The clerk's hall, once the desk has told it. */
export function hall(desk: Desk): HallSnapshot | null {
  for (const { snapshot } of Object.values(desk.streams)) if (snapshot.type === "hall-snapshot") return snapshot;
  return null;
}

export function sessionById(desk: Desk, id: string): SessionView | null {
  return sessions(desk).find((session) => session.id === id) ?? null;
}

/** Whether this official had been rung into a session, and has gone from it while it goes on. */
function left(desk: Desk, session: SessionView): boolean {
  const held = desk.streams[`session/${session.id}`];
  return desk.me?.role === "official" && desk.me.id !== session.official && (held?.closed ?? true);
}

/** The newest session, running ones before ended ones. */
export function currentSession(desk: Desk): SessionView | null {
  const newestFirst = sessions(desk)
    .filter((session) => !left(desk, session)).sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  return newestFirst.find((session) => session.state !== "ended") ?? newestFirst[0] ?? null;
}

/** Whose finger is on a page now: the first of these who points at all. */
export function finger(desk: Desk, ...roles: readonly Role[]): Pointed | undefined {
  return roles.map((role) => desk.pointed[role]).find((pointed) => pointed && pointed.at !== null);
}

/** The field that one of these has the cursor in. */
export function fieldOf(desk: Desk, session: string, ...roles: readonly Role[]): string | null {
  const used = roles.map((role) => desk.fieldInUse[role]).find((each) => each?.session === session && each.field !== null);
  return used?.field ?? null;
}

export function caseById(desk: Desk, id: string): CaseView | null {
  for (const { snapshot } of Object.values(desk.streams)) {
    if (snapshot.type === "case-snapshot" && snapshot.case.id === id) return snapshot.case;
  }
  return null;
}
