// Written by `remote-counter types`; edit the Python Structs instead.

import type {
  CaseId,
  Sha256,
  Text,
} from "./wire";

export interface SlipMaterial {
  readonly material: string;
  readonly name: Text;
  readonly pages: number;
}

/** One hand-over slip (交接单) as both ends see it. */
export interface SlipView {
  readonly number: string;
  readonly case: CaseId;
  readonly caseNumber: string | null;
  readonly itemName: Text;
  readonly senderOffice: Text;
  readonly receiverOffice: Text;
  readonly materials: readonly SlipMaterial[];
  readonly senderName: Text;
  readonly madeAt: string;
  readonly handedAt: string | null;
  readonly receiverName: Text | null;
  readonly receivedAt: string | null;
  readonly difference: string;
  readonly mine: boolean;
}

/** One material of a case, and where its original is. */
export interface OriginalView {
  readonly material: string;
  readonly name: Text;
  readonly stays: boolean;
  readonly seen: boolean;
  readonly pages: readonly Sha256[];
  readonly where: "returned" | "kept" | "sent" | null;
  readonly slip: string | null;
}

/** Copies that went to a department at once. */
export interface TransferView {
  readonly materials: readonly string[];
  readonly receiverOffice: Text;
  readonly at: string;
}

/** One original that is not accounted for, and why. */
export interface OpenItem {
  readonly material: string;
  readonly why: "unsettled" | "not-handed-over" | "not-received";
  readonly slip: string;
}

/** The custody of one case; while `open` is not empty it cannot be closed. */
export interface CustodyView {
  readonly case: CaseId;
  readonly caseNumber: string | null;
  readonly itemName: Text;
  readonly originals: readonly OriginalView[];
  readonly slips: readonly SlipView[];
  readonly transfers: readonly TransferView[];
  readonly open: readonly OpenItem[];
}

/** Where an original went; what is sent goes on a slip. */
export interface Settle {
  readonly material: string;
  readonly where: "returned" | "kept";
}

export interface MakeSlip {
  readonly case: CaseId;
  readonly materials: readonly string[];
}

/** The sender says that the papers left; the receiver, that they came, and what was otherwise. */
export interface AcknowledgeSlip {
  readonly end: "sender" | "receiver";
  readonly difference: string;
}

/** A case of which an original is not accounted for. */
export interface Unsettled {
  readonly case: CaseId;
  readonly caseNumber: string | null;
  readonly itemName: Text;
  readonly resident: string;
  readonly open: readonly OpenItem[];
}

/** A result that waits in the clerk's hall, or was handed out there. */
export interface ReadyResult {
  readonly case: CaseId;
  readonly caseNumber: string;
  readonly itemName: Text;
  readonly resident: string;
  readonly phone: string;
  readonly result: string;
  readonly bag: string | null;
  readonly open: readonly OpenItem[];
}

/** The clerk's word: who stands here is the resident, or has their written authority; and how they signed. */
export interface HandOut {
  readonly identityChecked: true;
  readonly signed: "window" | "paper";
  readonly bag: string;
}
