/** The list with a row moved to another place. */
export function moved<T>(rows: readonly T[], from: number, to: number): readonly T[] {
  const row = rows[from];
  if (row === undefined || to < 0 || to >= rows.length) return rows;
  return rows.toSpliced(from, 1).toSpliced(to, 0, row);
}

/** The list with another row behind a place. */
export function inserted<T>(rows: readonly T[], after: number, row: T): readonly T[] {
  return rows.toSpliced(after + 1, 0, row);
}

/** The list without a row. */
export function removed<T>(rows: readonly T[], at: number): readonly T[] {
  return rows.toSpliced(at, 1);
}

/** A code that nothing in the list has: the wanted one, or that with the first number that is free. */
export function freeCode(wanted: string, taken: readonly string[], joint = "-"): string {
  if (!taken.includes(wanted)) return wanted;
  let number = 2;
  while (taken.includes(`${wanted}${joint}${number}`)) number += 1;
  return `${wanted}${joint}${number}`;
}
