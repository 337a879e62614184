import type { OpenSpan } from "../generated/places";
import type { Language } from "../generated/wire";

// A Monday; which one does not matter.
const MONDAY = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;

interface Row {
  readonly days: string; // "Mon–Fri"
  readonly times: readonly string[]; // "08:30–12:00", once for each time that the doors open.
}

/** Opening hours, days with the same times together, in the order of the week. */
export function hourRows(week: readonly OpenSpan[], language: Language): readonly Row[] {
  const byTimes = new Map<string, number[]>();
  for (let day = 1; day <= 7; day += 1) {
    const times = week
      .filter(({ days }) => days.includes(day))
      .map(({ opens, closes }) => `${opens}–${closes}`)
      .sort()
      .join(" ");
    if (times) byTimes.set(times, [...(byTimes.get(times) ?? []), day]);
  }
  return [...byTimes].map(([times, days]) => ({ days: dayNames(days, language), times: times.split(" ") }));
}

function dayNames(days: readonly number[], language: Language): string {
  const named = new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" });
  const name = (day: number) => named.format(MONDAY + (day - 1) * DAY_MS);
  const runs: number[][] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last && last.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  const text = runs.map((run) => {
    const [first, last] = [run[0] ?? 1, run.at(-1) ?? 1];
    return first === last ? name(first) : `${name(first)}–${name(last)}`;
  });
  return text.join(language === "en" ? ", " : "\u3001");
}
