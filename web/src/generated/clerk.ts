// Written by `remote-counter types`; edit the Python Structs instead.

import type {
  CaseId,
  ItemId,
  Language,
  PageProblem,
  PageState,
  RingView,
  SessionId,
  SessionState,
  Sha256,
  Text,
  TicketId,
  TicketState,
} from "./wire";

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

export interface LackPage {
  readonly hash: Sha256;
  readonly state: PageState;
  readonly problems: readonly PageProblem[];
}

/** What a case waits for, and the pages that came for it and were not taken yet. */
export interface LackView {
  readonly material: string;
  readonly name: Text;
  readonly dueOn: string;
  readonly isField: boolean;
  readonly pages: readonly LackPage[];
}

/** A case that a resident comes back for with a missing paper. */
export interface SupplyView {
  readonly case: CaseId;
  readonly caseNumber: string | null;
  readonly itemName: Text;
  readonly resident: string;
  readonly version: number;
  readonly here: boolean;
  readonly lacks: readonly LackView[];
}
