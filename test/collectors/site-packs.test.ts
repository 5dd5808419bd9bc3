import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadSitePacks, parsePack } from '../../src/app/site-packs.ts';
import { wholeAddress } from '../../src/collectors/parts/articles.ts';
import { findPack, type SitePack } from '../../src/collectors/parts/site-pack.ts';
import { createPortal } from '../../src/collectors/portal.ts';
import type { RawPost } from '../../src/core/mention.ts';
import { createBench } from './bench.ts';

const { site, context } = createBench();
const fixture = (name: string) => new URL(`../fixtures/site-packs/${name}`, import.meta.url);
const packs = loadSitePacks();

interface Expected {
  readonly path: string;
  readonly title: string;
  readonly author: string;
  readonly publishedAt: string;
  readonly precision: string;
  readonly text: string;
}

/** The pack with every address led to the local server. */
function onLocalServer(pack: SitePack, origin: string): SitePack {
  const ways = pack.ways.map((way) => ({ ...way, url: way.url.replace(/^https:\/\/[^/]+/, origin) }));
  return { ...pack, hosts: [new URL(origin).hostname], ways };
}

describe('site packs', () => {
  it('have a page of invented news each, in the markup of their site', () => {
    const pages = readdirSync(fixture('.')).filter((name) => name.endsWith('.html'));
    expect(pages).toEqual(packs.map(({ id }) => `${id}.html`));
  });

  it.each(packs.map((pack) => [pack.id, pack] as const))(
    '%s reads its site to the last paragraph',
    async (id, pack) => {
      const page = readFileSync(fixture(`${id}.html`), 'utf8');
      const { path, ...expected }: Expected = JSON.parse(readFileSync(fixture(`${id}.expected.json`), 'utf8'));
      const wholePath =
        pack.whole === null ? path : wholeAddress(`http://x.test${path}`, pack.whole).slice('http://x.test'.length);
      const skipped = pack.skip.filter((part) => part.startsWith('/') && !part.startsWith('//'));
      const server = await site((asked) => {
        const target = `${asked.path}${asked.query.size > 0 ? `?${asked.query}` : ''}`;
        if (target === wholePath) return { headers: { 'content-type': 'text/html' }, body: page };
        if (target === path) return page.replace(/<p>(?:(?!<p>).)*musim hujan.*?<\/p>/s, '');
        const kind = pack.ways.find(
          (way) => new URL(way.url.replace('{host}', 'x.test')).pathname === asked.path,
        )?.kind;
        const full = `${asked.origin}${path}`;
        switch (kind) {
          case 'feed':
            return `<rss version="2.0"><channel><item><title>${expected.title}</title><link>${full}</link><description>Warga Desa Ujungalun [&#8230;]</description></item></channel></rss>`;
          case 'news-sitemap':
            return `<urlset xmlns:news="x"><url><loc>${full}</loc><news:news><news:publication_date>2026-11-20T08:15:00+07:00</news:publication_date><news:title>${expected.title}</news:title></news:news></url></urlset>`;
          case 'listing':
          case 'wordpress': {
            const links = [
              path,
              ...skipped.map((part) => `${part.replace(/\/$/, '')}/9912345/kabar-yang-tidak-perlu-diambil`),
            ];
            return `<html><body><main>${links.map((to) => `<article><h2 class="entry-title"><a class="article-link" href="${to}">${expected.title}</a></h2></article>`).join('')}</main></body></html>`;
          }
          default:
            return { status: 404 };
        }
      });
      const portal = createPortal(() => [onLocalServer(pack, server.origin)]).configure({ site: `${server.origin}/` });
      const posts: RawPost[] = [];
      let cursor: string | null = null;
      for (let isMore = true, steps = 0; isMore && steps < 20; steps++) {
        const step = await portal.collect(context(cursor));
        posts.push(...step.posts);
        cursor = step.cursor;
        isMore = step.more;
      }
      expect(posts).toEqual([expect.objectContaining(expected)]);
      expect(server.asked).toContain(wholePath);
      expect(server.asked.filter((asked) => asked.includes('tidak-perlu'))).toEqual([]);
      expect(expected.text.length).toBeGreaterThanOrEqual(pack.expect.characters);
    },
  );

  it('say honestly whether somebody has held them against the site', () => {
    for (const { id, origin, verified } of packs) expect([id, origin !== '', verified]).toEqual([id, true, null]);
  });

  it('are found by the longest host', () => {
    expect(findPack(packs, 'regional.kompas.com')?.id).toBe('kompas');
    expect(findPack(packs, 'bukankompas.com')).toBeNull();
    const near = { ...(packs[0] as SitePack), id: 'dekat', hosts: ['jatim.antaranews.com'] };
    expect(findPack([...packs, near], 'jatim.antaranews.com')?.id).toBe('dekat');
  });

  it.each([
    ['lain.yaml', 'id: contoh'],
    ['contoh.yaml', 'id: contoh'],
    ['contoh.yaml', '[]'],
    [
      'contoh.yaml',
      readFileSync(fixture('../../../data/site-packs/kompas.yaml'), 'utf8')
        .replace('kompas', 'contoh')
        .replace('.read__title', '"h1["'),
    ],
  ])('a broken file is named: %s', (name, yaml) => {
    expect(() => parsePack(name, yaml)).toThrow(
      expect.objectContaining({ name: 'ConfigError', message: expect.stringContaining(name) }),
    );
  });
});
