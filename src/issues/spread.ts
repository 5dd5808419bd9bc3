import type { IssueSpread, IssueVoice, SpreadVoice } from '../core/issue-life.ts';
import { reachKindOf, reachNameOf } from '../core/reach.ts';
import { instantAt, localDate } from '../core/time.ts';

const hourMs = 3_600_000;
/** Longer spreads are told by the day. */
const mostHours = 72;

/**
 * Who carried an issue further, in which order, and how its reach grew. Mirrors are left out; offices are not counted, as they answer.
 * @param zone in which days begin
 */
export function spreadOf(mentions: readonly IssueVoice[], zone: string): IssueSpread {
  const voices = mentions
    .filter(({ sourceClass }) => sourceClass !== 'mirror')
    .sort((a, b) => a.publishedAt.localeCompare(b.publishedAt) || a.id - b.id);
  const first = voices[0];
  const last = voices.at(-1);
  if (first === undefined || last === undefined) return { first: null, voices: [], unit: 'hour', timeline: [] };
  const span = Date.parse(last.publishedAt) - Date.parse(first.publishedAt);
  const unit = span <= mostHours * hourMs ? 'hour' : 'day';
  return {
    first: { publisher: first.publisher ?? first.sourceTitle, at: first.publishedAt },
    voices: carriersOf(voices),
    unit,
    timeline: timelineOf(voices, (at) => (unit === 'hour' ? startOfHour(at) : startOfDay(at, zone))),
  };
}

/** Newsrooms, groups and accounts in the order of their first mention. @param voices oldest first */
function carriersOf(voices: readonly IssueVoice[]): readonly SpreadVoice[] {
  const carriers = new Map<string, { name: string; kind: SpreadVoice['kind']; at: string; count: number }>();
  for (const voice of voices) {
    const kind = reachKindOf(voice);
    if (kind === null || kind === 'comment') continue;
    const key = `${kind} ${reachNameOf(voice)}`;
    const known = carriers.get(key);
    if (known !== undefined) known.count += 1;
    else {
      const name = voice.publisher ?? voice.sourceTitle;
      carriers.set(key, { name, kind, at: voice.publishedAt, count: 1 });
    }
  }
  return [...carriers.values()];
}

function timelineOf(voices: readonly IssueVoice[], startOf: (at: string) => string): IssueSpread['timeline'] {
  const timeline: IssueSpread['timeline'][number][] = [];
  const names = { media: new Set<string>(), account: new Set<string>() };
  let comments = 0;
  let negative = 0;
  for (const voice of voices) {
    const kind = reachKindOf(voice);
    if (kind === 'comment') comments += 1;
    else if (kind !== null) names[kind].add(reachNameOf(voice));
    if (!voice.isOffice && voice.label === 'negative') negative += 1;
    const at = startOf(voice.publishedAt);
    const point = { at, media: names.media.size, accounts: names.account.size, comments, negative };
    if (timeline.at(-1)?.at === at) timeline.pop();
    timeline.push(point);
  }
  return timeline;
}

function startOfHour(at: string): string {
  return `${at.slice(0, 13)}:00:00.000Z`;
}

function startOfDay(at: string, zone: string): string {
  return instantAt(localDate(new Date(at), zone), 0, zone);
}
