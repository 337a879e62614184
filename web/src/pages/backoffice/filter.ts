import type { Standing } from "../../generated/backoffice";
import type { CaseState } from "../../generated/wire";

/** What the list shows; empty fields choose everything. */
export interface Filter {
  readonly state: CaseState | "";
  readonly department: string;
  readonly standing: Standing | "";
  readonly search: string;
  readonly mine: boolean;
  readonly number: number;
}

export const EVERYTHING: Filter = { state: "", department: "", standing: "", search: "", mine: false, number: 1 };

/** The filter as the server reads it. */
export function query(filter: Filter): string {
  const words = Object.entries(filter).flatMap(([name, value]) => (value === "" || value === false ? [] : [[name, value === true ? "1" : String(value)]]));
  return new URLSearchParams(words).toString();
}
