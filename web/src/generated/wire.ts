// Written by `remote-counter types`; edit the Python Structs instead.

/** Languages of the pages and of the resident (BCP 47). */
export type Language = "zh-CN" | "en";

export type StreamName = string;

/** The first frame of a connection. `resume` names the last offset seen of each stream. */
export interface Hello {
  readonly type: "hello";
  readonly version: number;
  readonly language: Language;
  readonly resume?: Readonly<Record<StreamName, number>>;
}

/** Application heartbeat; every 10 s from the client, answered by `pong`. 25 s of silence closes the socket. */
export interface Ping {
  readonly type: "ping";
}

export type ItemId = string;

/** Queue for an item, or for a case that is to go on. ID number by GB 11643, mainland mobile phone number. */
export interface TakeTicket {
  readonly type: "take-ticket";
  readonly ref: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly item: ItemId;
  readonly language: Language;
  readonly home?: string | null;
  readonly collectAt?: string | null;
  readonly case?: string | null;
  readonly email?: string | null;
}

export type TicketId = string;

/** Give the ticket back before it is called. */
export interface LeaveQueue {
  readonly type: "leave-queue";
  readonly ref: string;
  readonly ticket: TicketId;
}

export type SessionId = string;

/** Ask for a grant. It arrives only in the reply to this command, in a `granted`. */
export interface JoinMedia {
  readonly type: "join-media";
  readonly ref: string;
  readonly session: SessionId;
}

/** The resident's word on recording. It may be granted later, never withdrawn backwards. */
export interface GiveConsent {
  readonly type: "give-consent";
  readonly ref: string;
  readonly session: SessionId;
  readonly granted: boolean;
}

/** Send a text message into the session. */
export interface Say {
  readonly type: "say";
  readonly ref: string;
  readonly session: SessionId;
  readonly text: string;
}

export type Sha256 = string;

/** Point at a page: fractions of the flattened page's width and height; null takes the finger away. No reply. */
export interface Point {
  readonly type: "point";
  readonly session: SessionId;
  readonly page: Sha256;
  readonly at: readonly [number, number] | null;
}

/** Say which field of the form has the cursor; null for none. No reply; it is told at once and never stored. */
export interface UseField {
  readonly type: "use-field";
  readonly session: SessionId;
  readonly field: string | null;
}

/** Connection quality, in words. */
export type QualityWord = "good" | "fair" | "poor" | "lost";

/** Tell the others how this end's connection is. No reply. */
export interface ReportQuality {
  readonly type: "report-quality";
  readonly session: SessionId;
  readonly word: QualityWord;
}

/** The window cannot take the still; the reason is a stable code. */
export interface DeclineStill {
  readonly type: "decline-still";
  readonly ref: string;
  readonly session: SessionId;
  readonly still: string;
  readonly reason: "no-camera" | "capture-failed" | "upload-failed";
}

/** The resident goes; the session ends as broken off unless the case was accepted (then as served). */
export interface LeaveSession {
  readonly type: "leave-session";
  readonly ref: string;
  readonly session: SessionId;
}

export type WindowFrame =
  | Hello
  | Ping
  | TakeTicket
  | LeaveQueue
  | JoinMedia
  | GiveConsent
  | Say
  | Point
  | UseField
  | ReportQuality
  | DeclineStill
  | LeaveSession;

/** Go on or off duty. On duty, the official is rung. */
export interface SetDuty {
  readonly type: "set-duty";
  readonly ref: string;
  readonly on: boolean;
}

/** Claim the ticket that has waited longest among those this official may serve, or the named one of them. */
export interface CallNext {
  readonly type: "call-next";
  readonly ref: string;
  readonly ticket?: TicketId | null;
}

/** Put the session on hold (no voice, no picture either way), or take it back. */
export interface SetHold {
  readonly type: "set-hold";
  readonly ref: string;
  readonly session: SessionId;
  readonly on: boolean;
}

/** Ask the window for a full-resolution still of the document camera. */
export interface RequestStill {
  readonly type: "request-still";
  readonly ref: string;
  readonly session: SessionId;
}

/** How a session ended. */
export type Outcome = "served" | "consulted" | "no-show" | "broken-off";

/** End the session for everybody. */
export interface EndSession {
  readonly type: "end-session";
  readonly ref: string;
  readonly session: SessionId;
  readonly outcome: Outcome;
}

/** What a second official is rung for: a duty of the case, or a word of advice. */
export type Wanted = "advice" | "checker" | "acceptor" | "reviewer" | "decider";

