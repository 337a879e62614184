import { useNow } from "../../../components/useNow";

/** Whole seconds until a moment, never below zero. */
export function useSecondsLeft(until: string): number {
  return Math.max(0, Math.ceil((Date.parse(until) - useNow()) / 1000));
}
