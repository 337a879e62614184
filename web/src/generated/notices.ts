// Written by `remote-counter types`; edit the Python Structs instead.

import type {
  CaseId,
  Text,
} from "./wire";

/** A notice by SMS or e-mail, as the operator sees it. */
export interface SentNotice {
  readonly id: string;
  readonly event: string;
  readonly channel: "sms" | "email";
  readonly to: string;
  readonly account: string | null;
  readonly number: string | null;
  readonly state: "waiting" | "sent" | "failed";
  readonly tries: number;
  readonly madeAt: string;
  readonly dueAt: string;
  readonly sentAt: string | null;
  readonly problem: string | null;
}

/** One page of notices, the newest first, and how many there are in each state. */
export interface SentNotices {
  readonly notices: readonly SentNotice[];
  readonly waiting: number;
  readonly sent: number;
  readonly failed: number;
  readonly sms: "service" | "file";
  readonly email: "service" | "file";
}

/** Nothing to say. */
export type RetryNotice = Readonly<Record<string, never>>;

/** What officials are told of a case; also the code of the message's template. */
export type DeskEvent = "assigned" | "clock-50" | "clock-80" | "clock-100" | "urged" | "urged-head" | "order";

/** A notice on an official's desk. */
export interface DeskNotice {
  readonly id: string;
  readonly event: DeskEvent;
  readonly case: CaseId;
  readonly number: string | null;
  readonly itemName: Text;
  readonly dueOn: string | null;
  readonly at: string;
  readonly seen: boolean;
}

/** Notices that were seen. */
export interface SeeNotices {
  readonly ids: readonly string[];
}

/** Where notices of a case go beside SMS; empty: nowhere any more. */
export interface GiveEmail {
  readonly email: string;
}

export interface GivenEmail {
  readonly email: string | null;
}
