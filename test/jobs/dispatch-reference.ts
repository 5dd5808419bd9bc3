import type { AlertLevel } from '../../src/core/alert.ts';
import type { Decision } from '../../src/core/dispatch.ts';

/**
 * What dispatching must come to, in plain words: lists that are searched from end to end, times in milliseconds, no stages, no SQL.
 * Written from the promises, not from the code that it is compared with.
 */
export interface RefTarget {
  readonly name: string;
  /** UTC minutes of the day; null for none. */
  readonly quiet: { readonly from: number; readonly to: number } | null;
}

export interface RefSettings {
  readonly notify: readonly RefTarget[];
  readonly escalate: readonly RefTarget[];
  readonly escalateAfter: number;
  readonly wait: number;
  readonly interval: number;
  readonly max: number;
  readonly per: number;
  readonly inhibitFor: number;
}

export interface RefAlert {
  readonly id: number;
  readonly issue: number;
  readonly agency: string;
  readonly level: AlertLevel;
  readonly occasion: 'first' | 'repeat' | 'rise';
  readonly firedAt: number;
  ack: { readonly at: number; readonly until: number } | null;
}

interface RefNotice {
  readonly alert: RefAlert;
  readonly target: RefTarget;
  readonly purpose: 'notify' | 'escalate';
  state: 'waiting' | 'held' | 'queued' | 'dropped';
  reason: Decision['reason'];
  due: number;
}

export interface RefSent {
  readonly to: string;
  readonly at: number;
  readonly occasion: string;
  readonly alerts: readonly number[];
}

const ranks = { watch: 0, alert: 1, crisis: 2 };

export class Reference {
  readonly alerts: RefAlert[] = [];
  readonly notices: RefNotice[] = [];
  readonly silences: { agency: string; from: number; to: number; ended: boolean }[] = [];
  readonly issues = new Map<number, { state: string; stateAt: number; newest: number }>();
  readonly sent: (RefSent & { readonly groups: readonly string[] })[] = [];
  readonly settings: RefSettings;

  constructor(settings: RefSettings) {
    this.settings = settings;
  }

  fire(alert: RefAlert): void {
    this.alerts.push(alert);
    const wait = alert.level === 'crisis' ? Math.min(10_000, this.settings.wait) : this.settings.wait;
    for (const target of this.settings.notify) this.add(alert, target, 'notify', alert.firedAt + wait);
  }

  acknowledge(alert: RefAlert, at: number, until: number): void {
    for (const other of this.alerts) {
      const isOpen =
        other.issue === alert.issue && other.ack === null && other.firedAt >= alert.firedAt - 7 * 86_400_000;
      if (other === alert || isOpen) other.ack = { at, until };
    }
  }

  withdraw(alert: RefAlert, now: number): void {
    const { ack } = alert;
    for (const other of this.alerts) {
      if (ack === null || other.issue !== alert.issue || other.ack === null || other.ack.at !== ack.at) continue;
      other.ack = null;
      for (const notice of this.notices) {
        if (notice.alert !== other || notice.reason !== 'not-escalated') continue;
        Object.assign(notice, { state: 'waiting', reason: null, due: now });
      }
    }
  }

  endSilence(index: number, now: number): void {
    const silence = this.silences[index];
    if (silence === undefined || silence.ended || silence.to <= now) return;
    silence.ended = true;
    for (const notice of this.notices) {
      if (notice.state === 'held' && notice.reason === 'silenced') notice.due = Math.min(notice.due, now);
    }
  }

  tick(now: number): void {
    for (const target of [...this.settings.notify, ...this.settings.escalate]) this.look(target, now);
  }

  private look(target: RefTarget, now: number): void {
    const open = this.notices.filter((one) => one.target === target && ['waiting', 'held'].includes(one.state));
    const due = open.filter((one) => one.due <= now);
    if (due.length === 0) return;
    const groups = new Set(due.map(groupOf));
    const company = open.filter(
      (one) => one.due > now && one.state === 'waiting' && one.purpose === 'notify' && groups.has(groupOf(one)),
    );
    const passed = [...due, ...company].filter((one) => this.passes(one, now));
    // Groups with a crisis are always ready.
    const crisis = passed.some(({ alert }) => alert.level === 'crisis');
    const ready = [...new Set(passed.map(groupOf))].filter((group) => this.mayTell(group, passed, target, now));
    if (ready.length === 0) return;
    const past = this.sent.filter(({ to, at }) => to === target.name && at > now - this.settings.per);
    const { max } = this.settings;
    // One message is kept for a crisis.
    const left = max - past.length;
    const usable = crisis ? Math.max(left - (max > 1 ? 1 : 0), Math.min(left, 1)) : left - (max > 1 ? 1 : 0);
    const told = passed.filter((one) => ready.includes(groupOf(one)));
    if (usable <= 0) {
      const needed = crisis ? max : max - (max > 1 ? 1 : 0);
      const freedBy = past[past.length - needed]?.at ?? now;
      for (const one of told) hold(one, 'rate-limit', freedBy + this.settings.per);
      return;
    }
    const ordered = ready.toSorted(
      (a, b) => this.urgencyOf(b, told) - this.urgencyOf(a, told) || newest(told, b) - newest(told, a),
    );
    const alone = ordered.length <= usable ? ordered : ordered.slice(0, usable - 1);
    for (const group of alone)
      this.send(
        target,
        told.filter((one) => groupOf(one) === group),
        now,
        'group',
      );
    const rest = told.filter((one) => !alone.includes(groupOf(one)));
    if (rest.length > 0) this.send(target, rest, now, 'collected');
  }

