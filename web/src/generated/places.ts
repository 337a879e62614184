// Written by `remote-counter types`; edit the Python Structs instead.

import type {
  ItemId,
  PageProblem,
  Text,
} from "./wire";

/** An item, as a list of results shows it. */
export interface FoundItem {
  readonly id: ItemId;
  readonly version: number;
  readonly name: Text;
  readonly department: string;
  readonly departmentName: Text;
  readonly zone: string;
  readonly serves: string;
  readonly targetMinutes: number;
  readonly committedDays: number;
}

/** How many of the items found are one department's. */
export interface DepartmentCount {
  readonly department: string;
  readonly name: Text;
  readonly items: number;
}

/** What a search found: the first items, and how many there are of each department before that was chosen. */
export interface Found {
  readonly total: number;
  readonly items: readonly FoundItem[];
  readonly departments: readonly DepartmentCount[];
}

/** How high a division stands, the highest first. */
export type Level = "province" | "city" | "county" | "township" | "village";

/** A division with the names of those above it, the highest first. */
export interface DivisionPlace {
  readonly code: string;
  readonly name: Text;
  readonly level: Level;
  readonly parent: string | null;
  readonly path: readonly Text[];
}

/** From when to when on which weekdays (ISO 8601, 1 is Monday), by the clocks of the place. */
export interface OpenSpan {
  readonly days: readonly number[];
  readonly opens: string;
  readonly closes: string;
}

/** What an office is. */
export type OfficeKind = "hall" | "agency" | "department";

/** A hall, an agency window or a department, with its hours. */
export interface OfficePlace {
  readonly id: string;
  readonly kind: OfficeKind;
  readonly name: Text;
  readonly division: string;
  readonly divisionName: Text | null;
  readonly address: Text;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly phone: string;
  readonly week: readonly OpenSpan[];
  readonly openNow: boolean;
  readonly distanceKm: number | null;
  readonly serviceType: number | null;
  readonly deciding: string | null;
}

/** One line of a checklist, with all that somebody who packs a bag wants to know. */
export interface ChecklistMaterial {
  readonly code: string;
  readonly name: Text;
  readonly required: boolean;
  readonly original: boolean;
  readonly issuer: Text | null;
  readonly originalSeen: boolean;
  readonly reusable: boolean;
  readonly supplyDays: number;
  readonly promise: boolean;
  readonly stays: boolean;
}

/** A question of the form. */
export interface ChecklistField {
  readonly name: string;
  readonly label: Text;
  readonly required: boolean;
}

/** A division whose authority an item may be applied for. */
export interface Home {
  readonly division: string;
  readonly name: Text | null;
  readonly legalDays: number;
  readonly committedDays: number;
}

/** One version of an item as anybody may read and print it; the counter shows the same version. */
export interface Checklist {
  readonly id: ItemId;
  readonly version: number;
  readonly code: string;
  readonly name: Text;
  readonly description: Text | null;
  readonly department: string;
  readonly departmentName: Text;
  readonly serves: "natural" | "legal";
  readonly zone: string;
  readonly caseKind: string;
  readonly legalDays: number;
  readonly committedDays: number;
  readonly targetMinutes: number;
  readonly fee: string;
  readonly materials: readonly ChecklistMaterial[];
  readonly toTell: readonly Text[];
  readonly fields: readonly ChecklistField[];
  readonly delivery: readonly string[];
  readonly result: Text | null;
  readonly pays: boolean;
  readonly idCardOnly: boolean;
  readonly signature: string;
  readonly aliases: readonly string[];
  readonly homes: readonly Home[];
}

/** What is to be mended about a photograph, the first thing first; nothing of it was kept. */
export interface PhotographCheck {
  readonly problems: readonly PageProblem[];
  readonly width: number;
  readonly height: number;
  readonly sharpness: number;
}
