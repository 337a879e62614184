// Written by `remote-counter types`; edit the Python Structs instead.

import type {
  CaseId,
  ItemId,
  Language,
  Role,
  SessionId,
  SessionState,
  Text,
  TicketId,
  TicketState,
} from "./wire";

/** One ring for the clerk, as both ends see it; open until it is solved. */
export interface RingView {
  readonly id: string;
  readonly window: string;
  readonly windowName: Text;
  readonly session: SessionId | null;
  readonly role: Role;
  readonly ringerName: Text;
  readonly reason: "help" | "scan" | "print" | "device" | "original" | "identity" | "hand-over" | "other";
  readonly note: string;
  readonly rungAt: string;
  readonly comingAt: string | null;
  readonly clerkName: Text | null;
  readonly solvedAt: string | null;
}

/** Ask for the clerk's hands: a window for itself, an official for the window of their session. */
export interface RingClerk {
  readonly reason: "help" | "scan" | "print" | "device" | "original" | "identity" | "hand-over" | "other";
  readonly note: string;
}

export interface AnswerRing {
  readonly answer: "coming" | "solved";
}

/** The ticket that a window waits with, or is served under. */
export interface WindowTicket {
  readonly id: TicketId;
  readonly number: string;
  readonly item: ItemId;
  readonly itemVersion: number;
  readonly itemName: Text;
  readonly resident: string;
  readonly language: Language;
  readonly state: TicketState;
  readonly takenAt: string;
  readonly checkedAt: string | null;
  readonly pages: number;
  readonly case: CaseId | null;
}

/** The session that a window is in. */
export interface WindowSession {
  readonly id: SessionId;
  readonly officialName: Text;
  readonly state: SessionState;
  readonly startedAt: string;
}

export interface HallWindow {
  readonly id: string;
  readonly name: Text;
  readonly unattended: boolean;
  readonly state: "free" | "waiting" | "in-session" | "needs-hands";
  readonly ticket: WindowTicket | null;
  readonly session: WindowSession | null;
}

/** A clerk's hall at this moment; `ETag` tells whether anything moved. */
export interface HallView {
  readonly hall: string;
  readonly windows: readonly HallWindow[];
  readonly rings: readonly RingView[];
}

/** What a card reader gave (its JSON file), or what the clerk typed in the same form. */
export interface ReadCard {
  readonly raw: string;
  readonly reader: "file";
}

/** A card that is right and not expired; nothing of it is kept. */
export interface CardView {
  readonly idNumber: string;
  readonly name: string;
  readonly validUntil: string;
  readonly photo: string;
}

/** The clerk's word: the person before them is the one on this card, and it is the ticket's. */
export interface ConfirmPerson {
  readonly raw: string;
  readonly matches: true;
  readonly reader: "file";
}

/** A ticket for the resident at a window, with the number from their card. */
export interface TakeFor {
  readonly window: string;
  readonly item: ItemId;
  readonly idNumber: string;
  readonly phone: string;
  readonly language: Language;
}

export interface TicketTakenFor {
  readonly id: TicketId;
  readonly number: string;
}
