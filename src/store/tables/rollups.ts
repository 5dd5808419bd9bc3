/** How often something was said on a day of the regency's zone; see `day-counts.ts`. */
export interface DayCountTable {
  facet: string;
  /** `2026-11-21` */
  day: string;
  first: string;
  second: string;
  category: string;
  count: number;
}

export interface StaleHourTable {
  /** `2026-11-21T06`, UTC. */
  hour: string;
  version: number;
}

/** Verdicts on a regency published in an hour; see `hour-counts.ts`. */
export interface HourCountTable {
  /** `2026-11-21T06`, UTC. */
  hour: string;
  /** Regency code. */
  about: string;
  /** Class of the account, else of the source. */
  class: string;
  kind: string;
  label: string;
  attention: string;
  count: number;
}
