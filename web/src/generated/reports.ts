// Written by `remote-counter types`; edit the Python Structs instead.

import type {
  Text,
} from "./wire";

/** Figures of one division, department, item or day, or of all; None where there is nothing to take a mean of. */
export interface ReportLine {
  readonly key: string;
  readonly name: Text | null;
  readonly sessions: number;
  readonly served: number;
  readonly minutes: number | null;
  readonly targetMinutes: number | null;
  readonly withinTarget: number | null;
  readonly waitedMinutes: number | null;
  readonly cases: number;
  readonly firstVisit: number | null;
  readonly materials: number;
  readonly reused: number;
  readonly decided: number;
  readonly legalDays: number | null;
  readonly committedDays: number | null;
  readonly actualDays: number | null;
  readonly saved: number | null;
  readonly inTime: number | null;
  readonly ratings: number;
  readonly satisfied: number | null;
}

/** What the busiest hour needs by Erlang C, beside what there was. */
export interface StaffingView {
  readonly busiestHour: string;
  readonly arrivals: number;
  readonly handlingMinutes: number;
  readonly load: number;
  readonly windows: number;
  readonly officials: number;
  readonly windowsNeeded: number;
  readonly clerksNeeded: number;
  readonly waitingShare: number;
}

/** A figure before and after, and ours now where the report has it. */
export interface BaselineView {
  readonly name: string;
  readonly label: Text;
  readonly before: number;
  readonly after: number;
  readonly unit: string;
  readonly yearlyCost: number | null;
  readonly now: number | null;
  readonly yearlySaving: number | null;
}

export interface SetBaselines {
  readonly baselines: readonly BaselineView[];
}

/** What the lines of a report are. */
export type By = "division" | "department" | "item" | "day";

/** One report. */
export interface ReportView {
  readonly first: string;
  readonly last: string;
  readonly by: By;
  readonly total: ReportLine;
  readonly lines: readonly ReportLine[];
  readonly days: readonly ReportLine[];
  readonly staffing: StaffingView;
  readonly baselines: readonly BaselineView[];
}
