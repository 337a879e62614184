const FIRST_MS = 200;
const SOON_MS = 2_000;
const LONGEST_MS = 5_000;
const PATIENT_AFTER = 15;

/**
 * Return the wait before a further attempt, in milliseconds: doubling from 200 ms to 2 s, since most servers are back
 * within seconds, and to 5 s after fifteen attempts. The jitter over its upper half keeps two thousand pages that lost
 * the same server from coming back in the same instant.
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const longest = attempt < PATIENT_AFTER ? SOON_MS : LONGEST_MS;
  const whole = Math.min(longest, FIRST_MS * 2 ** Math.min(attempt, 10));
  return whole * (0.5 + 0.5 * random());
}
