import type {
  AnyFact,
  BellSnapshot,
  HallSnapshot,
  Invitation,
  Presence,
  SessionView,
  Snapshot,
  TicketView,
} from "../generated/wire";

/** Return a stream's view after one more fact; the same rules as `signaling/core/replay.py`. */
export function replay(snapshot: Snapshot, fact: AnyFact): Snapshot {
  switch (snapshot.type) {
    case "queue-snapshot":
      return { ...snapshot, tickets: replayQueue(snapshot.tickets, fact) };
    case "session-snapshot":
      return { ...snapshot, session: replaySession(snapshot.session, fact) };
    case "floor-snapshot":
      return { ...snapshot, sessions: replayFloor(snapshot.sessions, fact) };
    case "hall-snapshot":
      return replayHall(snapshot, fact);
    case "case-snapshot":
      return fact.type === "case-changed" ? { ...snapshot, case: fact.case } : snapshot;
    case "bell-snapshot":
      return fact.type === "invitation-changed" ? bell(fact.invitation) : snapshot;
  }
}

/** Return what a stream starts as when its first fact is all there is of it. */
export function begin(fact: AnyFact): Snapshot | null {
  if (fact.type === "session-opened") {
    return fact.stream.startsWith("floor/")
      ? { type: "floor-snapshot", sessions: [fact.session] }
      : { type: "session-snapshot", session: fact.session };
  }
  if (fact.type === "case-changed") return { type: "case-snapshot", case: fact.case };
  if (fact.type === "invitation-changed" && fact.stream.startsWith("bell/")) return bell(fact.invitation);
  return null;
}

function bell(invitation: Invitation): BellSnapshot {
  const live = invitation.state === "ringing" || invitation.state === "joined";
  return { type: "bell-snapshot", invitation: live ? invitation : null };
}

function replayQueue(tickets: readonly TicketView[], fact: AnyFact): readonly TicketView[] {
  switch (fact.type) {
    case "ticket-taken":
    case "ticket-called": {
      const known = tickets.some((ticket) => ticket.id === fact.ticket.id);
      return known
        ? tickets.map((ticket) => (ticket.id === fact.ticket.id ? fact.ticket : ticket))
        : [...tickets, fact.ticket];
    }
    case "ticket-served":
    case "ticket-left":
      return tickets.filter((ticket) => ticket.id !== fact.ticket.id);
    default:
      return tickets;
  }
}

function replayHall(hall: HallSnapshot, fact: AnyFact): HallSnapshot {
  switch (fact.type) {
    case "ticket-taken":
    case "ticket-called":
    case "ticket-served":
    case "ticket-left": {
      const tickets = replayQueue(hall.tickets, fact);
      const folders = hall.folders.filter((folder) => tickets.some(({ id }) => id === folder.ticket));
      return { ...hall, tickets, folders };
    }
    case "hall-session-changed":
      return { ...hall, sessions: [...hall.sessions.filter(({ id }) => id !== fact.session.id), fact.session] };
    case "session-ended":
      return { ...hall, sessions: hall.sessions.filter(({ id }) => id !== fact.session) };
    case "ring-changed": {
      const known = hall.rings.some(({ id }) => id === fact.rung.id);
      if (fact.rung.solvedAt) return { ...hall, rings: hall.rings.filter(({ id }) => id !== fact.rung.id) };
      const rings = known ? hall.rings.map((ring) => (ring.id === fact.rung.id ? fact.rung : ring)) : [...hall.rings, fact.rung];
      return { ...hall, rings };
    }
    case "print-changed": {
      const known = hall.jobs.some(({ id }) => id === fact.job.id);
      if (fact.job.state === "done") return { ...hall, jobs: hall.jobs.filter(({ id }) => id !== fact.job.id) };
      return { ...hall, jobs: known ? hall.jobs.map((job) => (job.id === fact.job.id ? fact.job : job)) : [...hall.jobs, fact.job] };
    }
    case "folder-changed":
      return { ...hall, folders: [...hall.folders.filter(({ ticket }) => ticket !== fact.folder.ticket), fact.folder] };
    default:
      return hall;
  }
}

function replaySession(session: SessionView, fact: AnyFact): SessionView {
  switch (fact.type) {
    case "session-opened":
      return fact.session;
    case "presence-changed":
      return { ...session, presences: withPresence(session.presences, fact.presence) };
    case "consent-given":
      return { ...session, consent: fact.granted ? "granted" : "declined" };
    case "session-held":
      return { ...session, state: fact.on ? "held" : "open" };
    case "message-said":
      return { ...session, messages: [...session.messages, fact.message] };
    case "still-changed":
      return { ...session, still: fact.still };
    case "invitation-changed":
      return { ...session, invitation: fact.invitation, presences: withColleague(session.presences, fact.invitation) };
    case "session-ended":
      return { ...session, state: "ended", outcome: fact.outcome, endedAt: fact.at };
    default:
      return session;
  }
}

function withPresence(presences: readonly Presence[], changed: Presence): readonly Presence[] {
  const known = presences.some((presence) => presence.role === changed.role);
  return known
    ? presences.map((presence) => (presence.role === changed.role ? changed : presence))
    : [...presences, changed];
}

/** Whoever is not in the session any more has no presence left. */
function withColleague(presences: readonly Presence[], invitation: Invitation): readonly Presence[] {
  return invitation.state === "joined" ? presences : presences.filter((presence) => presence.role !== "colleague");
}

function replayFloor(sessions: readonly SessionView[], fact: AnyFact): readonly SessionView[] {
  switch (fact.type) {
    case "session-opened":
    case "session-changed": {
      const known = sessions.some((session) => session.id === fact.session.id);
      return known
        ? sessions.map((session) => (session.id === fact.session.id ? fact.session : session))
        : [...sessions, fact.session];
    }
    case "session-ended":
      return sessions.filter((session) => session.id !== fact.session);
    default:
      return sessions;
  }
}
