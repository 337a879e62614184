// Written by `remote-counter types`; edit the Python Structs instead.

import type {
  ItemId,
  PageProblem,
  PageState,
  Sha256,
  Text,
  TicketId,
} from "./wire";

export interface FolderPageView {
  readonly hash: Sha256;
  readonly material: string | null;
  readonly state: PageState;
  readonly problems: readonly PageProblem[];
  readonly receivedAt: string;
}

/** One line of the checklist, with what the clerk found. */
export interface FolderMaterial {
  readonly code: string;
  readonly name: Text;
  readonly required: boolean;
  readonly original: boolean;
  readonly originalSeen: boolean;
  readonly stays: boolean;
  readonly mark: "have" | "missing" | "not-needed" | null;
  readonly seenAt: string | null;
}

/** A folder as the clerk and the window see it. */
export interface FolderView {
  readonly ticket: TicketId;
  readonly number: string;
  readonly item: ItemId;
  readonly itemName: Text;
  readonly pages: readonly FolderPageView[];
  readonly materials: readonly FolderMaterial[];
}

/** What the clerk found of one material; `seen`: original seen, copy agrees. */
export interface MarkMaterial {
  readonly material: string;
  readonly mark: "have" | "missing" | "not-needed";
  readonly seen: boolean;
}

export interface RemovePage {
  readonly page: Sha256;
}

/** All pages of the folder, in their new order. */
export interface ArrangePages {
  readonly pages: readonly Sha256[];
}
