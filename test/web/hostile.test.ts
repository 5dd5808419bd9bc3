import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { recordFailure } from '../../src/store/sources.ts';
import type { PageMail, WebDeps } from '../../src/web/deps.ts';
import { peopleWith } from '../api/people.ts';
import { minutesAgo, type Seeded, type SeedMention, seed } from '../api/seed.ts';
import { readPage } from './read-page.ts';
import { servePages } from './serve-pages.ts';

/** Ways to leave a text, an attribute or an address; each in combination with each ending. */
const openings = [
  '',
  '"',
  "'",
  '">',
  "'>",
  '</title>',
  '</textarea>',
  '</script>',
  '</style>',
  '-->',
  ']]>',
  '</mark></p>',
  '\u0000',
  '&#34;>',
  '%22%3E',
  '\\"',
  '{{',
  '${',
];
const attacks = [
  '<script>window.hacked=1</script>',
  '<img src=x onerror=window.hacked=1>',
  '<svg onload=window.hacked=1>',
  '<iframe srcdoc="<script>parent.hacked=1</script>">',
  '<a href="javascript:window.hacked=1">klik</a>',
  '<math><mtext></mtext><style><img src=x onerror=window.hacked=1></style></math>',
  '<body onload=window.hacked=1>',
  '<form action=https://penyerang.test><button>kirim',
  '<meta http-equiv=refresh content=0;url=https://penyerang.test>',
  '<base href=https://penyerang.test/>',
  '<link rel=stylesheet href=https://penyerang.test/x.css>',
  ' onmouseover=window.hacked=1 x=',
];
const payloads = openings.flatMap((opening) => attacks.map((attack) => `${opening}${attack}`));

const addresses = [
  'javascript:window.hacked=1',
  ' java\tscript:window.hacked=1',
  'data:text/html,<script>1</script>',
  'vbscript:x',
  'https://ok.test/"><script>window.hacked=1</script>',
  '//penyerang.test',
];

const mail = (id: number, payload: string): PageMail => ({
  ...{ id, receivedAt: minutesAgo(1), from: payload, to: [payload], subject: payload, text: payload },
  html: `<!doctype html><html><head></head><body>${payload}</body></html>`,
});

let seeded: Seeded;
let server: Listening;
const pages: string[] = [];
const token = 'token-uji-yang-cukup-panjang';
const get = (path: string) => fetch(`${server.origin}${path}`, { headers: { authorization: `Bearer ${token}` } });

beforeAll(async () => {
  const mentions: SeedMention[] = payloads.map((payload, index) => ({
    source: 'info-warga',
    minutes: 30 + index,
    // Braces mark evidence in seeds.
    title: `{${payload.replace(/[{}|]/g, '')}|-3} ${index}`,
    text: `${payload.replaceAll('{', '')} dan {${payload.replace(/[{}|]/g, '')}|-2}`,
    author: payload,
    url: addresses[index % addresses.length] ?? null,
    label: 'negative',
    attention: index % 2 === 0 ? 'alert' : 'watch',
    agency: payload,
    place: ['99.02.01', payload],
    issue: index % 4,
  }));
  seeded = await seed(mentions);
  await seeded.db
    .updateTable('issues')
    .set({ title: payloads.join(' ') })
    .where('id', '=', 1)
    .execute();
  const run = { startedAt: minutesAgo(2), endedAt: minutesAgo(1), nextRunAt: minutesAgo(-5), stoppedReason: null };
  await recordFailure(seeded.db, 'pena-teluk', { ...run, fault: 'network', error: payloads.join('\n') });
  await seeded.db
    .updateTable('sources')
    .set({ title: payloads[1] ?? '' })
    .where('id', '=', 'info-warga')
    .execute();
  const mails = payloads.slice(0, 12).map((payload, index) => mail(index + 1, payload));
  const overrides: Partial<WebDeps> = {
    digestText: () => payloads.join('\n'),
    mailbox: { list: () => mails, find: (id) => mails.find((own) => own.id === id) ?? null },
  };
  // Whoever may do everything sees every form.
  const people = peopleWith({ [token]: { name: payloads[2] ?? '', role: 'admin', election: true } });
  server = await servePages(seeded.db, overrides, { people });
  const q = encodeURIComponent(payloads[13] ?? '');
  pages.push('/', '/isu', '/isu/1', '/isu/2', '/sebutan?lingkup=semua', `/sebutan?q=${q}&nada=${q}&dari=${q}&kursor=`);
  pages.push(
    '/sebutan/17',
    '/sumber',
    '/akun',
    '/laporan',
    '/laporan/2026-11-21',
    '/kotak-surat',
    '/kotak-surat/3',
    `/${q}`,
  );
  pages.push(
    '/isu?status=baru',
    `/isu/1?cari=${q}`,
    '/isu/1?cari=svg',
    '/isu/1/mengapa',
    '/peringatan',
    '/peringatan/1',
  );
  pages.push(
    '/peringatan/aturan',
    '/peringatan/aturan/negative-issue?coba=7',
    `/peringatan/peredaman?isu=${q}&aturan=${q}`,
  );
  pages.push(
    `/peringatan/aturan/baru?jenis=agency-mention&coba=7&id=${q}&options.agencies=${q}&options.${q}.${q}=${q}`,
  );
  pages.push('/peringatan/jalur', '/peringatan/antrean', '/pertanyaan?status=semua', '/hoaks', '/hoaks/periksa');
  pages.push('/hoaks/paket', '/hoaks/paket/baru', '/laporan/2026-11-21/sunting');
  let next: string | null = '/sebutan';
  for (let count = 0; next !== null && count < 8; count += 1) {
    const page = readPage(await (await get(next)).text());
    next = page.all('.pager a[rel=next]')[0]?.attribs.href ?? null;
    if (next !== null) pages.push(next);
  }
});

