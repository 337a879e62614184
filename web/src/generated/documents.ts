// Written by `remote-counter types`; edit the Python Structs instead.

import type {
  CaseState,
  PrintFault,
  PrintState,
  Sha256,
  Text,
} from "./wire";

/** What a template is for. */
export type TemplateKind = "phrase" | "correction" | "not-accepted" | "refusal" | "message";

/** A phrase, reason, ground or message; `placeholders` are those that are still to be filled. */
export interface TemplateView {
  readonly kind: TemplateKind;
  readonly code: string;
  readonly text: Text;
  readonly clause: Text | null;
  readonly placeholders: readonly string[];
}

/** One PDF of a case, at `/api/cases/{case}/documents/{sha256}.pdf`. */
export interface DocumentView {
  readonly kind: string;
  readonly number: string;
  readonly title: Text;
  readonly sha256: Sha256;
  readonly sealed: boolean;
  readonly madeAt: string;
  readonly printedAt: string | null;
  readonly sentAt: string | null;
  readonly revokedAt: string | null;
  readonly check: string;
}

/** Make what no step of the case calls for by itself. */
export interface MakeDocument {
  readonly kind: "take-home" | "application";
}

export interface RevokeDocument {
  readonly reason: string;
}

/** What the check page says of a document; nothing personal. */
export interface CheckView {
  readonly title: Text;
  readonly kind: string;
  readonly number: string;
  readonly authority: Text;
  readonly madeAt: string;
  readonly sha256: Sha256;
  readonly sealed: boolean;
  readonly revokedAt: string | null;
  readonly revokedReason: string | null;
}

/** What is found out about a file that somebody laid beside the check page. */
export interface CopyView {
  readonly same: boolean;
  readonly sealed: boolean;
  readonly intact: boolean;
  readonly trusted: boolean;
  readonly signer: string;
  readonly signedAt: string | null;
}

/** Send a document to a window's printer; without a window, the case's own. */
export interface AskPrint {
  readonly document: Sha256;
  readonly window: string | null;
}

/** Print once more; at another window of the hall, where one is named. */
export interface PrintAgain {
  readonly window: string | null;
}

/** How printing went; `fault` where it failed. */
export interface PrintReport {
  readonly state: PrintState;
  readonly fault: PrintFault | null;
}

/** Where a parcel goes. */
export interface Address {
  readonly recipient: string;
  readonly phone: string;
  readonly division: string;
  readonly address: string;
}

/** How the resident wants the result: at an office, or by parcel to an address. */
export interface ChooseDelivery {
  readonly way: "window" | "parcel";
  readonly office: string | null;
  readonly to: Address | null;
}

/** How far a result has come. */
export type ParcelState = "chosen" | "handed-in" | "underway" | "delivered" | "returned";

/** One line of a carrier's tracking. */
export interface Step {
  readonly at: string;
  readonly state: ParcelState;
  readonly text: string;
}

/** An original, and what became of it. */
export interface Accounted {
  readonly material: string;
  readonly name: Text;
  readonly fate: string;
}

/** How a case's result travels. `remind`: nobody chose yet, and the session should not end before. */
export interface DeliveryView {
  readonly ways: readonly ("window" | "parcel")[];
  readonly remind: boolean;
  readonly way: "window" | "parcel" | null;
  readonly office: string | null;
  readonly to: Address | null;
  readonly number: string | null;
  readonly state: ParcelState | null;
  readonly steps: readonly Step[];
  readonly originals: readonly Accounted[];
  readonly unaccounted: readonly string[];
}

export interface MissingLine {
  readonly name: Text;
  readonly reason: string;
}

/** One department's part of a joint application. */
export interface PartView {
  readonly name: Text;
  readonly department: string;
  readonly state: CaseState;
  readonly decision: "granted" | "refused" | null;
  readonly closing: "not-needed" | "not-ours" | "corrected" | "not-accepted" | "withdrawn" | "terminated" | "delivered" | "refused" | "children-closed" | null;
  readonly reason: string | null;
}

/** One step on the way; not reached yet where `at` is None. */
export interface StageView {
  readonly stage: string;
  readonly at: string | null;
}

export interface PublicDocument {
  readonly title: Text;
  readonly sha256: Sha256;
  readonly check: string;
}

/** What a notice's QR code leads to: nothing personal, in the language that the resident spoke. */
export interface Journey {
  readonly number: string | null;
  readonly language: string;
  readonly itemName: Text;
  readonly departmentName: Text;
  readonly state: CaseState;
  readonly acceptedAt: string | null;
  readonly dueOn: string | null;
  readonly paused: boolean;
  readonly decision: "granted" | "refused" | null;
  readonly closing: "not-needed" | "not-ours" | "corrected" | "not-accepted" | "withdrawn" | "terminated" | "delivered" | "refused" | "children-closed" | null;
  readonly reason: string | null;
  readonly stages: readonly StageView[];
  readonly missing: readonly MissingLine[];
  readonly missingUntil: string | null;
  readonly parts: readonly PartView[];
  readonly tracking: string | null;
  readonly steps: readonly Step[];
  readonly documents: readonly PublicDocument[];
}
