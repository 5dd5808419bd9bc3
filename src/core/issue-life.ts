import type { HeadlineTone } from './digest.ts';
import type { Clarification, Issue, IssueEvent, IssueState, ResponseEffect } from './issue.ts';
import type { Instant, MentionKind, Platform, SourceClass } from './mention.ts';
import type { Attention, SentimentLabel } from './score.ts';
import { addDays, instantAt, wallTime } from './time.ts';

/** A way from one state to another; going back, closing without an answer and reopening need a reason. */
export interface Transition {
  readonly to: IssueState;
  readonly needsReason: boolean;
}

const go = (to: IssueState): Transition => ({ to, needsReason: false });
const goWithReason = (to: IssueState): Transition => ({ to, needsReason: true });

/**
 * Which state may follow which. Steps may be skipped forward, because an office may answer before anybody has passed the issue on;
 * `diteruskan` may follow itself (to another agency). What nobody has looked at cannot be done with.
 */
const transitions: Readonly<Record<IssueState, readonly Transition[]>> = {
  baru: [go('diverifikasi'), go('diteruskan'), go('ditanggapi'), goWithReason('bukan-isu')],
  diverifikasi: [go('diteruskan'), go('ditanggapi'), goWithReason('selesai'), goWithReason('bukan-isu')],
  diteruskan: [
    go('ditanggapi'),
    goWithReason('diteruskan'),
    goWithReason('diverifikasi'),
    goWithReason('selesai'),
    goWithReason('bukan-isu'),
  ],
  ditanggapi: [go('selesai'), goWithReason('diteruskan'), goWithReason('bukan-isu')],
  selesai: [goWithReason('diverifikasi'), goWithReason('diteruskan')],
  'bukan-isu': [goWithReason('diverifikasi'), goWithReason('diteruskan')],
};

export function transitionsFrom(state: IssueState): readonly Transition[] {
  return transitions[state];
}

/** Null when this state may not follow that one. */
export function findTransition(from: IssueState, to: IssueState): Transition | null {
  return transitions[from].find((transition) => transition.to === to) ?? null;
}

/** Somebody still has something to do about it. */
export function isOpen(state: IssueState): boolean {
  return state !== 'selesai' && state !== 'bukan-isu';
}

/** The agency that it was passed on to should have answered by now. */
export function isOverdue({ state, dueAt }: Pick<Issue, 'state' | 'dueAt'>, now: Date): boolean {
  return state === 'diteruskan' && dueAt !== null && dueAt <= now.toISOString();
}

/**
 * The same time on the next working day of the zone, Monday to Friday: the answer is due "within at most one day", and nobody is at
 * the office on Sunday. Public holidays are not known.
 */
export function nextWorkingDay(now: Date, zone: string): Instant {
  const { date, hour, minute } = wallTime(now, zone);
  let day = addDays(date, 1);
  while (isWeekend(day)) day = addDays(day, 1);
  return instantAt(day, hour * 60 + minute, zone);
}

function isWeekend(date: string): boolean {
  const day = new Date(`${date}T00:00:00.000Z`).getUTCDay();
  return day === 0 || day === 6;
}

/** What counting an issue's spread and the effect of an answer needs to know of a member. */
export interface IssueVoice {
  readonly id: number;
  readonly kind: MentionKind;
  readonly platform: Platform;
  /** Class of the source, or of the account that speaks. */
  readonly sourceClass: SourceClass;
  /** What an office said: its own posts and articles, and comments by its account; not what citizens wrote under its post. */
  readonly isOffice: boolean;
  readonly publisher: string | null;
  readonly sourceTitle: string;
  readonly authorHandle: string | null;
  readonly publishedAt: Instant;
  readonly label: SentimentLabel;
  readonly attention: Attention;
}

/** A newsroom, group or account that an issue came through. */
export interface SpreadVoice {
  readonly name: string;
  readonly kind: 'media' | 'account';
  /** When it first spoke of it. */
  readonly at: Instant;
  readonly count: number;
}

/** How an issue spread: who came when, and what had come together by each hour or day. Mirrors left out. */
export interface IssueSpread {
  readonly first: { readonly publisher: string; readonly at: Instant } | null;
  /** In the order of their first mention. */
  readonly voices: readonly SpreadVoice[];
  readonly unit: 'hour' | 'day';
  /** Running totals at the end of each hour or day in which anything came, oldest first; `at` is where it begins. */
  readonly timeline: readonly {
    readonly at: Instant;
    readonly media: number;
    readonly accounts: number;
    readonly comments: number;
    readonly negative: number;
  }[];
}

/** What became of an issue, with what is reckoned from its mentions. */
export interface IssueLife {
  /** Oldest first. */
  readonly history: readonly IssueEvent[];
  /** Oldest first. */
  readonly clarifications: readonly Clarification[];
  /** The first answer: a clarification, or when the issue was first called answered. */
  readonly answeredAt: Instant | null;
  /** From the first mention to the answer; 0 when the answer was there before the issue. */
  readonly responseMs: number | null;
  readonly effect: ResponseEffect | null;
  readonly spread: IssueSpread;
  readonly headline: HeadlineTone | null;
}
