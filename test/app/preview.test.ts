import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { suggestAccount } from '../../src/app/discover-accounts.ts';
import { configLines } from '../../src/app/discover-lines.ts';
import type { PreviewFault, PreviewItem } from '../../src/app/preview.ts';
import { previewInputs } from '../../src/app/preview-inputs.ts';
import { units } from '../../src/app/units.ts';
import { serve, type WebServer } from '../support/web-server.ts';

const servers: WebServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Answers by path; everything else is 404. `{origin}` in a body is the server's own. */
async function site(pages: Readonly<Record<string, string>>): Promise<WebServer> {
  const server = await serve((request, response) => {
    const body = pages[(request.url ?? '').split('?')[0] ?? ''];
    if (body === undefined) response.writeHead(404).end();
    else response.end(body.replaceAll('{origin}', `http://${request.headers.host}`));
  });
  servers.push(server);
  return server;
}

async function show(...inputs: string[]) {
  const lines: (PreviewItem | PreviewFault)[] = [];
  const notices: string[] = [];
  const onNotice = (line: string) => notices.push(line);
  for await (const line of previewInputs(inputs, { baseUrl: null, zone: 'Asia/Jakarta', onNotice })) lines.push(line);
  return { lines, notices };
}

/** The entries that are ready, and with those that are commented out. */
function entries(notices: readonly string[], isAll = false): Record<string, unknown>[] {
  const text = notices.map((line) => (isAll ? line.replace(/^ {2}# (?=-|\s{2}\w)/, '  ') : line)).join('\n');
  return parse(text) ?? [];
}

const text = 'Warga menunggu perbaikan jalan itu sejak kemarau dan belum ada jawaban dari dinas. '.repeat(4);
const items = [1, 2, 3]
  .map(
    (n) =>
      `<item><title>Jalan nomor ${n} rusak</title><link>{origin}/${n}</link><pubDate>Fri, 20 Nov 2026 01:15:00 GMT</pubDate><description>${text}</description></item>`,
  )
  .join('');
const rss = `<rss version="2.0"><channel><title>Kabar</title>${items}</channel></rss>`;
const teasers = [1, 2, 3, 4, 5, 6]
  .map(
    (n) =>
      `<article><h2><a href="/berita/${8000 + n}/jalan-desa-nomor-${n}-rusak">Jalan desa nomor ${n} rusak parah lagi</a></h2></article>`,
  )
  .join('');
const front = `<!doctype html><html><head><title>Warta Contoh</title><link rel="alternate" type="application/rss+xml" title="Kabar" href="/umpan.xml"><link rel="alternate" type="application/rss+xml" title="Comments Feed" href="/comments/feed/"></head><body><main>${teasers}</main><footer><a href="https://www.youtube.com/@wartacontoh">YouTube</a> <a href="https://t.me/wartacontoh">Telegram</a> <a href="https://www.facebook.com/sharer/sharer.php?u=x">Bagikan</a></footer></body></html>`;

describe('preview of a site', () => {
  it('prints the articles to one side and lines of configuration to the other', async () => {
    const server = await site({
      '/': front,
      '/umpan.xml': rss,
      '/robots.txt': 'User-agent: *\nAllow: /\nSitemap: {origin}/sitemap-news.xml\n',
      '/sitemap-news.xml':
        '<urlset xmlns:news="n"><url><loc>{origin}/1</loc><news:news><news:title>Jalan</news:title><news:publication_date>2026-11-20T08:15:00+07:00</news:publication_date></news:news></url></urlset>',
    });
    const { lines, notices } = await show(`${server.origin}/`);
    expect(lines).toHaveLength(6);
    expect(lines[0]).toEqual({
      input: `${server.origin}/`,
      kind: 'listing',
      externalId: null,
      url: `${server.origin}/berita/8001/jalan-desa-nomor-1-rusak`,
      title: 'Jalan desa nomor 1 rusak parah lagi',
      text: '',
      author: null,
      publishedAt: null,
      language: expect.any(String),
    });
    expect(entries(notices)).toEqual([
      {
        id: '127-0-0-1',
        title: 'Warta Contoh',
        collector: 'feed',
        class: 'online-media',
        options: { url: `${server.origin}/umpan.xml` },
      },
    ]);
    const all = entries(notices, true);
    expect(all.map(({ collector }) => collector)).toEqual([
      'feed',
      'news-sitemap',
      'listing',
      'portal',
      'youtube',
      'telegram-channel',
    ]);
    for (const { collector, options } of all)
      expect(units.collectors.get(String(collector))?.configure(options)).toBeDefined();
    expect(notices.join('\n')).toContain('terbaru 20 Nov 2026, 08.15 WIB');
    expect(notices.filter((line) => line.includes('Ketentuan (public):')).length).toBeGreaterThan(0);
  });

  it('says what was named but cannot be read', async () => {
    const server = await site({
      '/': front,
      '/umpan.xml': '<rss version="2.0"><channel><title>Kosong</title></channel></rss>',
    });
    const { notices } = await show(`${server.origin}/`);
    expect(notices[0]).toBe(`# Tidak dapat dibaca: ${server.origin}/umpan.xml: umpan tanpa satu butir pun`);
    expect(entries(notices)).toMatchObject([{ collector: 'listing' }]);
  });

  it('finds the feed of a page that shows nothing', async () => {
    const server = await site({
      '/': '<!doctype html><html><head></head><body><div id="app"></div></body></html>',
      '/feed': rss,
    });
    const { lines, notices } = await show(`${server.origin}/`);
    expect(lines).toEqual([{ input: `${server.origin}/`, error: expect.any(String) }]);
    expect(entries(notices)).toMatchObject([{ collector: 'feed', options: { url: `${server.origin}/feed` } }]);
  });
});

describe('preview of a source', () => {
  it('takes the address of a feed as it is', async () => {
    const server = await site({ '/umpan.xml': rss });
    const { lines, notices } = await show(`${server.origin}/umpan.xml`);
    expect(lines.map((line) => 'title' in line && line.title)).toEqual([1, 2, 3].map((n) => `Jalan nomor ${n} rusak`));
    expect(entries(notices)).toMatchObject([{ collector: 'feed', options: { url: `${server.origin}/umpan.xml` } }]);
  });

  it('does not keep silent about a feed without items', async () => {
    const server = await site({ '/umpan.xml': '<rss version="2.0"><channel><title>Kosong</title></channel></rss>' });
    const { lines, notices } = await show(`${server.origin}/umpan.xml`);
    expect(lines).toEqual([]);
    expect(notices[0]).toContain('tidak memuat satu butir pun');
  });

  it('names an input that cannot be read, and goes on with the next', async () => {
    const server = await site({ '/umpan.xml': rss });
    const { lines } = await show(
      `${server.origin}/hilang.xml`,
      'berkas-yang-tidak-ada.xml',
      `${server.origin}/umpan.xml`,
    );
    expect(lines.slice(0, 2)).toEqual([
      { input: `${server.origin}/hilang.xml`, error: expect.stringContaining('404') },
      { input: 'berkas-yang-tidak-ada.xml', error: expect.any(String) },
    ]);
    expect(lines).toHaveLength(5);
  });
});

describe('preview of a file', () => {
  it('takes a worksheet or a PDF for no page, and says how such a file is looked at', async () => {
    const sheet = fileURLToPath(new URL('../../data/templates/klipping.xlsx', import.meta.url));
    const { lines, notices } = await show(sheet);
    expect(lines).toEqual([{ input: sheet, error: 'ini lembar kerja atau arsip ZIP, bukan halaman atau umpan' }]);
    expect(notices).toEqual([`${sheet}: klipping dan ekspor dilihat dengan: npx kentongan import --preview ${sheet}`]);
    const server = await site({ '/koran.pdf': '%PDF-1.4\n1 0 obj' });
    expect((await show(`${server.origin}/koran.pdf`)).lines).toMatchObject([
      { error: 'ini PDF, bukan halaman atau umpan' },
    ]);
  });
});

describe('addresses of accounts', () => {
  it.each([
    ['https://www.youtube.com/channel/UCcontohcontohcontoh0001', 'youtube-feed'],
    ['https://youtube.com/@kominfo-contoh', 'youtube'],
    ['https://t.me/s/kabarcontoh', 'telegram-channel'],
    ['https://www.facebook.com/diskominfo.contoh', 'facebook-page'],
    ['https://www.instagram.com/media.contoh/', 'instagram'],
    ['https://www.tiktok.com/@diskominfo.contoh', 'tiktok-account'],
    ['https://x.com/pemkabcontoh', 'x-search'],
    ['https://bsky.app/profile/contoh.bsky.social', 'bluesky-search'],
    ['https://mastodon-contoh.test/@pemkab', 'feed'],
  ])('%s → %s, with options that it takes', (address, collector) => {
    const suggestion = suggestAccount(address);
    expect(suggestion?.collector).toBe(collector);
    expect(units.collectors.get(collector)?.configure(suggestion?.options)).toBeDefined();
  });

  it.each(['https://warta.test/', 'https://t.me/+undangan', 'https://warta.test/berita/@x/1'])(
    '%s is none',
    (address) => {
      expect(suggestAccount(address)).toBeNull();
    },
  );

  it('say which key they need', () => {
    const account = suggestAccount('https://youtube.com/@kominfo-contoh');
    const lines = configLines(
      'https://youtube.com/@kominfo-contoh',
      { ways: [], accounts: account ? [account] : [], faults: [] },
      units.collectors,
    );
    expect(entries(lines, true)).toMatchObject([
      { id: 'youtube-kominfo-contoh', platform: 'youtube', credential: 'youtube' },
    ]);
  });
});
