// Written by `remote-counter types`; edit the Python Structs instead.

import type {
  CaseId,
  Role,
  SessionId,
  Text,
} from "./wire";

/** What was good, or was not; a page shows those that fit the score. */
export type RatingReason = "quick" | "kind" | "clear" | "one-visit" | "slow" | "unkind" | "unclear" | "extra-papers" | "several-visits" | "call-quality" | "sent-away";

/** 1 very satisfied … 5 very dissatisfied (GB/T 39735); nothing is filled in for the resident. */
export interface RateSession {
  readonly score: number;
  readonly reasons: readonly RatingReason[];
  readonly text: string;
}

/** Whether to ask, and which reasons go with each score, from 1 on. */
export interface RatingState {
  readonly rated: boolean;
  readonly reasons: readonly (readonly RatingReason[])[];
}

/** Thanks; of a bad rating, the complaint that it opened. */
export interface RatingReceipt {
  readonly complaint: string | null;
  readonly dueOn: string | null;
  readonly token: string | null;
}

export type InquiryKind = "consultation" | "complaint" | "order";

/** Where it was raised. */
export type InquiryOrigin = "session" | "rating" | "progress" | "console" | "clock";

export type InquiryState = "open" | "answered" | "appealed" | "closed";

/** One consultation, complaint or order, as who answers it sees it. */
export interface InquiryView {
  readonly id: string;
  readonly number: string;
  readonly kind: InquiryKind;
  readonly origin: InquiryOrigin;
  readonly state: InquiryState;
  readonly division: string;
  readonly department: string;
  readonly about: Text | null;
  readonly question: string;
  readonly score: number | null;
  readonly reasons: readonly RatingReason[];
  readonly owner: string;
  readonly ownerName: Text | null;
  readonly openedAt: string;
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly answer: string | null;
  readonly answeredAt: string | null;
  readonly appeal: string | null;
  readonly lastAnswer: string | null;
  readonly closedAt: string | null;
  readonly session: SessionId | null;
  readonly case: CaseId | null;
  readonly caseNumber: string | null;
  readonly mayAnswer: boolean;
  readonly mayReassign: boolean;
}

/** Write down what somebody asked or complained of; a consultation may be answered at once. */
export interface OpenInquiry {
  readonly kind: InquiryKind;
  readonly question: string;
  readonly session: SessionId | null;
  readonly case: CaseId | null;
  readonly department: string;
  readonly answer: string | null;
}

/** An answer, a complaint or an appeal. */
export interface InquiryWords {
  readonly text: string;
}

/** Nothing more is to be said. */
export type NoWords = Readonly<Record<string, never>>;

/** Hand one over to somebody else, and say why. */
export interface NewOwner {
  readonly owner: string;
  readonly reason: string;
}

/** One time that an inquiry changed hands. */
export interface HandedOver {
  readonly at: string;
  readonly by: Text | null;
  readonly before: Text | null;
  readonly after: Text | null;
  readonly reason: string;
}

/** Somebody who may become an owner. */
export interface Assignee {
  readonly id: string;
  readonly name: Text;
  readonly role: Role;
  readonly division: string;
}

/** Who may take one over, and whose it was. */
export interface InquiryOwners {
  readonly candidates: readonly Assignee[];
  readonly history: readonly HandedOver[];
}

/** How many there are within the filter, whichever kind and state are chosen. */
export interface InquiryCounts {
  readonly pending: number;
  readonly overdue: number;
  readonly kinds: Readonly<Partial<Record<InquiryKind, number>>>;
  readonly found: number;
}

/** What the resident may know of theirs; nothing personal. */
export interface PublicInquiry {
  readonly number: string;
  readonly token: string;
  readonly kind: InquiryKind;
  readonly state: InquiryState;
  readonly openedAt: string;
  readonly dueOn: string;
  readonly answer: string | null;
  readonly lastAnswer: string | null;
  readonly mayAppeal: boolean;
  readonly appeal: string | null;
}

/** What a receipt's link lets its holder do once the call is over. */
export interface AfterCall {
  readonly rating: RatingState | null;
  readonly inquiries: readonly PublicInquiry[];
  readonly mayComplain: boolean;
  readonly mayUrge: boolean;
}
