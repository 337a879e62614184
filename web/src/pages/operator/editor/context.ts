import { createContext, useContext } from "react";

import type { DraftFault } from "../../../generated/catalogue";
import type { ItemChoices } from "../../../generated/item_choices";
import type { Text } from "../../../generated/wire";
import type { Entry } from "../entry";
import type { Group, Source } from "./shapes";

/** What all fields of the editor share: what there is to pick, what an absent key means, and what was found wrong. */
export interface Editing {
  readonly choices: ItemChoices;
  readonly defaults: Readonly<Record<Group, Entry>>;
  readonly applicant: Entry; // The fields that every form begins with, by name.
  readonly faults: readonly DraftFault[];
  readonly tries: number; // How often it was tried to save: faults of a new try open what they lie in.
  /** Say what was just done, beside the key that takes it back. */
  readonly say: (text: string) => void;
}

export const NO_CHOICES: ItemChoices = {
  departments: [],
  areas: [],
  divisions: [],
  offices: [],
  qualifications: [],
  seals: [],
  connectors: [],
  items: [],
  defaults: '{"item":{},"material":{},"implementation":{},"field":{}}',
  applicant: "{}",
};

export const EditingContext = createContext<Editing>({
  choices: NO_CHOICES,
  defaults: { item: {}, material: {}, implementation: {}, field: {} },
  applicant: {},
  faults: [],
  tries: 0,
  say: () => undefined,
});

export const useEditing = (): Editing => useContext(EditingContext);

/** The codes of a source with their names; a code without one is its own. */
export function namesOf(choices: ItemChoices, source: Source): ReadonlyMap<string, Text> {
  const known = choices[source];
  return new Map(known.map((each) => (typeof each === "string" ? [each, { zh: each, en: each }] : [each.code, each.name])));
}
