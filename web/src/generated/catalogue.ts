// Written by `remote-counter types`; edit the Python Structs instead.

import type {
  ItemId,
  Text,
} from "./wire";

/** What an item still needs before it can be published. */
export type Lack = "name" | "materials" | "form" | "decider" | "delivery" | "official" | "words" | "parts";

/** An item, as the operator lists it. */
export interface CatalogueRow {
  readonly id: ItemId;
  readonly name: Text;
  readonly department: string;
  readonly departmentName: Text;
  readonly zone: "hall" | "department";
  readonly serves: "natural" | "legal";
  readonly serviceType: number;
  readonly version: number;
  readonly newest: number;
  readonly state: "published" | "draft" | "upcoming" | "withdrawn";
  readonly redrafted: boolean;
  readonly lacks: readonly Lack[];
}

/** One line of the checklist. */
export interface CatalogueMaterial {
  readonly code: string;
  readonly name: Text;
  readonly issuer: Text | null;
  readonly required: boolean;
  readonly original: boolean;
  readonly originalSeen: boolean;
  readonly stays: boolean;
  readonly reusable: boolean;
  readonly validDays: number;
  readonly supplyDays: number;
  readonly promise: boolean;
  readonly connector: string | null;
}

/** How people get there: a field of its own beside the service type. */
export type Mode = "online" | "collection" | "joint";

/** How one division handles the item; periods are its own or the item's. */
export interface CatalogueImplementation {
  readonly division: string;
  readonly department: string;
  readonly legalDays: number;
  readonly committedDays: number;
  readonly seal: string;
  readonly mode: Mode;
  readonly unattended: boolean;
  readonly serviceTypes: Readonly<Record<string, number>>;
}

export interface CatalogueVersion {
  readonly number: number;
  readonly state: "published" | "draft" | "upcoming" | "withdrawn";
  readonly current: boolean;
  readonly importedAt: string;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

/** One version of an item, whole. */
export interface CatalogueItem {
  readonly id: ItemId;
  readonly version: number;
  readonly name: Text;
  readonly description: Text | null;
  readonly departmentName: Text;
  readonly areaName: Text;
  readonly code: string;
  readonly zone: "hall" | "department";
  readonly serves: "natural" | "legal";
  readonly qualification: string | null;
  readonly serviceType: number;
  readonly legalDays: number;
  readonly committedDays: number;
  readonly targetMinutes: number;
  readonly fee: string;
  readonly delivery: readonly ("window" | "parcel")[];
  readonly signature: "finger" | "wet" | "certificate";
  readonly result: Text | null;
  readonly pays: boolean;
  readonly idCardOnly: boolean;
  readonly aliases: readonly string[];
  readonly toTell: readonly Text[];
  readonly components: readonly string[];
  readonly addOns: readonly string[];
  readonly fields: readonly Text[];
  readonly materials: readonly CatalogueMaterial[];
  readonly implementations: readonly CatalogueImplementation[];
  readonly versions: readonly CatalogueVersion[];
  readonly lacks: readonly Lack[];
}

export interface PublishItem {
  readonly version: number;
  readonly validFrom: string;
  readonly validUntil: string | null;
}

/** A version of an item as its entry of the catalogue's file (docs/catalogue.md). */
export interface ItemEntry {
  readonly version: number;
  readonly entry: string;
}

/** What an item is to be; its next draft, or in place of the one that there is. */
export interface DraftItem {
  readonly entry: string;
}

export interface DraftFault {
  readonly path: string;
  readonly problem: Text;
}

/** With a fault nothing was laid down. */
export interface Drafted {
  readonly version: number;
  readonly faults: readonly DraftFault[];
}

/** Nothing to say. */
export type DiscardDraft = Readonly<Record<string, never>>;

/** Nothing to say. */
export type WithdrawItem = Readonly<Record<string, never>>;

export interface ImportFault {
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  readonly problem: Text;
}

/** A table of the file: its headings, and which of them is which of our columns. */
export interface ImportSheet {
  readonly sheet: string;
  readonly title: string;
  readonly headings: readonly string[];
  readonly samples: readonly string[];
  readonly expected: readonly string[];
  readonly columns: Readonly<Record<string, number>>;
  readonly ours: boolean;
}

/** What an import did, or would do; with a fault nothing is done. */
export interface ImportReport {
  readonly dryRun: boolean;
  readonly items: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly faults: readonly ImportFault[];
  readonly faultCount: number;
  readonly sheets: readonly ImportSheet[];
}
