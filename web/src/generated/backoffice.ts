// Written by `remote-counter types`; edit the Python Structs instead.

import type {
  CaseId,
  CaseState,
  Role,
  Text,
} from "./wire";

/** How far the period of a case has gone; a page shows the word with its colour. */
export type Standing = "none" | "on-time" | "half" | "soon" | "due" | "overdue";

/** One row of the list; nothing personal but a masked ID number. */
export interface CaseBrief {
  readonly id: CaseId;
  readonly version: number;
  readonly number: string | null;
  readonly state: CaseState;
  readonly stageSince: string | null;
  readonly itemName: Text;
  readonly department: string;
  readonly home: string;
  readonly deciding: string;
  readonly serviceType: number;
  readonly resident: string;
  readonly acceptedAt: string | null;
  readonly dueOn: string | null;
  readonly standing: Standing;
  readonly decision: "granted" | "refused" | null;
  readonly closing: "not-needed" | "not-ours" | "corrected" | "not-accepted" | "withdrawn" | "terminated" | "delivered" | "refused" | "children-closed" | null;
  readonly official: string;
  readonly owner: string | null;
  readonly ownerName: Text | null;
  readonly urged: boolean;
  readonly child: boolean;
  readonly may: readonly ("review" | "decide" | "answer-urge" | "urge" | "assign")[];
}

/** One page of the list, with the counts of every stage and what may be filtered by. */
export interface CaseList {
  readonly cases: readonly CaseBrief[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly counts: Readonly<Partial<Record<CaseState, number>>>;
  readonly departments: readonly string[];
}

/** One line of a case's history. */
export interface CaseAct {
  readonly at: string;
  readonly act: string;
  readonly role: Role;
  readonly name: Text | null;
}

export interface Chosen {
  readonly case: CaseId;
  readonly version: number;
}

/** Do one thing to several cases; each is done or refused by itself. */
export interface DoToSeveral {
  readonly action: "review" | "decide" | "answer-urge" | "urge" | "assign";
  readonly cases: readonly Chosen[];
  readonly text: string;
  readonly decision: "granted" | "refused";
  readonly ground: string;
  readonly owner: string;
}

/** What became of one of them; `refused` is a code. */
export interface DoneToOne {
  readonly case: CaseId;
  readonly number: string | null;
  readonly refused: string | null;
}
