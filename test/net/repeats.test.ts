import { afterEach, describe, expect, it } from 'vitest';
import { feed } from '../../src/collectors/feed.ts';
import { silentLog } from '../../src/core/log.ts';
import { toDraft } from '../../src/ingest/draft.ts';
import { createNet } from '../../src/net/client.ts';
import { createReader } from '../../src/reading/reader.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { addSources, makeSource } from '../jobs/seed.ts';
import { useTestDatabase } from '../support/db.ts';
import { testPseudonyms } from '../support/pseudonyms.ts';
import { serve, type WebServer } from '../support/web-server.ts';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of closing.splice(0).reverse()) await part.close();
});

interface Item {
  readonly n: number;
  readonly guid?: string;
  readonly title?: string;
  readonly link?: string;
}

function rss(items: readonly Item[], note = ''): string {
  const printed = items.map(({ n, guid, title, link }) => {
    const url = link ?? `https://kabar-uji.test/berita/${n}/jalan-rusak-di-kecamatan-${n}`;
    const id = guid === undefined ? '' : `<guid isPermaLink="false">${guid}</guid>`;
    return `<item><title>${title ?? `Jalan rusak di kecamatan ${n}`}</title><link>${url}</link>${id}<pubDate>Fri, 20 Nov 2026 0${n % 10}:00:00 GMT</pubDate><description>Warga kecamatan ${n} menunggu perbaikan jalan.</description></item>`;
  });
  return `<rss version="2.0"><channel><title>x</title>${note}${printed.join('')}</channel></rss>`;
}

const ten: readonly Item[] = Array.from({ length: 10 }, (_, n) => ({ n }));

describe('a feed that is read a hundred times', () => {
  const db = useTestDatabase('sqlite');

  /** Polls `times` times and says how many mentions each poll added. */
  async function poll(times: number, answer: (poll: number) => string): Promise<readonly number[]> {
    let polls = 0;
    const server: WebServer = await serve((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else response.end(answer(polls++));
    });
    const net = createNet({ userAgent: 'uji', allowLoopback: true, spacingMs: 0 });
    const reader = createReader({ workers: 1, timeoutMs: 20_000 });
    closing.push(server, net, reader);
    await addSources(db(), [makeSource()]);
    const collector = feed.configure({ url: `${server.origin}/feed` });
    const now = new Date('2026-11-22T08:00:00.000Z');
    const ingest = {
      now,
      stemsOf: (text: string) => text.toLowerCase().split(/\s+/),
      detectLanguage: () => 'id',
      isGambling: () => false,
      personOf: testPseudonyms.personOf,
    } satisfies Parameters<typeof toDraft>[1];
    const added: number[] = [];
    let cursor: string | null = null;
    for (let n = 0; n < times; n++) {
      const step = await collector.collect({
        cursor,
        net,
        reader,
        now: () => now,
        zone: 'Asia/Jakarta',
        log: silentLog,
        signal: new AbortController().signal,
        credential: null,
        readFile: () => Promise.reject(new Error('no files here')),
      });
      ({ cursor } = step);
      const drafts = step.posts.flatMap((post) => toDraft(post, ingest) ?? []);
      const saved = await saveStep(db(), { sourceId: makeSource().id, drafts, cursor, rejected: step.rejected, now });
      added.push(saved.stored.length);
    }
    expect(polls).toBe(times);
    return added;
  }

  const onlyFirst = (times: number) => [10, ...Array(times - 1).fill(0)];

  it('adds nothing after the first', async () => {
    // A comment that changes: the bytes differ each time, so nothing hides behind an unchanged answer.
    expect(await poll(100, (n) => rss(ten, `<!-- ${n} -->`))).toEqual(onlyFirst(100));
  });

  it.each<[string, (poll: number) => string]>([
    ['its guids change every time', (n) => rss(ten.map((item) => ({ ...item, guid: `${n}-${item.n}` })))],
    [
      'its guids are the places in the list',
      (n) => rss(rotate(ten, n).map((item, place) => ({ ...item, guid: `${place}` }))),
    ],
    ['its order changes', (n) => rss(rotate(ten, n))],
    [
      'its titles are edited',
      (n) =>
        rss(
          ten.map((item) => ({ ...item, title: `Jalan rusak di kecamatan ${item.n}${n > 0 ? ' (diperbarui)' : ''}` })),
        ),
    ],
    [
      'its links carry a new campaign each time',
      (n) =>
        rss(
          ten.map((item) => ({
            ...item,
            link: `https://kabar-uji.test/berita/${item.n}?utm_source=rss&amp;utm_campaign=${n}`,
          })),
        ),
    ],
    ['items drop out and come back', (n) => rss(n % 2 === 0 ? ten : ten.slice(0, 3))],
  ])('adds nothing when %s', async (_, answer) => {
    expect(await poll(12, answer)).toEqual(onlyFirst(12));
  });
});

function rotate<T>(list: readonly T[], by: number): readonly T[] {
  const at = by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}

describe('a site that says that nothing changed', () => {
  it('is always asked conditionally, with what it sent last, and never downloaded again', async () => {
    const conditions: unknown[] = [];
    const server = await serve((request, response) => {
      if (request.url === '/robots.txt') return void response.writeHead(404).end();
      conditions.push([request.headers['if-none-match'], request.headers['if-modified-since']]);
      const version = conditions.length < 3 ? '"v1"' : '"v2"';
      const since = 'Fri, 20 Nov 2026 01:00:00 GMT';
      response.setHeader('etag', version).setHeader('last-modified', since);
      if (request.headers['if-none-match'] === version) response.writeHead(304).end();
      else response.end(rss(ten, `<!-- ${version} -->`));
    });
    const net = createNet({ userAgent: 'uji', allowLoopback: true, spacingMs: 0 });
    const reader = createReader({ workers: 1, timeoutMs: 20_000 });
    closing.push(server, net, reader);
    const collector = feed.configure({ url: `${server.origin}/feed` });
    let cursor: string | null = null;
    const counts: number[] = [];
    for (let n = 0; n < 4; n++) {
      const step = await collector.collect({
        cursor,
        net,
        reader,
        now: () => new Date('2026-11-22T08:00:00.000Z'),
        zone: 'Asia/Jakarta',
        log: silentLog,
        signal: new AbortController().signal,
        credential: null,
        readFile: () => Promise.reject(new Error('no files here')),
      });
      ({ cursor } = step);
      counts.push(step.posts.length);
    }
    const since = 'Fri, 20 Nov 2026 01:00:00 GMT';
    expect(counts).toEqual([10, 0, 10, 0]);
    expect(conditions).toEqual([
      [undefined, undefined],
      ['"v1"', since],
      ['"v1"', since],
      ['"v2"', since],
    ]);
  });
});