/** Ask who may be rung as the second official, for what is wanted; of one department, or of any. */
export interface FindColleagues {
  readonly type: "find-colleagues";
  readonly ref: string;
  readonly session: SessionId;
  readonly wanted: Wanted;
  readonly department?: string | null;
}

export type OfficialId = string;

/** Ring one of those found. */
export interface InviteColleague {
  readonly type: "invite-colleague";
  readonly ref: string;
  readonly session: SessionId;
  readonly official: OfficialId;
  readonly wanted: Wanted;
}

/** Stop ringing the second official. */
export interface WithdrawInvitation {
  readonly type: "withdraw-invitation";
  readonly ref: string;
  readonly session: SessionId;
}

/** Let the second official go; the session goes on. */
export interface DismissColleague {
  readonly type: "dismiss-colleague";
  readonly ref: string;
  readonly session: SessionId;
}

/** Join the session that one is rung into; its streams follow. */
export interface AcceptInvitation {
  readonly type: "accept-invitation";
  readonly ref: string;
  readonly session: SessionId;
}

/** Say that one does not come. */
export interface DeclineInvitation {
  readonly type: "decline-invitation";
  readonly ref: string;
  readonly session: SessionId;
}

/** Leave, as the second official, a session that goes on. */
export interface StepOut {
  readonly type: "step-out";
  readonly ref: string;
  readonly session: SessionId;
}

export type OfficialFrame =
  | Hello
  | Ping
  | SetDuty
  | CallNext
  | JoinMedia
  | Say
  | Point
  | UseField
  | ReportQuality
  | SetHold
  | RequestStill
  | EndSession
  | FindColleagues
  | InviteColleague
  | WithdrawInvitation
  | DismissColleague
  | AcceptInvitation
  | DeclineInvitation
  | StepOut;

/** Open a session to watch. The audit entry is committed before the reply. */
export interface WatchSession {
  readonly type: "watch-session";
  readonly ref: string;
  readonly session: SessionId;
}

export interface UnwatchSession {
  readonly type: "unwatch-session";
  readonly ref: string;
  readonly session: SessionId;
}

export type SupervisorFrame =
  | Hello
  | Ping
  | WatchSession
  | UnwatchSession
  | JoinMedia;

export type ClerkFrame =
  | Hello
  | Ping;

export type WindowId = string;

/** One text in each language of the pages. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export type TicketState = "waiting" | "called" | "served" | "left";

/** A ticket without its resident's ID number and phone; `resident` is masked, e.g. "4413**********1234". */
export interface TicketView {
  readonly id: TicketId;
  readonly number: string;
  readonly window: WindowId;
  readonly windowName: Text;
  readonly hall: string;
  readonly item: ItemId;
  readonly itemName: Text;
  readonly department: string;
  readonly area: string;
  readonly resident: string;
  readonly language: Language;
  readonly state: TicketState;
  readonly takenAt: string;
  readonly session: SessionId | null;
}

/** Of stream `queue/<division>`: the tickets that this actor may see and that are waiting or called. */
export interface QueueSnapshot {
  readonly type: "queue-snapshot";
  readonly tickets: readonly TicketView[];
}

export type CaseId = string;

export type SessionState = "open" | "held" | "ended";

/** The resident's word on recording; capture waits for `GRANTED`. */
export type Consent = "unasked" | "granted" | "declined";

/** Who speaks. A peer, a socket and an audience are each of one role. */
export type Role = "window" | "clerk" | "official" | "colleague" | "supervisor" | "operator";

export type PeerId = string;

/** One participant's media in a session; `connected` is said by the media node. */
export interface Presence {
  readonly role: Role;
  readonly name: Text;
  readonly peer: PeerId | null;
  readonly connected: boolean;
}

/** A text message within a session. */
export interface Message {
  readonly id: string;
  readonly role: Role;
  readonly text: string;
  readonly at: string;
}

export type StillState = "requested" | "received" | "declined";

/** A full-resolution picture that the official asked for. */
export interface Still {
  readonly id: string;
  readonly state: StillState;
  readonly reason: string | null;
}

export type InvitationState = "ringing" | "joined" | "declined" | "unanswered" | "withdrawn" | "left" | "dismissed";

/** A second official is rung into a session, for as long as they are in it. */
export interface Invitation {
  readonly id: string;
  readonly session: SessionId;
  readonly official: OfficialId;
  readonly name: Text;
  readonly department: string;
  readonly departmentName: Text;
  readonly wanted: Wanted;
  readonly state: InvitationState;
  readonly byName: Text;
  readonly itemName: Text;
  readonly windowName: Text;
  readonly rungAt: string;
  readonly until: string;
}

