// Written by `remote-counter types`; edit the Python Structs instead.

import type {
  CaseId,
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

/** The whole draft, also while it is incomplete; `origins` of what a page took over (`reuse` or `scan:<page>`). */
export interface SaveForm {
  readonly action: "save-form";
  readonly version: number;
  readonly values: Readonly<Record<string, Value>>;
  readonly origins: Readonly<Record<string, string>>;
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

/** The printed form, signed in ink, is this page of the case; the official has compared it with the summary. */
export interface SignOnPaper {
  readonly action: "sign-on-paper";
  readonly version: number;
  readonly summaryHash: Sha256;
  readonly page: Sha256;
}

/** The resident's own key has signed the hash's letters: certificate as PEM, signature as base64. */
export interface SignByCertificate {
  readonly action: "sign-by-certificate";
  readonly version: number;
  readonly summaryHash: Sha256;
  readonly certificate: string;
  readonly signature: string;
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

/** One of the item's matters requiring special attention was said just now, by whoever sends this. */
export interface TellNote {
  readonly action: "tell-note";
  readonly version: number;
  readonly index: number;
}

/** The original was held in hand, and the copy agrees. */
export interface SeeOriginal {
  readonly action: "see-original";
  readonly version: number;
  readonly material: string;
}

/** Take a material from what was verified in another case of the same resident, who said yes to it. */
export interface ReuseMaterial {
  readonly action: "reuse-material";
  readonly version: number;
  readonly material: string;
  readonly source: CaseId;
  readonly consent: true;
}

/** 容缺受理: accept without this material, which follows within the item's days. */
export interface WaiveSupply {
  readonly action: "waive-supply";
  readonly version: number;
  readonly material: string;
}

/** 告知承诺: a promise takes the material's place. */
export interface PromiseMaterial {
  readonly action: "promise";
  readonly version: number;
  readonly material: string;
}

/** What a check found; a false promise revokes what was granted, for `reason`. */
export interface CheckPromise {
  readonly action: "check-promise";
  readonly version: number;
  readonly material: string;
  readonly kept: boolean;
  readonly reason: string;
}

/** What was missing is here, on these pages of the case; of a form field, `value` is the answer that they show. */
export interface Supply {
  readonly action: "supply";
  readonly version: number;
  readonly material: string;
  readonly pages: readonly Sha256[];
  readonly value: Value;
}

/** End without acceptance. Of `not-ours` the department says whose; the ticket goes on into its queue. */
export interface Resolve {
  readonly action: "resolve";
  readonly version: number;
  readonly outcome: "not-needed" | "not-ours" | "corrected";
  readonly reason: string;
  readonly department: string | null;
  readonly division: string | null;
}

/** One thing to supply: a field of the form or a material, and what is wrong with it. */
export interface Missing {
  readonly code: string;
  readonly reason: string;
}

/** 一次性告知: everything that is missing, at once. */
export interface AskCorrection {
  readonly action: "ask-correction";
  readonly version: number;
  readonly missing: readonly Missing[];
}

/** 不予受理, with the clause that it rests on. */
export interface Decline {
  readonly action: "decline";
  readonly version: number;
  readonly reason: string;
  readonly ground: string;
}

export interface Withdraw {
  readonly action: "withdraw";
  readonly version: number;
  readonly reason: string;
}

/** The papers are complete, says who checked them at the receiving place. */
export interface Check {
  readonly action: "check";
  readonly version: number;
}

export interface Review {
  readonly action: "review";
  readonly version: number;
  readonly proposal: "granted" | "refused";
  readonly note: string;
}

/** A refusal needs its reason and its legal ground. */
export interface Decide {
  readonly action: "decide";
  readonly version: number;
  readonly decision: "granted" | "refused";
  readonly reason: string;
  readonly ground: string;
}

/** The result is made; `document` is its stored PDF, none where the result is no paper. */
export interface IssueResult {
  readonly action: "issue-result";
  readonly version: number;
  readonly number: string;
  readonly document: Sha256 | null;
}

/** Lengthen the period, as the head of the department; the resident is told the reason. */
export interface Extend {
  readonly action: "extend";
  readonly version: number;
  readonly days: number;
  readonly reason: string;
}

/** From here on time does not count. */
export interface PauseClock {
  readonly action: "pause-clock";
  readonly version: number;
  readonly cause: "hearing" | "inspection" | "testing";
  readonly reason: string;
}

/** Time counts again. */
export interface ResumeClock {
  readonly action: "resume-clock";
  readonly version: number;
}

export interface UrgeCase {
  readonly action: "urge";
  readonly version: number;
  readonly text: string;
}

/** Answers all urges that are open. */
export interface AnswerUrge {
  readonly action: "answer-urge";
  readonly version: number;
  readonly text: string;
}

/** Originals leave with a numbered slip; without a number the case gives one. */
export interface HandOver {
  readonly action: "hand-over";
  readonly version: number;
  readonly materials: readonly string[];
  readonly slip: string;
}

/** The other end acknowledges a slip. */
export interface Receive {
  readonly action: "receive";
  readonly version: number;
  readonly slip: string;
}

/** Where an original went. */
export interface SettleOriginal {
  readonly action: "settle-original";
  readonly version: number;
  readonly material: string;
  readonly where: "returned" | "kept" | "sent";
}

/** The result is on its way, with the carrier's or the bag's number. */
export interface DispatchResult {
  readonly action: "dispatch";
  readonly version: number;
  readonly way: "window" | "parcel";
  readonly tracking: string;
}

/** The result is in the resident's hands; the case is closed. */
export interface Deliver {
  readonly action: "deliver";
  readonly version: number;
  readonly way: "window" | "parcel";
}

/** Close what was decided and has nothing to hand over. */
export interface CloseCase {
  readonly action: "close";
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

/** RFC 9457; `code` is the translation key. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

export type SignCommand =
  | Sign
  | SignOnPaper
  | SignByCertificate;

export type InSessionCommand =
  | SaveForm
  | AcceptPage
  | ReturnPage
  | Present
  | TakeBack
  | Sign
  | SignOnPaper
  | SignByCertificate
  | Confirm
  | Accept;

export type PaperCommand =
  | SeeOriginal
  | ReuseMaterial
  | WaiveSupply
  | PromiseMaterial
  | CheckPromise
  | Supply
  | SettleOriginal;

export type OutcomeCommand =
  | Resolve
  | AskCorrection
  | Decline
  | Withdraw;

export type OfficeCommand =
  | Review
  | Decide
  | IssueResult
  | DispatchResult
  | Deliver
  | CloseCase;

export type ClockCommand =
  | Extend
  | PauseClock
  | ResumeClock
  | UrgeCase
  | AnswerUrge;

export type DeskCommand =
  | TellNote
  | Check
  | HandOver
  | Receive;

export type AnyCaseCommand =
  | SaveForm
  | AcceptPage
  | ReturnPage
  | Present
  | TakeBack
  | Sign
  | SignOnPaper
  | SignByCertificate
  | Confirm
  | Accept
  | SeeOriginal
  | ReuseMaterial
  | WaiveSupply
  | PromiseMaterial
  | CheckPromise
  | Supply
  | SettleOriginal
  | Resolve
  | AskCorrection
  | Decline
  | Withdraw
  | Review
  | Decide
  | IssueResult
  | DispatchResult
  | Deliver
  | CloseCase
  | Extend
  | PauseClock
  | ResumeClock
  | UrgeCase
  | AnswerUrge
  | TellNote
  | Check
  | HandOver
  | Receive;
