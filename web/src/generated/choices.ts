// Written by `remote-counter types`; edit the Python Structs instead.

import type {
  Role,
  Text,
} from "./wire";

/** A code with what people call it. */
export interface Choice {
  readonly code: string;
  readonly name: Text;
}

/** Somebody who may become an owner. */
export interface Assignee {
  readonly id: string;
  readonly name: Text;
  readonly role: Role;
  readonly division: string;
}

/** What is within the reader's region and departments. */
export interface Choices {
  readonly departments: readonly Choice[];
  readonly divisions: readonly Choice[];
  readonly colleagues: readonly Assignee[];
}