/** A session, as each of its participants sees it. */
export interface SessionView {
  readonly id: SessionId;
  readonly case: CaseId;
  readonly ticket: TicketView;
  readonly official: OfficialId;
  readonly officialName: Text;
  readonly state: SessionState;
  readonly outcome: Outcome | null;
  readonly consent: Consent;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly presences: readonly Presence[];
  readonly messages: readonly Message[];
  readonly still: Still | null;
  readonly invitation: Invitation | null;
}

/** Of stream `session/<id>`. */
export interface SessionSnapshot {
  readonly type: "session-snapshot";
  readonly session: SessionView;
}

export type CaseState = "registering" | "presented" | "signed" | "confirmed" | "correcting" | "accepted" | "reviewed" | "decided" | "issued" | "closed";

export type Cell =
  | string
  | number
  | boolean
  | null;

export type Value =
  | string
  | number
  | boolean
  | null
  | Readonly<Record<string, Cell>>
  | readonly (Readonly<Record<string, Cell>>)[];

/** One line of the checklist; the pages that serve it. */
export interface MaterialView {
  readonly code: string;
  readonly name: Text;
  readonly required: boolean;
  readonly pages: readonly Sha256[];
  readonly supplyDue: string | null;
  readonly promise: "given" | "kept" | "false" | null;
  readonly reusedFrom: CaseId | null;
  readonly originalSeen: boolean;
  readonly original: "returned" | "kept" | "sent" | null;
  readonly reusable: boolean;
  readonly system: string | null;
  readonly supplyDays: number;
  readonly promiseText: Text | null;
  readonly onCard: boolean;
}

export type PageState = "received" | "read" | "accepted" | "returned" | "unreadable";

/** What is wrong with a page, in the order in which it should be mended. */
export type PageProblem = "no-page" | "cut-off" | "too-small" | "blurred" | "glare" | "too-dark" | "image-invalid";

/** One page of paper, named by the SHA-256 of the original bytes. */
export interface PageView {
  readonly hash: Sha256;
  readonly state: PageState;
  readonly receivedAt: string;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly corners: readonly (readonly [number, number])[] | null;
  readonly flat: Sha256 | null;
  readonly sharpness: number | null;
  readonly problems: readonly PageProblem[];
  readonly material: string | null;
  readonly reason: string | null;
  readonly meantFor: string | null;
}

/** One sentence of what the resident confirms. */
export interface SummaryLine {
  readonly label: Text;
  readonly value: string;
  readonly sentence: string;
}

/** What may be done to a case; the server lists per role what is allowed now, and pages show exactly those. */
export type CaseAction = "save-form" | "attach-page" | "accept-page" | "return-page" | "present" | "take-back" | "sign" | "sign-on-paper" | "sign-by-certificate" | "confirm" | "accept" | "tell-note" | "see-original" | "reuse-material" | "waive-supply" | "promise" | "check-promise" | "supply" | "resolve" | "ask-correction" | "decline" | "withdraw" | "check" | "review" | "decide" | "issue-result" | "extend" | "pause-clock" | "resume-clock" | "urge" | "answer-urge" | "escalate" | "hand-over" | "receive" | "settle-original" | "dispatch" | "deliver" | "close";

/** A matter requiring special attention of the item, and when it was told by whom. */
export interface NoteView {
  readonly index: number;
  readonly text: Text;
  readonly toldAt: string | null;
  readonly speaker: Role | null;
}

/** A part of an application that one department decides, or an add-on that follows its approval. */
export interface ChildView {
  readonly id: CaseId;
  readonly item: ItemId;
  readonly itemName: Text;
  readonly department: string;
  readonly state: CaseState;
  readonly decision: "granted" | "refused" | null;
  readonly closing: "not-needed" | "not-ours" | "corrected" | "not-accepted" | "withdrawn" | "terminated" | "delivered" | "refused" | "children-closed" | null;
  readonly reason: string | null;
}

/** One thing of a correction notice: a field of the form or a material, and what is wrong with it. */
export interface MissingView {
  readonly code: string;
  readonly reason: string;
}

/** Everything that is missing, told at once (一次性告知). */
export interface CorrectionView {
  readonly missing: readonly MissingView[];
  readonly dueOn: string;
  readonly askedAt: string;
}

/** What was made of the decision; nothing on paper where `document` is None (money, for one). */
export interface ResultView {
  readonly number: string;
  readonly document: Sha256 | null;
}

/** Somebody asked for haste; answered, or gone up. */
export interface UrgeView {
  readonly at: string;
  readonly role: Role;
  readonly text: string;
  readonly answer: string | null;
  readonly answeredAt: string | null;
  readonly escalatedTo: "head" | "supervisor" | null;
  readonly number: string | null;
}

