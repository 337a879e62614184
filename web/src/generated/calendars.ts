// Written by `remote-counter types`; edit the Python Structs instead.

/** The working days of one year, as all clocks count them. */
export interface CalendarYear {
  readonly year: number;
  readonly daysOff: readonly string[];
  readonly madeUp: readonly string[];
  readonly noticed: boolean;
  readonly lacking: boolean;
}

/** The notice of a year, whole. */
export interface LayCalendar {
  readonly daysOff: readonly string[];
  readonly madeUp: readonly string[];
}
