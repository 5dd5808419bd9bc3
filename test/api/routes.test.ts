import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldNamesOf } from '../../src/api/fields.ts';
import { formsOf } from '../../src/api/forms.ts';
import type { Listening } from '../../src/api/listen.ts';
import { openApiPath } from '../../src/api/openapi.ts';
import { routes } from '../../src/api/routes/index.ts';
import type { KeywordPack } from '../../src/core/keyword-pack.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { insertImport } from '../../src/store/imports.ts';
import { savePack } from '../../src/store/keyword-packs.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { addSavedSearch } from '../../src/store/saved-searches.ts';
import { saveTrial } from '../../src/store/source-trials.ts';
import { addSubjectRequest } from '../../src/store/subjects.ts';
import { makeDraft } from '../support/make.ts';
import { makeImport, makeTrial } from '../support/source-desk.ts';
import { makeActor, peopleWith } from './people.ts';
import { now, type Seeded, seed } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

let seeded: Seeded;
let server: Listening;

/** Whoever holds it may read everything that only some may. */
const deskToken = 'token-meja-pemilu-untuk-uji';

const pack: KeywordPack = {
  id: 'uji-kampanye',
  title: 'Uji kampanye',
  stage: 'kampanye',
  from: '2026-11-01',
  to: '2026-11-30',
  purpose: 'uji',
  basis: 'uji',
  keywords: [{ text: 'politik uang', theme: 'politik-uang', near: [] }],
  candidates: [],
};
const dailyPack: KeywordPack = { ...pack, id: 'uji-harga', title: 'Uji harga', stage: 'none' };

beforeAll(async () => {
  seeded = await seed();
  for (const each of [pack, dailyPack]) await savePack(seeded.db, each, 'uji', now, 'Asia/Jakarta');
  const search = { name: 'Air', query: 'air mati', sort: 'newest', everywhere: false, shared: true } as const;
  await addSavedSearch(seeded.db, makeActor(), search, now);
  await addSubjectRequest(seeded.db, {
    ...{ kind: 'access', requester: 'Uji', contact: null, pseudonym: null, platform: null, mentionIds: [2] },
    ...{ note: null, receivedAt: now.toISOString(), who: 'uji', now },
  });
  await saveTrial(seeded.db, makeTrial());
  await insertImport(seeded.db, makeImport());
  server = await serveApi(
    makeApiDeps(seeded.db, {
      people: peopleWith({ [deskToken]: { name: 'Dewi', role: 'admin', election: true } }),
    }),
  );
});

afterAll(async () => {
  await server.close();
  await closeDatabase(seeded.db);
});

const get = (path: string, accept = 'application/json') =>
  fetch(`${server.origin}${path}`, { headers: { accept, authorization: `Bearer ${deskToken}` } });
// biome-ignore lint/suspicious/noExplicitAny: answers are checked value by value
const json = async (path: string): Promise<any> => (await get(path)).json();
const items = async (path: string): Promise<{ id: number; title: string | null }[]> => (await json(path)).items;

/** An address that answers, for every route. */
const examples: Readonly<Record<string, string>> = {
  '/api/v1/issues/:id': '/api/v1/issues/1',
  '/api/v1/issues/:id/why': '/api/v1/issues/1/why',
  '/api/v1/alerts/:id': '/api/v1/alerts/1',
  '/api/v1/alerts/:id/decisions': '/api/v1/alerts/1/decisions',
  '/api/v1/keyword-packs/:id': '/api/v1/keyword-packs/uji-harga',
  '/api/v1/election/packs/:id': '/api/v1/election/packs/uji-kampanye',
  '/api/v1/election/packs/:id/hits': '/api/v1/election/packs/uji-kampanye/hits',
  '/api/v1/election/packs/:id/neutrality': '/api/v1/election/packs/uji-kampanye/neutrality',
  '/api/v1/alert-rules/:id': '/api/v1/alert-rules/negative-issue',
  '/api/v1/subject-requests/:id': '/api/v1/subject-requests/1',
  '/api/v1/subject-requests/:id/export': '/api/v1/subject-requests/1/export',
  '/api/v1/mentions/:id': '/api/v1/mentions/2',
  '/api/v1/saved-searches/:id': '/api/v1/saved-searches/1',
  '/api/v1/mentions/:id/evidence': '/api/v1/mentions/2/evidence',
  '/api/v1/sources/:id': '/api/v1/sources/pemkab',
  '/api/v1/sources/:id/runs': '/api/v1/sources/pemkab/runs',
  '/api/v1/sources/:id/days': '/api/v1/sources/pemkab/days',
  '/api/v1/source-trials/:id': '/api/v1/source-trials/1',
  '/api/v1/imports/:id': '/api/v1/imports/1',
  '/api/v1/imports/:id/rejected': '/api/v1/imports/1/rejected',
  '/api/v1/digests/:date': '/api/v1/digests/2026-11-21',
  '/api/v1/digests/:date/edits': '/api/v1/digests/2026-11-21/edits',
  '/api/v1/digests/:date/files/:format': '/api/v1/digests/2026-11-21/files/json',
  '/api/v1/accounts/activity/:month': '/api/v1/accounts/activity/2026-10',
  '/api/v1/lexicon/preview': '/api/v1/lexicon/preview?term=macet',
  '/api/v1/lexicon/versions/:version/changes': '/api/v1/lexicon/versions/0/changes',
};

