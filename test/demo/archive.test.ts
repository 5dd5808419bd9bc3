import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type DemoSource, loadArchive } from '../../src/demo/archive.ts';
import { type DemoSites, serveArchive } from '../../src/demo/site-server.ts';

const folder = new URL('../../data/demo', import.meta.url).pathname;
const now = new Date('2026-11-22T03:00:00.000Z');
const zone = 'Asia/Jakarta';

let sources: readonly DemoSource[];
let sites: DemoSites;

beforeAll(async () => {
  sources = loadArchive(folder, now, zone);
  sites = await serveArchive(sources, { now, zone });
});
afterAll(() => sites.close());

describe('the demo archive', () => {
  it('has at least 40 sources and 400 items over 10 days, all in the past', () => {
    const items = sources.flatMap((source) => source.items);
    expect(sources.length).toBeGreaterThanOrEqual(40);
    expect(items.length).toBeGreaterThanOrEqual(400);
    const times = items.map((item) => item.at.getTime());
    expect(Math.max(...times)).toBeLessThanOrEqual(now.getTime());
    expect(now.getTime() - Math.min(...times)).toBeLessThan(11 * 86_400_000);
    expect(now.getTime() - Math.min(...times)).toBeGreaterThan(9 * 86_400_000);
  });

  it('leaves no date token unfilled', () => {
    for (const { title, paragraphs, slug } of sources.flatMap((source) => source.items)) {
      expect(`${slug}: ${title ?? ''} ${paragraphs.join(' ')}`).not.toMatch(/[{}]/);
    }
  });

  it('repeats no sentence between items, press releases and the sites that copy aside', () => {
    const copies = /pasar|stunting|informatif|cermin/i;
    const seen = new Map<string, string>();
    for (const source of sources) {
      if (source.class === 'mirror') continue;
      for (const item of source.items) {
        if (copies.test(item.slug) || copies.test(item.title ?? '')) continue;
        for (const sentence of item.paragraphs.join(' ').split(/(?<=[.!?]["”]?)\s+/)) {
          if (sentence.length < 60) continue;
          expect(`${source.id}/${item.slug}: ${seen.get(sentence) ?? ''}`).toBe(`${source.id}/${item.slug}: `);
          seen.set(sentence, `${source.id}/${item.slug}`);
        }
      }
    }
  });

  it('names no real regency', () => {
    const csv = readFileSync(new URL('../../node_modules/idn-area-data/data/regencies.csv', import.meta.url), 'utf8');
    const real = csv
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[2] ?? '')
      .filter(Boolean);
    const region = parse(readFileSync(`${folder}/region.yaml`, 'utf8')) as { name: string };
    expect(real).not.toContain(region.name.toUpperCase());
    const text = sources
      .flatMap((source) => source.items.map((item) => `${item.title ?? ''} ${item.paragraphs.join(' ')}`))
      .join('\n')
      .toLowerCase();
    const named = real.filter((name) => text.includes(name.toLowerCase()));
    expect(named).toEqual([]);
  });
});

describe('the demo sites', () => {
  it('answer each web site in its own format', async () => {
    const paths: Record<string, string> = {
      wordpress: '/wp-json/wp/v2/posts',
      'news-sitemap': '/sitemap-news.xml',
      listing: '/',
      portal: '/',
      klipping: '/klipping.csv',
    };
    const feeds = ['rss', 'atom', 'rdf', 'jsonfeed', 'gnews'];
    // The platforms with an API are asked by their collectors in test/collectors/registry.test.ts.
    for (const source of sources.filter(({ format }) => format in paths || feeds.includes(format))) {
      const answer = await ask(source, paths[source.format] ?? '/feed');
      expect(`${source.id} ${answer.status}`).toBe(`${source.id} 200`);
      expect(answer.body.length).toBeGreaterThan(500);
    }
  });

  it('answer an article page for every item, and 404 for the rest', async () => {
    const source = sources[0] as DemoSource;
    const item = source.items[0];
    expect((await ask(source, `/${item?.slug}`)).body).toContain(item?.title ?? '');
    expect((await ask(source, '/tidak-ada')).status).toBe(404);
  });

  it('page like WordPress, with its error past the end', async () => {
    const source = sources.find(({ format }) => format === 'wordpress') as DemoSource;
    const answer = await ask(source, '/wp-json/wp/v2/posts?per_page=100&page=2');
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'rest_post_invalid_page_number' });
  });
});

async function ask(source: DemoSource, path: string): Promise<{ status: number; body: string }> {
  const { request } = await import('undici');
  const answer = await request(`http://127.0.0.1:${sites.port}${path}`, {
    headers: { host: `${source.host}.localhost:${sites.port}` },
  });
  return { status: answer.statusCode, body: await answer.body.text() };
}