  /** False when something keeps it back, which is noted. */
  private passes(one: RefNotice, now: number): boolean {
    const { alert, target } = one;
    const issue = this.issues.get(alert.issue) ?? { state: 'baru', stateAt: 0, newest: 0 };
    if (issue.state === 'bukan-isu') return drop(one, 'handled');
    if (issue.state === 'selesai' && issue.stateAt >= alert.firedAt) return drop(one, 'handled');
    const inForce = this.alerts.filter(({ issue: id, ack }) => id === alert.issue && ack !== null && ack.until > now);
    const covered = inForce.some(({ level }) => ranks[level] >= ranks[alert.level]);
    if (one.purpose === 'notify' && covered && (alert.ack === null || alert.occasion === 'repeat'))
      return drop(one, 'acknowledged');
    const moved = issue.state !== 'baru' && issue.stateAt >= alert.firedAt;
    if (one.purpose === 'escalate' && (alert.ack !== null || covered || moved)) return drop(one, 'not-escalated');
    const muting = this.silences.filter(
      ({ agency, from, to, ended }) => agency === alert.agency && !ended && from <= now && now < to,
    );
    if (muting.length > 0) return hold(one, 'silenced', Math.max(...muting.map(({ to }) => to)));
    const mutedUntil = this.mutedByCrisis(alert, target, now);
    if (mutedUntil > now) return hold(one, 'inhibited', mutedUntil);
    const wasMuted = one.reason === 'silenced' || one.reason === 'inhibited';
    if (wasMuted && alert.level !== 'crisis' && issue.newest <= alert.firedAt) return drop(one, 'settled');
    const quietEnd = endOfQuiet(target, now);
    if (quietEnd !== null && alert.level !== 'crisis') return hold(one, 'quiet-hours', quietEnd);
    return true;
  }

  private mutedByCrisis(alert: RefAlert, target: RefTarget, now: number): number {
    if (alert.level === 'crisis') return 0;
    const ends = this.alerts.flatMap((crisis) => {
      const state = this.issues.get(crisis.issue)?.state ?? 'baru';
      const isKnown = this.notices.some((one) => one.alert === crisis && one.target === target && knows(one));
      return crisis.level === 'crisis' &&
        crisis.agency === alert.agency &&
        state !== 'selesai' &&
        state !== 'bukan-isu' &&
        isKnown
        ? [crisis.firedAt + this.settings.inhibitFor]
        : [];
    });
    return Math.max(0, ...ends.filter((end) => end > now));
  }

  /** Whether the group's interval has passed; a crisis does not wait for it. */
  private mayTell(group: string, passed: readonly RefNotice[], target: RefTarget, now: number): boolean {
    const own = passed.filter((one) => groupOf(one) === group);
    if (own.some(({ alert }) => alert.level === 'crisis')) return true;
    const last = this.sent.findLast(({ to, groups }) => to === target.name && groups.includes(group));
    if (last === undefined || last.at + this.settings.interval <= now) return true;
    for (const one of own) hold(one, 'group-interval', last.at + this.settings.interval);
    return false;
  }

  private urgencyOf(group: string, told: readonly RefNotice[]): number {
    return Math.max(...told.filter((one) => groupOf(one) === group).map(({ alert }) => ranks[alert.level]));
  }

  private send(target: RefTarget, told: readonly RefNotice[], now: number, how: string): void {
    for (const one of told) Object.assign(one, { state: 'queued', reason: null });
    const occasion = told.every(({ purpose }) => purpose === 'escalate') ? 'escalation' : how;
    const alerts = [...new Set(told.map(({ alert }) => alert.id))].sort((a, b) => a - b);
    this.sent.push({ to: target.name, at: now, occasion, alerts, groups: told.map(groupOf) });
    for (const { alert, purpose } of told) {
      if (purpose === 'escalate') continue;
      for (const above of this.settings.escalate) this.add(alert, above, 'escalate', now + this.settings.escalateAfter);
    }
  }

  private add(alert: RefAlert, target: RefTarget, purpose: RefNotice['purpose'], due: number): void {
    const isThere = this.notices.some((one) => one.alert === alert && one.target === target && one.purpose === purpose);
    const reason = purpose === 'notify' ? 'group-wait' : null;
    if (!isThere) this.notices.push({ alert, target, purpose, state: 'waiting', reason, due });
  }
}

/** Told, about to be told, or not told again because somebody sees to it; an escalation may yet turn out not to be needed. */
function knows({ state, reason, purpose }: RefNotice): boolean {
  return state === 'queued' || reason === 'acknowledged' || (state !== 'dropped' && purpose === 'notify');
}

function groupOf({ alert, purpose }: RefNotice): string {
  return `${purpose} ${alert.agency}`;
}

function newest(told: readonly RefNotice[], group: string): number {
  const own = told.filter((one) => groupOf(one) === group);
  const top = Math.max(...own.map(({ alert }) => ranks[alert.level]));
  return Math.max(...own.filter(({ alert }) => ranks[alert.level] === top).map(({ alert }) => alert.firedAt));
}

function hold(one: RefNotice, reason: RefNotice['reason'], due: number): false {
  Object.assign(one, { state: 'held', reason, due });
  return false;
}

function drop(one: RefNotice, reason: RefNotice['reason']): false {
  Object.assign(one, { state: 'dropped', reason });
  return false;
}

function endOfQuiet({ quiet }: RefTarget, now: number): number | null {
  if (quiet === null) return null;
  const midnight = Math.floor(now / 86_400_000) * 86_400_000;
  for (const day of [midnight - 86_400_000, midnight]) {
    const from = day + quiet.from * 60_000;
    const to = day + (quiet.to + (quiet.to < quiet.from ? 1440 : 0)) * 60_000;
    if (from <= now && now < to) return to;
  }
  return null;
}
