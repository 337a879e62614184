const FIRST_MS = 200;
const LONGEST_MS = 5_000;

/**
 * Return the wait before a further attempt, in milliseconds: doubling from 200 ms to 5 s, with jitter over its upper
 * half, so that two thousand pages that lost the same server do not come back in the same instant.
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return whole * (0.5 + 0.5 * random());
}
