import type { DivisionPlace } from "../../generated/places";
import type { Text } from "../../generated/wire";
import { insist, read } from "../../wire/rest";

const LEAVES = new Set<string>(["township", "village"]);

/** One division as the picker shows it. */
export interface Place {
  readonly code: string;
  readonly name: Text;
  readonly leaf: boolean;
}

const known = new Map<string, Promise<readonly Place[]>>();

/** The divisions right below one, or the highest; asked once. */
export function below(parent: string | null): Promise<readonly Place[]> {
  const key = parent ?? "";
  const before = known.get(key);
  if (before) return before;
  const asked = insist(() => read<readonly DivisionPlace[]>("official", `/api/divisions?limit=100&parent=${key}`)).then((places) =>
    places.map(({ code, name, level }) => ({ code, name, leaf: LEAVES.has(level) })),
  );
  known.set(key, asked);
  asked.catch(() => known.delete(key));
  return asked;
}