/** A case, with what each role may do now. Form values are JSON by the item's schema. */
export interface CaseView {
  readonly id: CaseId;
  readonly version: number;
  readonly number: string | null;
  readonly state: CaseState;
  readonly session: SessionId;
  readonly item: ItemId;
  readonly itemVersion: number;
  readonly itemName: Text;
  readonly departmentName: Text;
  readonly values: Readonly<Record<string, Value>>;
  readonly materials: readonly MaterialView[];
  readonly pages: readonly PageView[];
  readonly summary: readonly SummaryLine[] | null;
  readonly summaryHash: Sha256 | null;
  readonly signature: Sha256 | null;
  readonly notice: Sha256 | null;
  readonly acceptedAt: string | null;
  readonly missing: readonly string[];
  readonly actions: Readonly<Partial<Record<Role, readonly CaseAction[]>>>;
  readonly serviceType: number;
  readonly department: string;
  readonly receiving: string;
  readonly home: string;
  readonly deciding: string;
  readonly closing: "not-needed" | "not-ours" | "corrected" | "not-accepted" | "withdrawn" | "terminated" | "delivered" | "refused" | "children-closed" | null;
  readonly decision: "granted" | "refused" | null;
  readonly reason: string | null;
  readonly ground: string | null;
  readonly duties: Readonly<Record<string, string>>;
  readonly dueOn: string | null;
  readonly warning: number;
  readonly paused: "hearing" | "inspection" | "testing" | null;
  readonly extendedDays: number;
  readonly toTell: readonly NoteView[];
  readonly parent: CaseId | null;
  readonly children: readonly ChildView[];
  readonly correction: CorrectionView | null;
  readonly result: ResultView | null;
  readonly urges: readonly UrgeView[];
  readonly delivery: "window" | "parcel" | null;
  readonly tracking: string | null;
  readonly revoked: string | null;
  readonly reuseAgreed: boolean | null;
  readonly signatureKind: "finger" | "wet" | "certificate" | null;
  readonly signer: string | null;
  readonly origins: Readonly<Record<string, string>>;
}

/** Of stream `case/<id>`. */
export interface CaseSnapshot {
  readonly type: "case-snapshot";
  readonly case: CaseView;
}

/** Of stream `floor/<division>`: the running sessions of a supervisor's region. */
export interface FloorSnapshot {
  readonly type: "floor-snapshot";
  readonly sessions: readonly SessionView[];
}

/** Of stream `bell/<official>`: the session that this official is rung into, or is in as the second one. */
export interface BellSnapshot {
  readonly type: "bell-snapshot";
  readonly invitation: Invitation | null;
}

/** A running session as the clerk of its hall knows it: that somebody talks there, not what is said. */
export interface HallSession {
  readonly id: SessionId;
  readonly window: WindowId;
  readonly case: CaseId;
  readonly officialName: Text;
  readonly state: SessionState;
  readonly startedAt: string;
}

export type RingReason =
  | "help"
  | "scan"
  | "print"
  | "device"
  | "original"
  | "identity"
  | "hand-over"
  | "other";

/** One ring for the clerk, as both ends see it; open until it is solved. */
export interface RingView {
  readonly id: string;
  readonly window: string;
  readonly windowName: Text;
  readonly session: SessionId | null;
  readonly role: Role;
  readonly ringerName: Text;
  readonly reason: RingReason;
  readonly note: string;
  readonly rungAt: string;
  readonly comingAt: string | null;
  readonly clerkName: Text | null;
  readonly solvedAt: string | null;
}

export type PrintState = "waiting" | "printing" | "done" | "fault";

/** What a printer may lack. */
export type PrintFault = "no-paper" | "jam" | "offline" | "unknown-printer" | "other";

/** A document on its way to a window's printer. */
export interface PrintJobView {
  readonly id: string;
  readonly case: CaseId;
  readonly document: Sha256;
  readonly title: Text;
  readonly window: string;
  readonly state: PrintState;
  readonly fault: PrintFault | null;
  readonly askedAt: string;
  readonly changedAt: string;
}

/** How far the clerk is with a waiting ticket: its folder in numbers, and whether the person was checked. */
export interface FolderNote {
  readonly ticket: TicketId;
  readonly pages: number;
  readonly read: number;
  readonly marked: number;
  readonly seen: number;
  readonly checkedAt: string | null;
}

/** What a clerk must know of their hall: who waits, who talks, who rings, what is to be printed. */
export interface HallSnapshot {
  readonly type: "hall-snapshot";
  readonly tickets: readonly TicketView[];
  readonly sessions: readonly HallSession[];
  readonly rings: readonly RingView[];
  readonly jobs: readonly PrintJobView[];
  readonly folders: readonly FolderNote[];
}

