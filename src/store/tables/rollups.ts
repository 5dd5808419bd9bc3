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
