import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigError, type Problem } from '../core/errors.ts';
import { sourceClasses } from '../core/mention.ts';

/** The demo's clock: the archive's last moment, day 10 at 17.10, is shown as "now". */
const lastDay = 10;
const lastMinute = 17 * 60 + 10;

const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const count = z.int().min(0).optional();

const comment = z.strictObject({
  by: z.string(),
  handle: z.string().nullish(),
  likes: count,
  after: z.string().regex(/^\d+(m|h|d)$/),
  text: z.string().min(1),
});

const item = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]+$/),
  day: z.int().min(1).max(lastDay),
  at: clock,
  title: z.string().nullish(),
  by: z.string().nullish(),
  handle: z.string().nullish(),
  official: z.boolean().default(false),
  rating: z.string().nullish(),
  verdict: z.string().nullish(),
  metrics: z.strictObject({ likes: count, comments: count, shares: count, views: count }).default({}),
  tags: z.array(z.string()).default([]),
  publisher: z.string().nullish(),
  platform: z.string().default('print'),
  text: z.string().min(1),
  comments: z.array(comment).default([]),
});

const source = z.strictObject({
  id: z.string(),
  title: z.string(),
  class: z.enum(sourceClasses),
  format: z.enum([
    'rss',
    'atom',
    'rdf',
    'jsonfeed',
    'gnews',
    'wordpress',
    'news-sitemap',
    'listing',
    'portal',
    'klipping',
    'youtube',
    'facebook-page',
    'instagram',
    'instagram-hashtag',
    'threads',
    'tiktok-account',
    'x-search',
    'telegram-channel',
    'mastodon-tag',
    'bluesky-search',
    'google-fact-check',
    'komdigi-hoax',
    'gfd-turnbackhoax',
  ]),
  host: z.string().regex(/^[a-z0-9.-]+$/),
  query: z.string().optional(),
  quirks: z
    .array(
      z.enum([
        'bare-ampersand',
        'windows-1252',
        'indonesian-dates',
        'leading-blank-lines',
        'guid-not-unique',
        'truncated',
      ]),
    )
    .default([]),
});

export type DemoSource = z.infer<typeof source> & { readonly items: readonly DemoItem[] };

export interface DemoItem {
  /** 1-based number in the source, in order of publication: the WordPress post id and the RSS guid. */
  readonly number: number;
  readonly slug: string;
  readonly title: string | null;
  readonly by: string | null;
  /** The author's account on a social network. */
  readonly handle: string | null;
  /** The account is verified as an institution's. */
  readonly official: boolean;
  /** Of a fact check, as printed. */
  readonly rating: string | null;
  readonly verdict: string | null;
  readonly metrics: {
    readonly likes?: number | undefined;
    readonly comments?: number | undefined;
    readonly shares?: number | undefined;
    readonly views?: number | undefined;
  };
  readonly tags: readonly string[];
  readonly publisher: string | null;
  readonly platform: string;
  readonly paragraphs: readonly string[];
  readonly at: Date;
  readonly comments: readonly DemoComment[];
}

export interface DemoComment {
  readonly number: number;
  readonly by: string;
  readonly handle: string | null;
  readonly likes: number | null;
  readonly at: Date;
  readonly text: string;
}

const unitMinutes: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440 };

/**
 * Reads `data/demo` and shifts its clock so that it ends at `now`. Newest items first.
 * @param folder the archive's folder
 * @throws ConfigError naming every faulty file and item
 */
export function loadArchive(folder: string, now: Date, zone: string): readonly DemoSource[] {
  const problems: Problem[] = [];
  const sources = z.array(source).parse(parse(readFileSync(join(folder, 'sources.yaml'), 'utf8')));
  const known = new Set(sources.map(({ id }) => `${id}.yaml`));
  for (const file of readdirSync(join(folder, 'items'))) {
    if (!known.has(file)) problems.push({ where: `items/${file}`, message: 'no such source in sources.yaml' });
  }
  const loaded = sources.map((entry) => ({
    ...entry,
    items: loadItems(join(folder, 'items', `${entry.id}.yaml`), now, zone, problems),
  }));
  if (problems.length > 0) throw new ConfigError(problems);
  return loaded;
}

function loadItems(file: string, now: Date, zone: string, problems: Problem[]): readonly DemoItem[] {
  const parsed = z.array(item).safeParse(parse(readFileSync(file, 'utf8')));
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) problems.push({ where: `${file} ${path.join('.')}`, message });
    return [];
  }
  let comments = 0;
  return parsed.data
    .map((entry) => ({ entry, at: shifted(entry.day, minutesOf(entry.at), now) }))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ entry, at }, index) => {
      const fill = (text: string): string => fillDates(text.trim(), at, zone);
      return {
        number: index + 1,
        slug: entry.id,
        title: entry.title == null ? null : fill(entry.title),
        by: entry.by ?? null,
        handle: entry.handle ?? null,
        official: entry.official,
        rating: entry.rating ?? null,
        verdict: entry.verdict ?? null,
        metrics: entry.metrics,
        tags: entry.tags,
        publisher: entry.publisher ?? null,
        platform: entry.platform,
        paragraphs: fill(entry.text).split(/\n\s*\n/),
        at,
        comments: entry.comments
          .map(({ by, handle, likes, after, text }) => ({
            number: ++comments,
            by,
            handle: handle ?? null,
            likes: likes ?? null,
            at: new Date(at.getTime() + Number.parseInt(after, 10) * (unitMinutes[after.slice(-1)] ?? 1) * 60_000),
            text: fill(text),
          }))
          .filter(({ at: written }) => written <= now),
      };
    })
    .reverse();
}

function shifted(day: number, minute: number, now: Date): Date {
  return new Date(now.getTime() - ((lastDay - day) * 1440 + (lastMinute - minute)) * 60_000);
}

/** Fills `{hari}`, `{tanggal}` and `{bulan}` with an optional offset in days, as Indonesian news writes them. */
function fillDates(text: string, at: Date, zone: string): string {
  return text.replace(/\{(hari|tanggal|bulan)([+-]\d+)?\}/g, (_, what: string, offset: string | undefined) => {
    const date = new Date(at.getTime() + Number(offset ?? 0) * 86_400_000);
    const options: Intl.DateTimeFormatOptions =
      what === 'hari'
        ? { weekday: 'long' }
        : what === 'bulan'
          ? { month: 'long', year: 'numeric' }
          : { day: 'numeric', month: 'numeric', year: 'numeric' };
    return new Intl.DateTimeFormat('id-ID', { ...options, timeZone: zone }).format(date);
  });
}
