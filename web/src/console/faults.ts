const FAULTS = ["unreachable", "denied", "broken", "incomplete", "unknown"] as const;

/** The key of the words for a department system's fault; one that we do not know is told as a breach of what was agreed. */
export function faultOf(fault: string) {
  return `systems.fault.${FAULTS.find((each) => each === fault) ?? "broken"}` as const;
}
