import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSmtpServer, type SmtpTestServer } from '../notify/smtp.ts';
import { type DemoProcess, startProcess, until } from '../support/demo-process.ts';
import { serve, type WebServer } from '../support/web-server.ts';
import { launch, type Visitor, visit } from './chromium.ts';
import { payloads } from './payloads.ts';

const token = 'token-operator-yang-cukup-panjang';
const perFeed = 50;

let site: WebServer;
let mails: SmtpTestServer;
let server: DemoProcess;
let browser: Browser;

/** XML has no way to write most control characters. */
const inXml = (text: string): string =>
  text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, '').replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const inHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const troubles = ['air PDAM mati dan keruh', 'jalan rusak parah', 'sampah menumpuk', 'banjir merendam rumah'];

/** Each payload in every field that a feed has, both as text and as markup, next to words that make it a complaint of the regency. */
function feed(part: readonly string[], number: number): string {
  const items = part.map((payload, index) => {
    const trouble = troubles[index % troubles.length];
    const story = `Warga Mojokerto kecewa, ${trouble}. Pemerintah Kabupaten Mojokerto lamban dan dinilai gagal.`;
    const link =
      index % 3 === 0
        ? `/b/${number}-${index}?q=${encodeURIComponent(payload.slice(0, 300))}`
        : `/b/${number}-${index}`;
    const when = new Date(Date.now() - (index + 1) * 60_000).toUTCString();
    return `<item><title>${inXml(inHtml(`Warga Mojokerto kecewa ${trouble} ${payload}`))}</title>
<link>${inXml(index % 10 === 9 ? payload.replace(/\s/g, '') : `${site.origin}${link}`)}</link>
<guid isPermaLink="false">${inXml(`${number}-${index}-${payload.slice(0, 200)}`)}</guid><pubDate>${when}</pubDate>
<dc:creator>${inXml(inHtml(payload))}</dc:creator><category>${inXml(payload)}</category>
<description>${inXml(`${inHtml(story)} ${inHtml(payload)} ${payload}`)}</description>
<content:encoded>${inXml(`<p>${inHtml(story)}</p><p>${inHtml(payload)}</p>${payload}`)}</content:encoded></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>${inXml(part[0] ?? '')}</title><link>${site.origin}</link><description>${inXml(part[1] ?? '')}</description>${items.join('\n')}</channel></rss>`;
}

const parts = Array.from({ length: Math.ceil(payloads.length / perFeed) }, (_, index) =>
  payloads.slice(index * perFeed, (index + 1) * perFeed),
);

async function ask<T>(path: string): Promise<T> {
  const answer = await fetch(`${server.origin}${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()) as T;
}

/** All ids of a list. */
async function idsOf(path: string): Promise<number[]> {
  const ids: number[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: { items: { id: number }[]; next: string | null } = await ask(
      `${path}?limit=100${next === '' ? '' : `&cursor=${encodeURIComponent(next)}`}`,
    );
    ids.push(...page.items.map(({ id }) => id));
    next = page.next;
  }
  return ids;
}

beforeAll(async () => {
  site = await serve((request, response) => {
    const number = /^\/umpan\/(\d+)$/.exec(request.url ?? '')?.[1];
    if (number === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' });
    response.end(feed(parts[Number(number)] ?? [], Number(number)));
  });
  mails = await openSmtpServer();
  const folder = mkdtempSync(join(tmpdir(), 'kentongan-xss-'));
  const sources = parts.map((part, index) => ({
    id: `umpan-${index}`,
    // What an office itself may type as the name of a source.
    title: (part[2] ?? '').replace(/\s+/g, ' ').slice(0, 150),
    collector: 'feed',
    class: 'online-media',
    options: { url: `${site.origin}/umpan/${index}` },
  }));
  const config = {
    region: { code: '35.16' },
    contact: 'mailto:uji@contoh.test',
    database: join(folder, 'uji.db'),
    http: { port: 0 },
    legal: { purpose: 'uji coba', basis: 'uji coba' },
    network: { allowLoopback: true },
    mail: { host: '127.0.0.1', port: mails.port, from: 'kentongan@contoh.test', security: 'when-offered' },
    recipients: [
      { id: 'humas', name: 'Humas', email: 'humas@contoh.test', receives: ['alerts', 'digest', 'operations'] },
    ],
    sources,
  };
  writeFileSync(join(folder, 'kentongan.yaml'), JSON.stringify(config));
  server = await startProcess(['start', '--config', join(folder, 'kentongan.yaml')], {
    folder,
    env: { KENTONGAN_API_TOKEN: token },
  });
  browser = await launch();
  await until(
    async () => {
      const { items } = await ask<{ items: { status: string; lastRunAt: string | null }[] }>('/api/v1/sources');
      // Read, scored, grouped and told.
      return (
        items.every(({ lastRunAt }) => lastRunAt !== null) &&
        (await idsOf('/api/v1/issues')).length > 0 &&
        mails.received.some(({ mail }) => (mail.html ?? '') !== '')
      );
    },
    180,
    server.log,
  );
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await Promise.all([mails?.close(), site?.close()]);
});

/** Runs in the page: what our own pages never hold. */
function foreignParts(): string[] {
  const found: string[] = [];
  for (const element of document.querySelectorAll('*')) {
    const name = element.tagName.toLowerCase();
    if (name === 'script' && !element.getAttribute('src')?.startsWith('/aset/')) found.push('script');
    if (/^(object|embed|base|style|applet|portal|x|marquee|foreignobject|animate|set)$/.test(name)) found.push(name);
    for (const { name: attribute, value } of element.attributes) {
      // Our own script gives the frame of a report or mail its height.
      if (attribute === 'style' && element.matches('iframe.document')) continue;
      if (/^on|^style$|^srcdoc$/i.test(attribute)) found.push(`${name} ${attribute}`);
      const isAddress = /^(href|src|action|formaction|xlink:href|data|poster|background|ping)$/i.test(attribute);
      if (isAddress && !/^(https?:|mailto:|\/(?!\/)|#|\?)/.test(value)) found.push(`${name} ${attribute}=${value}`);
    }
  }
  return found;
}

async function look(page: Page, path: string): Promise<string[]> {
  await page.goto(`${server.origin}${path}`, { waitUntil: 'domcontentloaded' });
  return (await page.evaluate(foreignParts)).map((part) => `${path}: ${part}`);
}

const open = (): Promise<Visitor> =>
  visit(browser, { origin: server.origin, headers: { authorization: `Bearer ${token}` } });

/** Nothing here changes anything, so all look at the same time. */
describe.concurrent(`${payloads.length} hostile texts from feeds`, () => {
  it('are at least two hundred, and most of them were taken in, scored and grouped', async () => {
    expect(payloads.length).toBeGreaterThanOrEqual(200);
    expect((await idsOf('/api/v1/mentions')).length).toBeGreaterThan(payloads.length * 0.8);
    expect((await idsOf('/api/v1/issues')).length).toBeGreaterThan(0);
  });

  it('do nothing on the page of any mention or issue', async () => {
    const { context, page, faults } = await open();
    const found: string[] = [];
    for (const id of await idsOf('/api/v1/mentions')) found.push(...(await look(page, `/sebutan/${id}`)));
    for (const id of await idsOf('/api/v1/issues')) {
      found.push(...(await look(page, `/isu/${id}`)), ...(await look(page, `/isu/${id}/mengapa`)));
    }
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('do nothing on lists, alerts, reports and sources', async () => {
    const { context, page, faults } = await open();
    const found: string[] = [];
    const paths = new Set(['/', '/isu', '/sebutan?lingkup=semua', '/sebutan?belum=ya&lingkup=semua', '/peringatan']);
    for (const path of [
      '/pertanyaan',
      '/peta',
      '/grafik',
      '/opd',
      '/akun',
      '/hoaks',
      '/laporan',
      '/sumber',
      '/leksikon',
    ])
      paths.add(path);
    for (const path of ['/peringatan/antrean', '/peringatan/jalur', '/pengaturan/audit', '/privasi']) paths.add(path);
    // Grows while it is gone through: pages of lists, alerts, reports, sources.
    for (const path of paths) {
      if (paths.size > 150) break;
      found.push(...(await look(page, path)));
      const links = await page
        .locator('main a[href^="/"]')
        .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
      for (const link of links) {
        if (/^\/(peringatan|laporan|sumber|opd|hoaks)\/|[?&]kursor=/.test(link)) paths.add(link.replace(/#.*$/, ''));
      }
    }
    const reports = [...paths].filter((path) => /^\/laporan\/[\w-]+$/.test(path));
    expect(reports.length).toBeGreaterThan(0);
    expect(found.filter((line) => !/^\/laporan\/[^ ]+\/html: /.test(line))).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('do nothing in reports as documents and in mails', async () => {
    const { context, page, faults } = await open();
    // Chromium says so of what the test itself asks in a document without any right.
    const ownLooks = /Blocked script execution in '[^']+\/html' because the document's frame is sandboxed/;
    // A mail brings its pictures along, and only a mail program finds them.
    const ownPictures = /(?:request |image ')cid:[\w.-]+@kentongan(?:$|')/;
    for (const date of await dates()) {
      await page.goto(`${server.origin}/laporan/${date}/html`);
      expect(await page.locator('script, object, embed, iframe, base[href]').count()).toBe(0);
      const parts = await page.evaluate(foreignParts);
      expect(
        parts.filter(
          (part) => !/ style$|^(style|base)$/.test(part) && !/^img src=(data:image\/(png|svg)|cid:)/.test(part),
        ),
      ).toEqual([]);
    }
    const letters = mails.received.map(({ mail }) => mail.html ?? '').filter((html) => html !== '');
    expect(letters.length).toBeGreaterThan(0);
    for (const html of letters) {
      await page.setContent(html);
      expect(await page.locator('script, object, embed, iframe, base[href], svg, [onerror], [onload]').count()).toBe(0);
      const links = await page.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
      expect(links.filter((href) => !/^https?:\/\//.test(href))).toEqual([]);
    }
    for (const { mail } of mails.received) {
      const names = mail.headers.map(({ key }) => key);
      expect(names).not.toContain('bcc');
      expect(names).not.toContain('set-cookie');
    }
    expect(faults.filter((fault) => !ownLooks.test(fault) && !ownPictures.test(fault))).toEqual([]);
    await context.close();
  });

  it('do nothing when they are typed into addresses', async () => {
    const { context, page, faults } = await open();
    const found: string[] = [];
    for (const [index, payload] of payloads.filter((_, index) => index % 3 === 0).entries()) {
      const text = encodeURIComponent(payload.toWellFormed().slice(0, 300));
      const places = [
        ...[`/sebutan?lingkup=semua&q=${text}`, `/tidak-ada/${text}`, `/isu?q=${text}`, `/leksikon?kata=${text}`],
        ...[`/sebutan/${text}`, `/pengaturan/audit?objek=${text}`, `/masuk?lanjut=${text}`, `/grafik?topik=${text}`],
      ];
      found.push(...(await look(page, places[index % places.length] ?? '/')));
    }
    expect(found).toEqual([]);
    // Chromium itself tells of each answer that is not 200.
    expect(
      faults.filter((fault) => !/Failed to load resource: the server responded with a status of 4\d\d/.test(fault)),
    ).toEqual([]);
    await context.close();
  });

  it('leave the server as text, never as a page', async () => {
    const paths = [
      '/api/v1/mentions?format=csv',
      '/api/v1/mentions?format=ndjson',
      '/api/v1/mentions',
      '/api/v1/alerts.atom',
    ];
    for (const path of paths) {
      const answer = await fetch(`${server.origin}${path}`, { headers: { authorization: `Bearer ${token}` } });
      expect(answer.status, path).toBe(200);
      expect(answer.headers.get('content-type'), path).not.toMatch(/html|svg|javascript/);
      expect(answer.headers.get('x-content-type-options'), path).toBe('nosniff');
      const text = await answer.text();
      if (!path.endsWith('csv')) continue;
      const cells = (parse(text, { bom: true }) as string[][]).flat();
      // What a spreadsheet would take as a formula; a number may begin with its sign.
      expect(cells.filter((cell) => /^[=+@\t\r]|^-(?![\d.])/.test(cell))).toEqual([]);
    }
  });
});

async function dates(): Promise<readonly string[]> {
  const html = await (
    await fetch(`${server.origin}/laporan`, { headers: { authorization: `Bearer ${token}` } })
  ).text();
  return [...new Set([...html.matchAll(/href="\/laporan\/(\d{4}-\d\d-\d\d)"/g)].map(([, date = '']) => date))];
}
