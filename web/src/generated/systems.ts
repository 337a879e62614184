// Written by `remote-counter types`; edit the Python Structs instead.

import type {
  CaseId,
  Sha256,
  Text,
} from "./wire";

/** A department system, and how it fares. */
export interface SystemView {
  readonly name: string;
  readonly title: Text;
  readonly items: readonly string[];
  readonly waiting: number;
  readonly failingSince: string | null;
  readonly fault: string | null;
  readonly problem: string;
  readonly triedAt: string | null;
}

/** Where a case went, and what became of it there. */
export interface PushView {
  readonly system: string;
  readonly title: Text;
  readonly state: string;
  readonly tries: number;
  readonly dueAt: string;
  readonly foreignNumber: string | null;
  readonly foreignState: string | null;
  readonly reason: string;
  readonly result: Sha256 | null;
  readonly fault: string | null;
  readonly problem: string | null;
}

/** A department system that a case goes to, or that one of its papers can be fetched from. */
export interface CaseSystemView {
  readonly name: string;
  readonly title: Text;
  readonly takes: boolean;
  readonly failingSince: string | null;
  readonly fault: string | null;
  readonly push: PushView | null;
}

/** Where a page came from that no scanner took. */
export interface FetchedView {
  readonly page: Sha256;
  readonly title: Text;
  readonly number: string;
  readonly issuedOn: string | null;
  readonly expiresOn: string | null;
}

/** What department systems have to do with a case. */
export interface CaseSystems {
  readonly systems: readonly CaseSystemView[];
  readonly fetched: readonly FetchedView[];
}

/** A case on its way to a department system, as the operator sees it. */
export interface WaitingView {
  readonly case: CaseId;
  readonly number: string;
  readonly tries: number;
  readonly dueAt: string;
  readonly fault: string | null;
  readonly problem: string | null;
}