afterAll(async () => {
  await server.close();
  await closeDatabase(seeded.db);
});

/** Everything our own pages may hold. */
const ownElements = new Set(
  (
    'html head meta title link script body a header div span svg path rect line g nav ul ol li main p strong section h1 h2 h3 dl dt dd ' +
    'article blockquote footer mark time aside table thead tbody tr th td details summary form label input select option button search ' +
    'progress textarea iframe pre code figure figcaption fieldset legend small caption picture source img'
  ).split(' '),
);
const urlAttributes = new Set(['href', 'src', 'action', 'formaction', 'srcdoc', 'xlink:href', 'data', 'poster']);

describe('hostile texts', () => {
  it('are many', () => {
    expect(payloads.length).toBeGreaterThanOrEqual(200);
    expect(pages.length).toBeGreaterThan(18);
  });

  it('stay text on every page', async () => {
    for (const path of pages) {
      const response = await get(path);
      const page = readPage(await response.text());
      const wrong: string[] = [];
      const scripts = page.all('script');
      expect(scripts.map(({ attribs }) => Object.keys(attribs))).toEqual([['src', 'defer']]);
      for (const { name, attribs } of page.all('*')) {
        if (!ownElements.has(name)) wrong.push(`<${name}>`);
        for (const [key, value] of Object.entries(attribs)) {
          if (key.startsWith('on') || key === 'style' || key === 'srcdoc' || key === 'http-equiv')
            wrong.push(`${name} ${key}`);
          if (urlAttributes.has(key) && !/^(\/(?!\/)|#|https?:\/\/)/.test(value)) wrong.push(`${name} ${key}=${value}`);
          if (['src', 'action', 'formaction'].includes(key) && !value.startsWith('/'))
            wrong.push(`${name} ${key}=${value}`);
        }
      }
      expect(wrong, path).toEqual([]);
    }
  });

  it('are shown as they were written', async () => {
    const page = readPage(await (await fetch(`${server.origin}/sumber`)).text());
    expect(page.text).toContain(payloads[13]);
    const report = readPage(await (await fetch(`${server.origin}/laporan/2026-11-21`)).text());
    expect(report.textOf('textarea')).toContain('</textarea><script>window.hacked=1</script>');
  });
});

describe('policies', () => {
  const policyOf = async (path: string) => (await get(path)).headers.get('content-security-policy') ?? '';

  it('let pages run and load nothing but our own', async () => {
    for (const path of pages) {
      const policy = await policyOf(path);
      expect(policy, path).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'(; frame-src 'self')?$/,
      );
    }
  });

  it('let reports and mails run nothing, in frames of ours only', async () => {
    for (const path of ['/laporan/2026-11-21/html', '/kotak-surat/1/html']) {
      const response = await get(path);
      const policy = response.headers.get('content-security-policy');
      expect(policy).toBe(
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox",
      );
      expect(response.headers.get('x-frame-options')).toBe('SAMEORIGIN');
      expect(await response.text()).toContain('<head><base target="_blank">');
    }
  });
});
