import { createHash } from 'node:crypto';
import type { MentionKind, Platform, RawPost, SourceClass } from '../../src/core/mention.ts';
import { blankPost } from '../../src/core/mention.ts';
import type { Region } from '../../src/core/region.ts';
import { background, type EventKind, rumours, troubles } from './events.ts';

export interface SimSource {
  readonly id: string;
  readonly title: string;
  readonly class: SourceClass;
  readonly platform: Platform;
  /** Minutes between two polls. */
  readonly pollMinutes: number;
  /** Day of the simulation on which the office adds it. */
  readonly sinceDay: number;
}

export interface SimItem {
  readonly source: SimSource;
  readonly publishedMs: number;
  readonly post: RawPost;
  /** What it is about: id of a planted event, or null for the background. */
  readonly event: string | null;
}

/** What was planted, to compare alerts with. */
export interface SimEvent {
  readonly id: string;
  readonly kind: 'crisis' | 'trouble' | 'rumour';
  readonly name: string;
  /** When it became visible: the first report of the media, or the second voice of citizens. */
  readonly visibleMs: number;
  readonly firstMs: number;
}

export interface World {
  readonly sources: readonly SimSource[];
  readonly items: readonly SimItem[];
  readonly events: readonly SimEvent[];
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const media = (id: string, title: string, sinceDay = 0): SimSource => ({
  id,
  title,
  class: 'online-media',
  platform: 'web',
  pollMinutes: 15,
  sinceDay,
});
const group = (id: string, title: string, sinceDay = 0): SimSource => ({
  id,
  title,
  class: 'community',
  platform: 'facebook',
  pollMinutes: 10,
  sinceDay,
});

export const simSources: readonly SimSource[] = [
  media('kabar-banyuraga', 'Kabar Banyuraga'),
  media('raga-pos', 'Raga Pos'),
  media('sagara-kini', 'Sagara Kini'),
  media('warta-wulung', 'Warta Wulung'),
  media('suara-sagara', 'Suara Sagara', 90),
  { ...media('nusa-harian', 'Nusa Harian'), class: 'national-media' },
  { ...media('radio-wulung', 'Radio Wulung'), class: 'broadcast' },
  { ...media('pemkab-banyuraga', 'Pemkab Banyuraga'), class: 'government', pollMinutes: 30 },
  group('info-warga', 'Info Warga Banyuraga'),
  group('forum-rawabening', 'Forum Rawabening'),
  group('lapor-banyuraga', 'Lapor Banyuraga', 150),
  { ...group('cari-x', 'Pencarian X'), class: 'public', platform: 'x', pollMinutes: 15 },
];

/** A seeded generator (mulberry32): the same year for the same seed. */
export function createRandom(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  return { next, between, pick };
}

type Random = ReturnType<typeof createRandom>;

/** @param days of the simulation; the election season is its last fourth */
export function makeWorld(region: Region, startMs: number, days: number, seed: number): World {
  const random = createRandom(seed);
  const items: SimItem[] = [];
  const events: SimEvent[] = [];
  const write = createWriter(region, random, items, startMs);
  for (let day = 0; day < days; day += 1) {
    const at = startMs + day * dayMs;
    const weekday = new Date(at).getUTCDay();
    const isElection = day >= days * 0.75;
    const busy = weekday === 0 || weekday === 6 ? 0.7 : 1;
    for (let n = 0; n < Math.round(random.between(14, 26) * busy); n += 1) write.backgroundNews(at, isElection);
    for (let n = 0; n < random.between(30, 60); n += 1) write.chatter(at);
    // Single complaints that nobody else repeats: yellow, and nobody's phone rings.
    for (let n = 0; n < random.between(1, 4); n += 1) write.loneComplaint(at);
    // One real trouble every third day or so, and a crisis about every eleventh.
    if (random.next() < 0.3) events.push(write.event(`t${day}`, 'trouble', random.pick(troubles), at));
    if (day % 11 === 5) events.push(write.event(`c${day}`, 'crisis', random.pick(troubles), at));
    if (isElection && random.next() < 0.15) events.push(write.event(`r${day}`, 'rumour', random.pick(rumours), at));
  }
  return { sources: simSources, items: items.sort((a, b) => a.publishedMs - b.publishedMs), events };
}

function createWriter(region: Region, random: Random, items: SimItem[], startMs: number) {
  const newsrooms = simSources.filter(({ platform, class: who }) => platform === 'web' && who !== 'government');
  const groups = simSources.filter(({ platform }) => platform !== 'web');
  const open = (list: readonly SimSource[], ms: number) =>
    list.filter(({ sinceDay }) => ms >= startMs + sinceDay * dayMs);

  /** People sleep: most is written between 6 and 22 o'clock (23–15 UTC). */
  const timeOfDay = (at: number): number => Math.max(startMs, at + random.between(0, 16 * 60) * 60_000 - hourMs);

  function slots() {
    const district = random.pick(region.districts.filter(({ villages }) => villages.length > 0));
    const values: Readonly<Record<string, string>> = {
      kec: district.name,
      desa: random.pick(district.villages).name,
      n: String(random.between(2, 9)),
      m: String(random.between(12, 90) * 10),
    };
    return (template: string) => template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  }

  function put(
    source: SimSource,
    publishedMs: number,
    event: string | null,
    text: { kind: MentionKind; title: string | null; text: string; parentKey?: string },
  ): string {
    const id = createHash('sha1').update(`${items.length}`).digest('hex').slice(0, 12);
    const post: RawPost = {
      ...blankPost,
      kind: text.kind,
      platform: source.platform,
      externalId: id,
      idScope: `${source.id}:items`,
      url: `https://${source.id}.test/${id}`,
      title: text.title,
      text: text.text,
      author: text.kind === 'article' ? null : `Warga ${random.between(1, 900)}`,
      publishedAt: new Date(publishedMs).toISOString(),
      precision: 'exact',
      parentKey: text.parentKey ?? null,
    };
    items.push({ source, publishedMs, post, event });
    return `id:${source.id}:items:${id}`;
  }

  function comment(kind: EventKind, source: SimSource, parentKey: string, ms: number, event: string | null) {
    const at = ms + random.between(3, 300) * 60_000;
    put(source, at, event, { kind: 'comment', title: null, text: random.pick(kind.comments), parentKey });
  }

  function post(kind: EventKind, fill: (text: string) => string, ms: number, event: string | null, comments: number) {
    const source = random.pick(open(groups, ms));
    const key = put(source, ms, event, { kind: 'post', title: null, text: fill(random.pick(kind.posts)) });
    for (let n = 0; n < comments; n += 1) comment(kind, source, key, ms, event);
    return source;
  }

  function article(
    kind: EventKind,
    fill: (text: string) => string,
    ms: number,
    event: string | null,
    source: SimSource,
  ) {
    put(source, ms, event, {
      kind: 'article',
      title: fill(random.pick(kind.titles)),
      text: fill(random.pick(kind.bodies)),
    });
  }

  const quiet = background.filter(({ id }) => id !== 'pemilu-biasa');
  const written = quiet.filter(({ titles }) => titles.length > 0);
  const politics = background.find(({ id }) => id === 'pemilu-biasa') as EventKind;

  return {
    backgroundNews(at: number, isElection: boolean) {
      const ms = timeOfDay(at);
      const kind = isElection && random.next() < 0.35 ? politics : random.pick(written);
      const fill = slots();
      article(kind, fill, ms, null, random.pick(open(newsrooms, ms)));
      // What the office sends out is printed by several.
      if (kind.id === 'seremoni' && random.next() < 0.4) {
        article(kind, fill, ms + random.between(20, 200) * 60_000, null, random.pick(open(newsrooms, ms)));
      }
    },
    chatter(at: number) {
      post(random.pick(quiet), slots(), timeOfDay(at), null, random.between(0, 3));
    },
    loneComplaint(at: number) {
      post(random.pick(troubles), slots(), timeOfDay(at), null, 0);
    },
    event(id: string, kind: SimEvent['kind'], what: EventKind, at: number): SimEvent {
      const fill = slots();
      const firstMs = timeOfDay(at);
      const isCrisis = kind === 'crisis';
      const voices: { ms: number; source: SimSource; isNews: boolean }[] = [];
      const posts = isCrisis ? random.between(10, 25) : random.between(2, 5);
      const reports = isCrisis ? random.between(3, 6) : kind === 'rumour' ? random.between(0, 1) : random.between(1, 2);
      const spanMin = isCrisis ? 360 : 600;
      for (let n = 0; n < posts; n += 1) {
        const ms = n === 0 ? firstMs : firstMs + random.between(5, spanMin) * 60_000;
        voices.push({ ms, isNews: false, source: post(what, fill, ms, id, random.between(0, isCrisis ? 8 : 3)) });
      }
      const printing = [...open(newsrooms, firstMs)].sort(() => random.next() - 0.5).slice(0, reports);
      for (const source of printing) {
        const ms = firstMs + random.between(40, spanMin + 120) * 60_000;
        article(what, fill, ms, id, source);
        voices.push({ ms, source, isNews: true });
      }
      return { id, kind, name: `${what.id} ${fill('{kec}')}`, firstMs, visibleMs: visibleFrom(voices) };
    },
  };
}

/** The product's own bar: a report of the media, or two posts of citizens. */
function visibleFrom(voices: readonly { ms: number; isNews: boolean }[]): number {
  const news = voices.filter(({ isNews }) => isNews).map(({ ms }) => ms);
  const posts = voices
    .filter(({ isNews }) => !isNews)
    .map(({ ms }) => ms)
    .sort((a, b) => a - b);
  return Math.min(...news, posts[1] ?? Number.POSITIVE_INFINITY);
}
