// Written by `remote-counter types`; edit the Python Structs instead.

import type {
  Text,
} from "./wire";

/** What an office is. */
export type OfficeKind = "hall" | "agency" | "department";

/** A hall or an agency window, where an item may be applied for. */
export interface ReceivingOffice {
  readonly id: string;
  readonly kind: OfficeKind;
  readonly name: Text;
  readonly divisionName: Text;
}

/** A code with what people call it. */
export interface Choice {
  readonly code: string;
  readonly name: Text;
}

/** All that an item may name, in words. */
export interface ItemChoices {
  readonly departments: readonly Choice[];
  readonly areas: readonly Choice[];
  readonly divisions: readonly Choice[];
  readonly offices: readonly ReceivingOffice[];
  readonly qualifications: readonly string[];
  readonly seals: readonly string[];
  readonly connectors: readonly string[];
  readonly items: readonly Choice[];
  readonly defaults: string;
  readonly applicant: string;
}
