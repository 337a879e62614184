// Written by `remote-counter types`; edit the Python Structs instead.

import type {
  CaseId,
  Sha256,
  Text,
  Value,
} from "./wire";

/** The resident's word on looking up earlier papers, at departments and in earlier cases of theirs. */
export interface ReuseAnswer {
  readonly granted: boolean;
}

/** Which material of which earlier case is to be looked at; it is put on record. */
export interface Look {
  readonly source: CaseId;
  readonly material: string;
}

/** A material of an earlier case that could serve this one. */
export interface MaterialOffer {
  readonly material: string;
  readonly source: CaseId;
  readonly caseNumber: string;
  readonly itemName: Text;
  readonly office: string;
  readonly officeName: Text | null;
  readonly verifiedAt: string;
  readonly ageDays: number;
  readonly expiresOn: string | null;
  readonly expired: boolean;
  readonly pages: number;
  readonly looked: boolean;
  readonly answers: Readonly<Record<string, Value>>;
}

/** A page that a department system gave. */
export interface FetchedPage {
  readonly page: Sha256;
  readonly material: string;
  readonly system: string;
  readonly number: string;
  readonly issuedOn: string | null;
  readonly expiresOn: string | null;
}

/** What is at hand beside the scanner. */
export interface Offers {
  readonly offers: readonly MaterialOffer[];
  readonly fetched: readonly FetchedPage[];
}

/** Fetch a material from the department system that the item names. */
export type FetchMaterial = Readonly<Record<string, never>>;

/** What a case waits for, by the notice's link. */
export interface AwaitedView {
  readonly material: string;
  readonly name: Text;
  readonly dueOn: string;
  readonly isField: boolean;
  readonly sent: number;
}