export type Snapshot =
  | QueueSnapshot
  | SessionSnapshot
  | CaseSnapshot
  | FloorSnapshot
  | BellSnapshot
  | HallSnapshot;

/** Where a stream stands. Without a snapshot the facts after the resumed offset follow (`recovered` is true); with one, the page replaces what it had. */
export interface StreamStart {
  readonly stream: StreamName;
  readonly offset: number;
  readonly recovered: boolean;
  readonly snapshot: Snapshot | null;
}

/** The answer to hello. Facts missed follow it, in order. */
export interface Welcome {
  readonly type: "welcome";
  readonly role: Role;
  readonly id: string;
  readonly name: Text;
  readonly onDuty: boolean;
  readonly streams: readonly StreamStart[];
}

export interface Pong {
  readonly type: "pong";
}

/** The command was carried out and is committed. */
export interface Done {
  readonly type: "done";
  readonly ref: string;
}

/** The answer to take-ticket and call-next. */
export interface TicketIssued {
  readonly type: "ticket-issued";
  readonly ref: string;
  readonly ticket: TicketView;
}

/** The media type of an m-line (RFC 8866 §5.14). */
export type Kind = "audio" | "video";

/** What a producer shows. Voice and camera share one msid; the document has its own. */
export type Track = "voice" | "camera" | "document";

/** One producer of a session. */
export interface Source {
  readonly role: Role;
  readonly track: Track;
}

/** One m-line, as the peer that offers it sees it. Its MID is its index in the plan, as text. */
export interface Line {
  readonly kind: Kind;
  readonly sends: Track | null;
  readonly receives: Source | null;
}

/** The answer to join-media: post the offer to `url` with `grant` as bearer (content type application/sdp). */
export interface Granted {
  readonly type: "granted";
  readonly ref: string;
  readonly grant: string;
  readonly url: string;
  readonly plan: readonly Line[];
}

/** Somebody who may be rung into a session as the second official. */
export interface Colleague {
  readonly official: OfficialId;
  readonly name: Text;
  readonly department: string;
  readonly departmentName: Text;
  readonly duties: readonly Wanted[];
  readonly free: boolean;
}

/** The answer to find-colleagues: who is free first, then by name. */
export interface ColleaguesFound {
  readonly type: "colleagues-found";
  readonly ref: string;
  readonly colleagues: readonly Colleague[];
}

/** Why a legal request was refused; the text that a person reads is the page's, by this key. */
export type Code = "bad-request" | "id-number-invalid" | "phone-invalid" | "email-invalid" | "item-unknown" | "item-not-there" | "item-incomplete" | "ticket-exists" | "ticket-unknown" | "ticket-called" | "queue-empty" | "not-on-duty" | "session-running" | "session-unknown" | "session-ended" | "invitation-open" | "invitation-over" | "colleague-busy" | "colleague-unfit" | "still-pending" | "still-unknown" | "text-invalid" | "not-allowed" | "not-signed-in" | "credentials-wrong" | "too-many-attempts" | "enrolment-invalid" | "origin-wrong" | "not-found" | "version-stale" | "key-reused" | "form-invalid" | "material-unknown" | "materials-missing" | "page-unknown" | "page-unreadable" | "not-recorded" | "signature-invalid" | "hash-mismatch" | "image-too-large" | "image-invalid" | "grant-invalid" | "grant-expired" | "grant-used" | "offer-invalid" | "note-unknown" | "original-unseen" | "supply-outstanding" | "not-waivable" | "joint-not-waivable" | "not-promisable" | "not-reusable" | "promise-unknown" | "duty-conflict" | "target-unknown" | "ground-missing" | "clock-running" | "clock-paused" | "extended-already" | "urge-none" | "slip-unknown" | "children-open" | "office-unknown" | "case-unknown" | "card-unreadable" | "card-expired" | "card-differs" | "window-unattended" | "window-unknown" | "originals-open" | "slip-invalid" | "bag-differs" | "busy" | "rating-invalid" | "already-rated" | "complaint-open" | "already-urged" | "period-invalid" | "calendar-invalid" | "owner-unfit" | "reuse-not-agreed" | "reuse-unknown" | "material-expired" | "not-fetched" | "system-failing" | "licence-absent" | "promise-barred" | "delivery-fixed" | "delivery-unchosen" | "address-invalid" | "internal";