const reads = routes.filter(({ method }) => method === 'get');

describe.each(reads.map((route) => [route.path, route] as const))('%s', (path, route) => {
  const address = examples[path] ?? path;

  it('says what it is, takes and gives', () => {
    expect(route.summary.length).toBeGreaterThan(20);
    expect(route.input).toBeDefined();
    expect(route.output).toBeDefined();
    expect('handle' in route || 'stream' in route || 'file' in route).toBe(true);
  });

  it('is in the API document with all its parameters', async () => {
    const document = await json(openApiPath);
    const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.get;
    expect(operation?.summary).toBe(route.summary);
    const named = operation.parameters.map(({ name }: { name: string }) => name);
    const shownBy = fieldNamesOf(route).length > 0 ? ['fields'] : [];
    if (formsOf(route).length > 1) shownBy.push('format');
    expect(named).toEqual([...Object.keys(route.input.shape), ...shownBy]);
  });

  it('refuses a parameter that it does not know, and names it', async () => {
    const response = await get(`${address}${address.includes('?') ? '&' : '?'}salah=1`);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    const problem = await response.json();
    expect(problem).toMatchObject({ status: 400, type: 'urn:kentongan:problem:invalid-parameters' });
    expect(problem.problems).toEqual([{ where: 'salah', message: expect.stringContaining('tidak dikenal') }]);
  });

  // The stream is read in stream.test.ts.
  if ('stream' in route) return;

  it('answers what its schema says', async () => {
    const response = await get(address, '*/*');
    expect([200, 503]).toContain(response.status);
    const type = response.headers.get('content-type') ?? '';
    // A file says its own type.
    if (!('file' in route)) expect(type).toContain((route.mediaType ?? 'application/json').split(';')[0]);
    const body = route.mediaType === undefined ? await response.json() : await response.text();
    const parsed = route.output.safeParse(body);
    expect(parsed.error?.issues ?? []).toEqual([]);
  });

  it('answers HEAD without a body', async () => {
    const response = await fetch(`${server.origin}${address}`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${deskToken}` },
    });
    expect([200, 503]).toContain(response.status);
    expect(await response.text()).toBe('');
  });
});

describe('the API document', () => {
  it('is OpenAPI 3.1 whose references all lead somewhere', async () => {
    const document = await json(openApiPath);
    expect(document.openapi).toBe('3.1.0');
    const text = JSON.stringify(document);
    const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(names).toContain('Mention');
    for (const name of names) expect(document.components.schemas).toHaveProperty(name ?? '');
    expect(text).not.toContain('#/$defs');
  });

  it('has one operation id per path and method', async () => {
    const document = await json(openApiPath);
    const ids = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
      (path) => Object.values(path).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('mentions', () => {
  it('are found by words, in title or text, and by every filter', async () => {
    const titles = async (query: string) => (await items(`/api/v1/mentions?${query}`)).map(({ title }) => title);
    expect(await titles('q=ember')).toEqual(['Hari Ketiga Tanpa Air, Warga Datangi Kantor PDAM']);
    expect(await titles('q=ember+trotoar')).toEqual([]);
    expect(await titles('q=%21%21')).toEqual([]);
    expect(await titles('label=positive')).toHaveLength(2);
    expect(await titles('topic=air-listrik')).toHaveLength(6);
    expect(await titles('agency=PUPR')).toHaveLength(2);
    expect(await titles('place=99.02.02')).toHaveLength(2);
    expect(await titles('attention=alert')).toHaveLength(5);
    expect(await titles('hoax=fact-check')).toEqual(['HOAKS: Pendaftaran Bantuan Lewat Tautan']);
    expect(await titles('about=99.71')).toEqual(['Wali Kota Wanasari Resmikan Trotoar']);
    expect(await titles('platform=whatsapp')).toHaveLength(1);
    expect(await titles('source=suara-lembah')).toEqual(['Pelanggan PDAM Terlantar']);
    expect(await titles('issue=2')).toHaveLength(2);
    expect(await titles('limit=200')).toHaveLength(16);
    expect(await titles('limit=200&relevantOnly=true')).toHaveLength(14);
  });

  it('take a date as the whole day of the regency', async () => {
    const of = async (query: string) => (await items(`/api/v1/mentions?limit=200&${query}`)).length;
    expect(await of('from=2026-11-22')).toBe(14);
    expect(await of('to=2026-11-21')).toBe(2);
    expect(await of('from=2026-11-21&to=2026-11-21')).toBe(2);
    expect(await of('from=2026-11-22T15:00:00%2B07:00')).toBe(2);
  });

  it('come in pages without loss or repetition', async () => {
    const all = (await items('/api/v1/mentions?limit=200')).map(({ id }) => id);
    const paged: number[] = [];
    let path: string | null = '/api/v1/mentions?limit=5';
    while (path !== null) {
      const response: Response = await get(path);
      paged.push(...(await response.json()).items.map(({ id }: { id: number }) => id));
      path = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1] ?? null;
    }
    expect(paged).toEqual(all);
  });

  it('name the authors of articles, never of posts and comments', async () => {
    const found = await json('/api/v1/mentions?limit=200');
    const named = found.items.filter((item: { author: string | null }) => item.author !== null);
    expect(named.map(({ kind, author }: { kind: string; author: string }) => [kind, author])).toEqual([
      ['article', 'Redaksi'],
    ]);
    expect(JSON.stringify(found)).not.toContain('Rukmini');
    const document = await json(openApiPath);
    expect(JSON.stringify(document.components.schemas.Mention.properties.author)).toContain('personal data');
  });

  it('give no address that a browser must not follow', async () => {
    const [found] = (await json('/api/v1/mentions?q=pencurian')).items;
    expect(found).toMatchObject({ title: 'Pencurian di Kota Lain', url: null });
  });

  it('keep the texts they had before they were edited', async () => {
    const draft = { keys: ['edit:1'], title: 'Judul lama', text: 'Teks lama.' };
    const step = { sourceId: 'pos-pagi', cursor: null, rejected: 0, now };
    const { stored } = await saveStep(seeded.db, { ...step, drafts: [makeDraft(draft)] });
    await saveStep(seeded.db, { ...step, drafts: [makeDraft({ ...draft, text: 'Teks baru.' })] });
    const found = await json(`/api/v1/mentions/${stored[0]}`);
    expect(found).toMatchObject({ text: 'Teks baru.', score: null });
    expect(found.versions).toEqual([{ title: 'Judul lama', text: 'Teks lama.', seenAt: now.toISOString() }]);
  });

  it('give the latest count, and every one over time', async () => {
    const count = (likes: number) => ({ likes, comments: null, shares: 0, views: 1_200, others: { love: 2 } });
    const draft = (likes: number) =>
      makeDraft({ keys: ['counted:1'], title: null, text: 'Kiriman terhitung.', kind: 'post', metrics: count(likes) });
    const step = { sourceId: 'pos-pagi', cursor: null, rejected: 0 };
    const { stored } = await saveStep(seeded.db, { ...step, now, drafts: [draft(12)] });
    const later = new Date(now.getTime() + 3_600_000);
    await saveStep(seeded.db, { ...step, now: later, drafts: [draft(15)] });
    const found = await json(`/api/v1/mentions/${stored[0]}`);
    const first = { at: now.toISOString(), ...count(12) };
    const latest = { at: later.toISOString(), ...count(15) };
    expect(found.metrics).toEqual(latest);
    expect(found.metricsOverTime).toEqual([first, latest]);
    const table = await fetch(`${server.origin}/api/v1/mentions?source=pos-pagi`, { headers: { accept: 'text/csv' } });
    const [header = '', ...rows] = (await table.text()).split('\r\n');
    expect(header.endsWith(',issue,likes,comments,shares,views')).toBe(true);
    expect(rows.find((row) => row.includes('Kiriman terhitung'))?.endsWith(',,15,,0,1200')).toBe(true);
    expect((await json('/api/v1/mentions/1')).metrics).toBeNull();
  });

  it('say what a mention was made of, without giving it out', async () => {
    const body = gzipSync('<p>jawaban mentah</p>');
    const kept = {
      url: 'https://pos-pagi.test/umpan',
      fetchedAt: now.toISOString(),
      sha256: 'ab'.repeat(32),
      size: 21,
    };
    const evidence = [{ ...kept, contentType: 'text/html', body, pageKeys: [] }];
    const drafts = [makeDraft({ keys: ['kept:1'], title: null, text: 'Berbukti.' })];
    const step = { sourceId: 'pos-pagi', cursor: null, rejected: 0, now, drafts, evidence };
    const { stored } = await saveStep(seeded.db, step);
    const found = await json(`/api/v1/mentions/${stored[0]}/evidence`);
    expect(found).toEqual({ items: [{ id: expect.any(Number), ...kept }] });
    expect((await fetch(`${server.origin}/api/v1/mentions/999999/evidence`)).status).toBe(404);
  });
});

describe('issues, alerts, hoaxes, sources', () => {
  it('filter issues by level, topic, agency and title', async () => {
    const titles = async (query: string) => (await items(`/api/v1/issues?${query}`)).map(({ id }) => id);
    expect(await titles('attention=alert')).toEqual([1]);
    expect(await titles('topic=kesehatan')).toEqual([4]);
    expect(await titles('agency=PUPR')).toEqual([2]);
    expect(await titles('q=bantuan')).toEqual([3]);
    expect(await titles('state=selesai')).toEqual([]);
  });

  it('show an issue with its mentions', async () => {
    const found = await json('/api/v1/issues/1?limit=2');
    expect(found).toMatchObject({ id: 1, agency: 'PDAM', mentionCount: 6 });
    expect(found.mentions.map(({ issueId }: { issueId: number }) => issueId)).toEqual([1, 1]);
  });

  it('show alerts as they were told', async () => {
    const found = await json('/api/v1/alerts?level=alert');
    expect(found.items).toHaveLength(1);
    expect(found.items[0]).toMatchObject({ issueId: 1, occasion: 'first', issue: { id: 1 } });
    expect(found.items[0].mentions[0].evidence).toContain('mati');
    expect(await items('/api/v1/alerts?issue=2')).toEqual([]);
  });

  it('list hoaxes by what they are', async () => {
    expect(await items('/api/v1/hoaxes')).toHaveLength(1);
    expect(await items('/api/v1/hoaxes?class=fact-check')).toHaveLength(1);
    expect(await items('/api/v1/hoaxes?class=mention')).toEqual([]);
  });

  it('say of each source how it does, and nothing of its options', async () => {
    const found = await json('/api/v1/sources');
    expect(found.items).toHaveLength(8);
    expect(await items('/api/v1/sources?status=failing')).toMatchObject([{ id: 'desa-pantai', errorCount: 1 }]);
    expect(JSON.stringify(found)).not.toContain('options');
  });
});

describe('digests and counts', () => {
  it('give the report as JSON, page or text', async () => {
    expect(await json('/api/v1/digests/2026-11-21')).toMatchObject({ date: '2026-11-21' });
    const page = await get('/api/v1/digests/2026-11-21', 'text/html');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain('sandbox');
    expect(await page.text()).toContain('Laporan 2026-11-21');
    const text = await get('/api/v1/digests/2026-11-21', 'text/plain');
    expect(await text.text()).toBe('*LAPORAN HARIAN* 2026-11-21');
  });

  it('have no report of a day to come', async () => {
    expect((await get('/api/v1/digests/2026-11-23')).status).toBe(404);
    expect((await get('/api/v1/digests/2026-02-30')).status).toBe(400);
  });

  it('count mentions by day, class and sentiment', async () => {
    const found = await json('/api/v1/stats');
    expect(found).toMatchObject({ from: '2026-11-16', to: '2026-11-22', about: '99.02' });
    const total = (rows: { count: number }[]) => rows.reduce((sum, { count }) => sum + count, 0);
    expect(total(found.items)).toBe(14);
    const negative = found.items.filter(
      (row: { date: string; label: string; class: string }) =>
        row.date === '2026-11-22' && row.label === 'negative' && row.class === 'online-media',
    );
    expect(total(negative)).toBe(3);
    expect((await json('/api/v1/stats?from=2026-11-22&to=2026-11-21')).problems).toEqual([
      { where: 'from', message: 'tidak boleh sesudah `to`' },
    ]);
    expect((await get('/api/v1/stats?from=2026-01-01')).status).toBe(400);
  });

  it('give metrics that Prometheus can read', async () => {
    const text = await (await get('/metrics', '*/*')).text();
    expect(text).toContain('kentongan_sources{regency="99.02",status="failing"} 1\n');
    expect(text).toContain('kentongan_outbox{regency="99.02",channel="email",state="pending"} 1\n');
    expect(text).toContain('kentongan_last_collection_age_seconds{regency="99.02"} 300\n');
    for (const line of text.trimEnd().split('\n')) {
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? -?[\d.e+]+)$/);
    }
  });
});
