import { Readable } from 'node:stream';
import FeedParser from 'feedparser';
import { parseFeed as parseWithFeedsmith } from 'feedsmith';
import RssParser from 'rss-parser';
import type { FeedDocument } from '../src/core/reader.ts';

/** An item as any of the readers gives it; dates as ISO text in UTC, null where the reader gives none or one that is no date. */
export interface PeerItem {
  readonly title: string;
  readonly link: string;
  readonly id: string;
  readonly date: string | null;
  readonly text: string;
}
export interface PeerFeed {
  readonly title: string;
  readonly items: readonly PeerItem[];
}
export interface Peer {
  readonly name: string;
  /** @param type Content-Type of the answer @throws when the reader refuses the feed */
  read(body: Uint8Array, type: string | null, url: string): PeerFeed | Promise<PeerFeed>;
}

const toUtf8 = (body: Uint8Array): string => new TextDecoder().decode(body);
const say = (value: unknown): string => (typeof value === 'string' ? value : '');

function toIso(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  const date = value instanceof Date ? value : new Date(String(value));
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** Built, as it runs: under tsx every function carries a call that gives it its name. */
const built = <T>(path: string): Promise<T> => import(new URL(`../dist/reading/${path}`, import.meta.url).href);
export const { createReader } = await built<typeof import('../src/reading/reader.ts')>('reader.js');
const { loadParser } = await built<typeof import('../src/reading/documents.ts')>('documents.js');
const parseOurs = await loadParser('feed');

export const ours: Peer = {
  name: 'Kentongan',
  read(body, type, url) {
    const feed = parseOurs(body, { url, contentType: type, zone: 'Asia/Jakarta' }) as FeedDocument;
    return {
      title: feed.title ?? '',
      items: feed.items.map((item) => ({
        title: item.title ?? '',
        link: item.url ?? '',
        id: item.guid ?? '',
        date: item.date?.at ?? null,
        text: item.text,
      })),
    };
  },
};

const rssParserInstance = new RssParser();
export const rssParser: Peer = {
  name: 'rss-parser',
  async read(body) {
    const feed = await rssParserInstance.parseString(toUtf8(body));
    return {
      title: say(feed.title),
      items: feed.items.map((item) => ({
        title: say(item.title),
        link: say(item.link),
        id: say(item.guid ?? (item as { id?: string }).id),
        date: toIso(item.isoDate ?? item.pubDate),
        text: say((item as Record<string, unknown>)['content:encoded'] ?? item.content ?? item.summary),
      })),
    };
  },
};

type Loose = Record<string, unknown>;
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : say((value as Loose | undefined)?.value ?? (value as Loose | undefined)?.encoded);

export const feedsmith: Peer = {
  name: 'feedsmith',
  read(body) {
    const feed = parseWithFeedsmith(toUtf8(body)).feed as Loose;
    const entries = (feed.items ?? feed.entries ?? []) as Loose[];
    return {
      title: textOf(feed.title),
      items: entries.map((entry) => {
        const links = (entry.links ?? []) as { href?: string; rel?: string }[];
        const dc = entry.dc as { dates?: string[] } | undefined;
        return {
          title: textOf(entry.title),
          link: say(
            entry.link ??
              entry.url ??
              (links.find((link) => (link.rel ?? 'alternate') === 'alternate') ?? links[0])?.href,
          ),
          id: textOf(entry.guid ?? entry.id),
          date: toIso(entry.pubDate ?? entry.published ?? entry.updated ?? entry.date_published ?? dc?.dates?.[0]),
          text: textOf(entry.content) || textOf(entry.description) || textOf(entry.summary),
        };
      }),
    };
  },
};

export const feedparser: Peer = {
  name: 'feedparser',
  read(body, _, url) {
    return new Promise((resolve, reject) => {
      const parser = new FeedParser({ feedurl: url, addmeta: false });
      const items: PeerItem[] = [];
      parser.on('error', reject);
      parser.on('readable', () => {
        for (let item = parser.read(); item !== null; item = parser.read()) {
          items.push({
            title: say(item.title),
            link: say(item.link),
            id: say(item.guid),
            date: toIso(item.pubdate ?? item.date),
            text: say(item.description ?? item.summary),
          });
        }
      });
      parser.on('end', () => resolve({ title: say(parser.meta?.title), items }));
      Readable.from([Buffer.from(body)]).pipe(parser);
    });
  },
};

export const peers: readonly Peer[] = [ours, rssParser, feedsmith, feedparser];

/** The items a reader gives, or null when it refuses the feed. */
export async function tryRead(
  peer: Peer,
  body: Uint8Array,
  type: string | null,
  url: string,
): Promise<PeerFeed | null> {
  try {
    return await peer.read(body, type, url);
  } catch {
    return null;
  }
}