/** A legal request that our rules refuse. `facts` fill the placeholders of the translated message. */
export interface Refused {
  readonly type: "refused";
  readonly ref: string;
  readonly code: Code;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** The last frame broke the language; the socket is closed with code 4400 after it. */
export interface BadFrame {
  readonly type: "bad-frame";
  readonly problem: string;
}

export type Reply =
  | Welcome
  | Pong
  | Done
  | TicketIssued
  | Granted
  | ColleaguesFound
  | Refused
  | BadFrame;

export interface TicketTaken {
  readonly type: "ticket-taken";
  readonly stream: StreamName;
  readonly offset: number;
  readonly at: string;
  readonly ticket: TicketView;
}

export interface TicketCalled {
  readonly type: "ticket-called";
  readonly stream: StreamName;
  readonly offset: number;
  readonly at: string;
  readonly ticket: TicketView;
}

export interface TicketServed {
  readonly type: "ticket-served";
  readonly stream: StreamName;
  readonly offset: number;
  readonly at: string;
  readonly ticket: TicketView;
}

export interface TicketLeft {
  readonly type: "ticket-left";
  readonly stream: StreamName;
  readonly offset: number;
  readonly at: string;
  readonly ticket: TicketView;
}

/** On `floor/<division>`, and the first of `session/<id>`. */
export interface SessionOpened {
  readonly type: "session-opened";
  readonly stream: StreamName;
  readonly offset: number;
  readonly at: string;
  readonly session: SessionView;
}

/** On `floor/<division>`: the row of a running session as it stands now (no messages). */
export interface SessionChanged {
  readonly type: "session-changed";
  readonly stream: StreamName;
  readonly offset: number;
  readonly at: string;
  readonly session: SessionView;
}

export interface PresenceChanged {
  readonly type: "presence-changed";
  readonly stream: StreamName;
  readonly offset: number;
  readonly at: string;
  readonly presence: Presence;
}

export interface ConsentGiven {
  readonly type: "consent-given";
  readonly stream: StreamName;
  readonly offset: number;
  readonly at: string;
  readonly granted: boolean;
}

export interface SessionHeld {
  readonly type: "session-held";
  readonly stream: StreamName;
  readonly offset: number;
  readonly at: string;
  readonly on: boolean;
}

export interface MessageSaid {
  readonly type: "message-said";
  readonly stream: StreamName;
  readonly offset: number;
  readonly at: string;
  readonly message: Message;
}

export interface StillChanged {
  readonly type: "still-changed";
  readonly stream: StreamName;
  readonly offset: number;
  readonly at: string;
  readonly still: Still;
}

/** On the session's stream and on the bell of whoever is rung; whoever is not in any more has no presence left. */
export interface InvitationChanged {
  readonly type: "invitation-changed";
  readonly stream: StreamName;
  readonly offset: number;
  readonly at: string;
  readonly invitation: Invitation;
}

export interface SessionEnded {
  readonly type: "session-ended";
  readonly stream: StreamName;
  readonly offset: number;
  readonly at: string;
  readonly session: SessionId;
  readonly outcome: Outcome;
}

/** On `hall/<id>`: a running session of the hall as it stands now. */
export interface HallSessionChanged {
  readonly type: "hall-session-changed";
  readonly stream: StreamName;
  readonly offset: number;
  readonly at: string;
  readonly session: HallSession;
}

/** On `hall/<id>`: a ring for the clerk as it stands now; solved, it is over. */
export interface RingChanged {
  readonly type: "ring-changed";
  readonly stream: StreamName;
  readonly offset: number;
  readonly at: string;
  readonly rung: RingView;
}

/** On `hall/<id>`: a print job as it stands now; done, it is over. */
export interface PrintChanged {
  readonly type: "print-changed";
  readonly stream: StreamName;
  readonly offset: number;
  readonly at: string;
  readonly job: PrintJobView;
}

/** On `hall/<id>`: how far the clerk is with a waiting ticket. */
export interface FolderChanged {
  readonly type: "folder-changed";
  readonly stream: StreamName;
  readonly offset: number;
  readonly at: string;
  readonly folder: FolderNote;
}

export type CaseEvent =
  | "opened"
  | "form-saved"
  | "page-received"
  | "page-read"
  | "page-accepted"
  | "page-returned"
  | "presented"
  | "taken-back"
  | "signed"
  | "confirmed"
  | "accepted"
  | "notice-issued"
  | "note-told"
  | "original-seen"
  | "material-reused"
  | "reuse-answered"
  | "supply-waived"
  | "supplied"
  | "promise-given"
  | "promise-checked"
  | "resolved"
  | "correction-asked"
  | "resumed"
  | "declined"
  | "withdrawn"
  | "checked"
  | "reviewed"
  | "decided"
  | "result-issued"
  | "extended"
  | "clock-paused"
  | "clock-resumed"
  | "urged"
  | "urge-answered"
  | "escalated"
  | "handed-over"
  | "received"
  | "original-settled"
  | "dispatched"
  | "delivered"
  | "children-opened"
  | "child-moved"
  | "terminated"
  | "closed";

/** Carries the whole case as it stands now; what happened is in `event`, who did it in `by`. */
export interface CaseChanged {
  readonly type: "case-changed";
  readonly stream: StreamName;
  readonly offset: number;
  readonly at: string;
  readonly event: CaseEvent;
  readonly by: Role;
  readonly case: CaseView;
}

export type AnyFact =
  | TicketTaken
  | TicketCalled
  | TicketServed
  | TicketLeft
  | SessionOpened
  | SessionChanged
  | PresenceChanged
  | ConsentGiven
  | SessionHeld
  | MessageSaid
  | StillChanged
  | InvitationChanged
  | SessionEnded
  | HallSessionChanged
  | RingChanged
  | PrintChanged
  | FolderChanged
  | CaseChanged;

/** The client may read one more stream from now on (it was called, or it watches). */
export interface StreamOpened {
  readonly type: "stream-opened";
  readonly start: StreamStart;
}

/** The client's permission to read this stream is over. */
export interface StreamClosed {
  readonly type: "stream-closed";
  readonly stream: StreamName;
}

/** How many are ahead of a ticket, and the expected wait in seconds (null while unknown). */
export interface QueuePlace {
  readonly type: "queue-place";
  readonly ticket: TicketId;
  readonly ahead: number;
  readonly waitSeconds: number | null;
  readonly officials: number;
}

/** This official is the next for a waiting ticket (longest idle first). */
export interface Ring {
  readonly type: "ring";
  readonly ticket: TicketView;
}

export interface Pointed {
  readonly type: "pointed";
  readonly session: SessionId;
  readonly role: Role;
  readonly page: Sha256;
  readonly at: readonly [number, number] | null;
}

/** The other end is at this field of the form. */
export interface FieldInUse {
  readonly type: "field-in-use";
  readonly session: SessionId;
  readonly role: Role;
  readonly field: string | null;
}

export interface QualityReported {
  readonly type: "quality-reported";
  readonly session: SessionId;
  readonly role: Role;
  readonly word: QualityWord;
}

/** What the client must do next, rather than guess. */
export interface Directive {
  readonly type: "directive";
  readonly what: "resume" | "rejoin-media" | "leave";
  readonly session: SessionId | null;
  readonly reason: "taken-over" | "signed-out" | "ended" | "node-lost" | "node-closing" | null;
}

export type Signal =
  | StreamOpened
  | StreamClosed
  | QueuePlace
  | Ring
  | Pointed
  | FieldInUse
  | QualityReported
  | Directive;

export type ServerFrame =
  | Welcome
  | Pong
  | Done
  | TicketIssued
  | Granted
  | ColleaguesFound
  | Refused
  | BadFrame
  | TicketTaken
  | TicketCalled
  | TicketServed
  | TicketLeft
  | SessionOpened
  | SessionChanged
  | PresenceChanged
  | ConsentGiven
  | SessionHeld
  | MessageSaid
  | StillChanged
  | InvitationChanged
  | SessionEnded
  | HallSessionChanged
  | RingChanged
  | PrintChanged
  | FolderChanged
  | CaseChanged
  | StreamOpened
  | StreamClosed
  | QueuePlace
  | Ring
  | Pointed
  | FieldInUse
  | QualityReported
  | Directive;

export const PROTOCOL_VERSION = 1;

export const MAX_FRAME_BYTES = 65536;

/** Why a legal request was refused; the text that a person reads is the page's, by this key. */
export const CODES: readonly Code[] = ["bad-request", "id-number-invalid", "phone-invalid", "email-invalid", "item-unknown", "item-not-there", "item-incomplete", "ticket-exists", "ticket-unknown", "ticket-called", "queue-empty", "not-on-duty", "session-running", "session-unknown", "session-ended", "invitation-open", "invitation-over", "colleague-busy", "colleague-unfit", "still-pending", "still-unknown", "text-invalid", "not-allowed", "not-signed-in", "credentials-wrong", "too-many-attempts", "enrolment-invalid", "origin-wrong", "not-found", "version-stale", "key-reused", "form-invalid", "material-unknown", "materials-missing", "page-unknown", "page-unreadable", "not-recorded", "signature-invalid", "hash-mismatch", "image-too-large", "image-invalid", "grant-invalid", "grant-expired", "grant-used", "offer-invalid", "note-unknown", "original-unseen", "supply-outstanding", "not-waivable", "joint-not-waivable", "not-promisable", "not-reusable", "promise-unknown", "duty-conflict", "target-unknown", "ground-missing", "clock-running", "clock-paused", "extended-already", "urge-none", "slip-unknown", "children-open", "office-unknown", "case-unknown", "card-unreadable", "card-expired", "card-differs", "window-unattended", "window-unknown", "originals-open", "slip-invalid", "bag-differs", "busy", "rating-invalid", "already-rated", "complaint-open", "already-urged", "period-invalid", "calendar-invalid", "owner-unfit", "reuse-not-agreed", "reuse-unknown", "material-expired", "not-fetched", "system-failing", "licence-absent", "promise-barred", "delivery-fixed", "delivery-unchosen", "address-invalid", "internal"];

/** WebSocket close codes of ours (RFC 6455 §7.4.2, private range). */
export const CLOSE = {
  BAD_FRAME: 4400,
  NOT_SIGNED_IN: 4401,
  ORIGIN_WRONG: 4403,
  HEARTBEAT_LOST: 4408,
  TAKEN_OVER: 4409,
  SLOW_READER: 4410,
  FRAME_TOO_LARGE: 4413,
  VERSION_UNSUPPORTED: 4426,
  TOO_FAST: 4429,
  GOING_AWAY: 1001,
  INTERNAL: 1011,
} as const;

/** The m-lines of each role, in the order in which they are offered. */
export const PLANS: Readonly<Partial<Record<Role, readonly Line[]>>> = {
  "window": [
    {
      "kind": "audio",
      "sends": "voice",
      "receives": {
        "role": "official",
        "track": "voice"
      }
    },
    {
      "kind": "video",
      "sends": "camera",
      "receives": {
        "role": "official",
        "track": "camera"
      }
    },
    {
      "kind": "video",
      "sends": "document",
      "receives": {
        "role": "official",
        "track": "document"
      }
    },
    {
      "kind": "audio",
      "sends": null,
      "receives": {
        "role": "colleague",
        "track": "voice"
      }
    },
    {
      "kind": "video",
      "sends": null,
      "receives": {
        "role": "colleague",
        "track": "camera"
      }
    }
  ],
  "official": [
    {
      "kind": "audio",
      "sends": "voice",
      "receives": {
        "role": "window",
        "track": "voice"
      }
    },
    {
      "kind": "video",
      "sends": "camera",
      "receives": {
        "role": "window",
        "track": "camera"
      }
    },
    {
      "kind": "video",
      "sends": "document",
      "receives": {
        "role": "window",
        "track": "document"
      }
    },
    {
      "kind": "audio",
      "sends": null,
      "receives": {
        "role": "colleague",
        "track": "voice"
      }
    },
    {
      "kind": "video",
      "sends": null,
      "receives": {
        "role": "colleague",
        "track": "camera"
      }
    }
  ],
  "colleague": [
    {
      "kind": "audio",
      "sends": "voice",
      "receives": {
        "role": "window",
        "track": "voice"
      }
    },
    {
      "kind": "video",
      "sends": "camera",
      "receives": {
        "role": "window",
        "track": "camera"
      }
    },
    {
      "kind": "video",
      "sends": null,
      "receives": {
        "role": "window",
        "track": "document"
      }
    },
    {
      "kind": "audio",
      "sends": null,
      "receives": {
        "role": "official",
        "track": "voice"
      }
    },
    {
      "kind": "video",
      "sends": null,
      "receives": {
        "role": "official",
        "track": "camera"
      }
    },
    {
      "kind": "video",
      "sends": null,
      "receives": {
        "role": "official",
        "track": "document"
      }
    }
  ],
  "supervisor": [
    {
      "kind": "audio",
      "sends": null,
      "receives": {
        "role": "window",
        "track": "voice"
      }
    },
    {
      "kind": "video",
      "sends": null,
      "receives": {
        "role": "window",
        "track": "camera"
      }
    },
    {
      "kind": "video",
      "sends": null,
      "receives": {
        "role": "window",
        "track": "document"
      }
    },
    {
      "kind": "audio",
      "sends": null,
      "receives": {
        "role": "official",
        "track": "voice"
      }
    },
    {
      "kind": "video",
      "sends": null,
      "receives": {
        "role": "official",
        "track": "camera"
      }
    },
    {
      "kind": "video",
      "sends": null,
      "receives": {
        "role": "official",
        "track": "document"
      }
    },
    {
      "kind": "audio",
      "sends": null,
      "receives": {
        "role": "colleague",
        "track": "voice"
      }
    },
    {
      "kind": "video",
      "sends": null,
      "receives": {
        "role": "colleague",
        "track": "camera"
      }
    }
  ]
};
