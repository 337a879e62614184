/** A figure as people read it; "–" where there is nothing to take a mean of. */
export function figure(value: number | null, digits = 1): string {
  return value === null ? "–" : String(Number(value.toFixed(digits)));
}

/** A share as a percentage. */
export function share(value: number | null): string {
  return value === null ? "–" : `${figure(value * 100)} %`;
}
