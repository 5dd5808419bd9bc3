import type { ProvinceMember, RegencyDay, RegencyState } from './province.ts';
import { addDays } from './time.ts';

/** Sums over some days. */
export interface DayTotals {
  readonly mentions: number;
  readonly negatives: number;
  readonly unscored: number;
  readonly alerts: number;
  readonly hoaxes: number;
}

/** A regency beside the others. Each is compared with itself: how many people it has, and how many of them write, nobody knows here. */
export interface RegencyRow {
  readonly member: ProvinceMember;
  /** Null when it has never published anything. */
  readonly state: RegencyState | null;
  /** Whether it has published nothing lately: its figures are old, not low. */
  readonly isUnheard: boolean;
  /** Of the running day, which has not ended. */
  readonly today: DayTotals;
  /** Of the last seven whole days. */
  readonly week: DayTotals;
  /** Mentions that seven days usually have here: of the four weeks before; null while fewer than 14 of those days are known. */
  readonly usual: { readonly mentions: number; readonly negatives: number } | null;
  /** Negative ones of 1,000 that have a verdict, in the week; null where fewer than `leastScored` have one. */
  readonly negativesPerThousand: number | null;
}

/** It publishes every minute. */
const unheardAfterMs = 15 * 60_000;
const weekDays = 7;
const usualDays = 28;
const leastUsualDays = 14;
/** Of fewer a rate is chance. */
export const leastScored = 30;

/** @param today calendar day in the province's zone */
export function compareRegencies(
  members: readonly ProvinceMember[],
  days: readonly RegencyDay[],
  states: readonly RegencyState[],
  { now, today }: { readonly now: Date; readonly today: string },
): RegencyRow[] {
  return members.map((member) => {
    const own = days.filter(({ regency }) => regency === member.code);
    const between = (from: number, to: number) =>
      own.filter(({ day }) => day >= addDays(today, -from) && day <= addDays(today, -to));
    const state = states.find(({ regency }) => regency === member.code) ?? null;
    const week = sumOf(between(weekDays, 1));
    const before = between(weekDays + usualDays, weekDays + 1);
    const usual = sumOf(before);
    const weekly = (count: number) => (count / before.length) * weekDays;
    const scored = week.mentions - week.unscored;
    return {
      member,
      state,
      isUnheard: state === null || now.getTime() - Date.parse(state.publishedAt) > unheardAfterMs,
      today: sumOf(between(0, 0)),
      week,
      usual:
        before.length < leastUsualDays
          ? null
          : { mentions: weekly(usual.mentions), negatives: weekly(usual.negatives) },
      negativesPerThousand: scored < leastScored ? null : (week.negatives / scored) * 1000,
    };
  });
}

function sumOf(days: readonly RegencyDay[]): DayTotals {
  const sum = (pick: (day: RegencyDay) => number) => days.reduce((total, day) => total + pick(day), 0);
  return {
    mentions: sum((day) => day.mentions),
    negatives: sum((day) => day.negatives),
    unscored: sum((day) => day.unscored),
    alerts: sum((day) => day.alerts),
    hoaxes: sum((day) => day.hoaxes),
  };
}
