import type { DueNotice } from '../../core/dispatch-state.ts';
import { rankOf } from './levels.ts';

/** Notices that share a message. */
export interface Group {
  readonly key: string;
  /** The most urgent first. */
  readonly entries: readonly DueNotice[];
}

/** The most urgent group first. */
export function toGroups(entries: readonly DueNotice[]): readonly Group[] {
  const byKey = new Map<string, DueNotice[]>();
  for (const entry of entries) {
    const group = byKey.get(entry.notice.groupKey);
    if (group === undefined) byKey.set(entry.notice.groupKey, [entry]);
    else group.push(entry);
  }
  const groups = [...byKey].map(([key, own]) => ({ key, entries: own.sort(byUrgency) }));
  return groups.sort((a, b) => compareHeads(a.entries[0], b.entries[0]));
}

/** The higher level first, then the newest. */
export function byUrgency(a: DueNotice, b: DueNotice): number {
  return (
    rankOf(b.alert.level) - rankOf(a.alert.level) ||
    (a.alert.firedAt < b.alert.firedAt ? 1 : a.alert.firedAt > b.alert.firedAt ? -1 : b.notice.id - a.notice.id)
  );
}

function compareHeads(a: DueNotice | undefined, b: DueNotice | undefined): number {
  return a === undefined || b === undefined ? 0 : byUrgency(a, b);
}

export function isCrisis({ entries }: Group): boolean {
  return entries[0]?.alert.level === 'crisis';
}
