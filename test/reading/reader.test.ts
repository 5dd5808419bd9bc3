import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reader } from '../../src/core/reader.ts';
import { createReader } from '../../src/reading/reader.ts';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/reading/${name}`, import.meta.url));
const hints = { url: 'https://portal-contoh.test/', contentType: null, zone: 'Asia/Jakarta' };
/** Valid, but too much work for any time limit a test would set: the plain text of an article with 20,000 elements. */
const endless = Buffer.from(
  `<html><head></head><body>${'<p>'.concat('<b><i>kata</i></b> '.repeat(200), '</p>').repeat(60)}</body></html>`,
);

describe('createReader', () => {
  let reader: Reader & { close(): Promise<void> };
  beforeAll(() => {
    reader = createReader({ workers: 1, timeoutMs: 20_000 });
  });
  afterAll(() => reader.close());

  it('reads every kind of document in its thread', async () => {
    const feed = fixture('rss-quirks.xml');
    const page = fixture('article-portal.html');
    const csv = Buffer.from('tanggal,judul\n2026-11-20,Banjir\n');
    expect(await reader.feed(feed, hints)).toEqual(JSON.parse(fixture('rss-quirks.expected.json').toString()));
    expect(await reader.sitemap(Buffer.from('<urlset></urlset>'), hints)).toEqual({
      kind: 'urlset',
      entries: [],
      rejected: 0,
    });
    expect(await reader.wordpress(Buffer.from('[]'), hints)).toEqual({ items: [], rejected: 0 });
    expect(await reader.article(page, { ...hints, selectors: null })).toMatchObject({ author: 'Rina Wulan' });
    expect(
      (await reader.listing(fixture('front-page.html'), { ...hints, selectors: { link: 'h2 a' } })).links,
    ).toHaveLength(7);
    expect((await reader.klipping(csv, hints)).posts).toHaveLength(1);
    expect((await reader.detect(feed, hints)).kind).toBe('feed');
  });

  it('leaves the bytes with the caller', async () => {
    const body = fixture('rdf.xml');
    await reader.feed(body, hints);
    expect(body.toString()).toContain('Banjir surut');
  });

  it('hands on refusals as SourceError', async () => {
    await expect(reader.feed(Buffer.from('<html></html>'), hints)).rejects.toMatchObject({
      name: 'SourceError',
      reason: 'changed',
    });
    await expect(reader.feed(Buffer.alloc(11 * 1024 * 1024), hints)).rejects.toMatchObject({
      name: 'SourceError',
      reason: 'too-large',
    });
  });

  it('reads many documents at a time', async () => {
    const feed = fixture('rdf.xml');
    const documents = await Promise.all(Array.from({ length: 20 }, () => reader.feed(feed, hints)));
    expect(documents.map(({ items }) => items.length)).toEqual(Array(20).fill(2));
  });
});

describe('a document that stalls', () => {
  it('costs its thread and itself, and nothing else', async () => {
    const reader = createReader({ workers: 1, timeoutMs: 1 });
    try {
      await expect(reader.article(endless, hints)).rejects.toMatchObject({
        reason: 'changed',
        message: expect.stringContaining('took over'),
      });
      await expect(reader.article(endless, hints)).rejects.toMatchObject({ reason: 'changed' });
    } finally {
      await reader.close();
    }
    const patient = createReader({ workers: 1, timeoutMs: 20_000 });
    try {
      const [first, second] = await Promise.allSettled([
        patient.feed(Buffer.from('x'), hints),
        patient.feed(fixture('rdf.xml'), hints),
      ]);
      expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
    } finally {
      await patient.close();
    }
  });

  it('is refused when the reader is closed meanwhile, and so is what waits behind it', async () => {
    const reader = createReader({ workers: 1, timeoutMs: 20_000 });
    const jobs = [reader.article(endless, hints), reader.feed(fixture('rdf.xml'), hints)].map((job) =>
      job.catch((error: unknown) => error),
    );
    await reader.close();
    for (const job of jobs) expect(await job).toMatchObject({ name: 'SourceError', reason: 'network' });
    await expect(reader.feed(fixture('rdf.xml'), hints)).rejects.toThrow('closed');
  });
});
