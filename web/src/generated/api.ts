// Written by `remote-counter types`; edit the Python Structs instead.

import type {
  ItemId,
  Outcome,
  Role,
  SessionId,
  Sha256,
  Text,
  Value,
} from "./wire";

/** Credentials of an account, for one page; each has its own cookie (`__Host-official`, `__Host-clerk`, …). */
export interface SignIn {
  readonly page: "official" | "supervisor" | "clerk" | "operator";
  readonly account: string;
  readonly password: string;
}

export interface SignOut {
  readonly page: "official" | "supervisor" | "clerk" | "operator";
}

/** Who is signed in on a page. */
export interface Me {
  readonly role: Role;
  readonly id: string;
  readonly name: Text;
  readonly division: string;
  readonly hall: string;
}

/** The one-time code of an enrolment link. */
export interface Enrolment {
  readonly code: string;
}

/** An item, as the window lists it. */
export interface ItemBrief {
  readonly id: ItemId;
  readonly version: number;
  readonly name: Text;
  readonly department: string;
  readonly departmentName: Text;
  readonly targetMinutes: number;
}

export interface ItemMaterial {
  readonly code: string;
  readonly name: Text;
  readonly required: boolean;
  readonly original: boolean;
}

/** One version of an item. `form` is a JSON Schema (draft 2020-12) whose titles are keys of `labels`. */
export interface ItemDetail {
  readonly id: ItemId;
  readonly version: number;
  readonly name: Text;
  readonly department: string;
  readonly departmentName: Text;
  readonly serves: "natural" | "legal";
  readonly serviceType: number;
  readonly legalDays: number;
  readonly committedDays: number;
  readonly targetMinutes: number;
  readonly fee: string;
  readonly materials: readonly ItemMaterial[];
  readonly form: Readonly<Record<string, unknown>>;
  readonly labels: Readonly<Record<string, Text>>;
}

/** The whole draft, also while it is incomplete. */
export interface SaveForm {
  readonly action: "save-form";
  readonly version: number;
  readonly values: Readonly<Record<string, Value>>;
}

export interface AcceptPage {
  readonly action: "accept-page";
  readonly version: number;
  readonly page: Sha256;
  readonly material: string;
}

export interface ReturnPage {
  readonly action: "return-page";
  readonly version: number;
  readonly page: Sha256;
  readonly reason: string;
}

/** Put the summary before the resident; the form is locked until taken back. */
export interface Present {
  readonly action: "present";
  readonly version: number;
}

/** Return to the form; a signature given is void. */
export interface TakeBack {
  readonly action: "take-back";
  readonly version: number;
}

/** The resident's hand: strokes of (x, y, milliseconds), x and y as fractions of a field 3 wide by 1 high. */
export interface Sign {
  readonly action: "sign";
  readonly version: number;
  readonly summaryHash: Sha256;
  readonly strokes: readonly (readonly (readonly [number, number, number])[])[];
}

export interface Confirm {
  readonly action: "confirm";
  readonly version: number;
  readonly summaryHash: Sha256;
}

/** Acceptance: the case gets its number, its clock starts, the notice is made. */
export interface Accept {
  readonly action: "accept";
  readonly version: number;
}

/** Said after fsync and commit; the bytes may be forgotten at the sender's end. */
export interface Receipt {
  readonly hash: Sha256;
  readonly size: number;
  readonly receivedAt: string;
  readonly offset: number;
}

export interface RecordingSegment {
  readonly number: number;
  readonly startedAt: string;
  readonly seconds: number;
  readonly gapSeconds: number;
  readonly sha256: Sha256;
  readonly url: string;
}

/** A row of the supervisor's list of ended sessions. */
export interface PastSession {
  readonly id: SessionId;
  readonly ticket: string;
  readonly itemName: Text;
  readonly officialName: Text;
  readonly outcome: Outcome | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly caseNumber: string | null;
  readonly segments: readonly RecordingSegment[];
}

/** What the notice's QR code leads to; nothing personal. */
export interface Progress {
  readonly number: string;
  readonly itemName: Text;
  readonly departmentName: Text;
  readonly acceptedAt: string;
  readonly dueOn: string;
}

/** RFC 9457; `code` is the translation key. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

export type AnyCaseCommand =
  | SaveForm
  | AcceptPage
  | ReturnPage
  | Present
  | TakeBack
  | Sign
  | Confirm
  | Accept;
