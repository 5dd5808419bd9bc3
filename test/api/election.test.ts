import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { openApiPath } from '../../src/api/openapi.ts';
import { routes } from '../../src/api/routes/index.ts';
import type { KeywordPack } from '../../src/core/keyword-pack.ts';
import { createHitFinder } from '../../src/jobs/keyword-hits.ts';
import * as audit from '../../src/store/audit.ts';
import { candidates, makeKeyword, makePack } from '../issues/packs.ts';
import { addMention, addSources, makeSource } from '../jobs/seed.ts';
import { createTestDatabase, type TestDatabase, testRegion } from '../support/db.ts';
import { peopleWith } from './people.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

const now = new Date('2026-11-22T08:00:00.000Z');
const people = new Map([
  ['token-meja-pemilu-uji-0001', { name: 'Petugas Meja', election: true }],
  ['token-analis-uji-000000001', { name: 'Analis', election: false }],
  ['token-operator-uji-0000001', { name: 'operator', role: 'admin' as const, election: false }],
]);
const [desk, analyst, operator] = [...people.keys()] as [string, string, string];
const election = makePack({
  ...{ id: 'pilkada-kampanye', stage: 'kampanye', from: '2026-11-01', to: '2026-11-30', candidates },
  keywords: [makeKeyword('politik uang', 'politik-uang'), makeKeyword('curang', 'kecurangan')],
});
const everyday = makePack({ id: 'bansos', keywords: [makeKeyword('bansos dipotong', 'pungutan')] });

/** Everything that could point to who wrote a text. */
const secrets = [
  'Penulis Rahasia',
  'akun_rahasia',
  'Kanal Pribadi Rahasia',
  '081234567890',
  'rahasia@pos.test',
  '3516010101900001',
];

let database: TestDatabase;
let server: Listening;
// biome-ignore lint/suspicious/noExplicitAny: answers are checked value by value
type Answer = any;

async function ask(
  path: string,
  token: string | null,
  options: { method?: string; body?: unknown; accept?: string } = {},
) {
  const response = await fetch(`${server.origin}${path}`, {
    method: options.method ?? 'GET',
    headers: {
      accept: options.accept ?? 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  const answer: Answer = text.startsWith('{') ? JSON.parse(text) : null;
  return { status: response.status, text, answer };
}

const put = (pack: KeywordPack, token: string | null, desk = pack.stage !== 'none') =>
  ask(`/api/v1/${desk ? 'election/packs' : 'keyword-packs'}/${pack.id}`, token, { method: 'PUT', body: pack });
const hits = `/api/v1/election/packs/${election.id}/hits`;
const neutrality = `/api/v1/election/packs/${election.id}/neutrality`;
/** Without refusals, which are noted after their answer. */
const trail = async (): Promise<Answer[]> =>
  (await ask('/api/v1/audit?limit=200', desk)).answer.items.filter(
    ({ action }: Answer) => !action.startsWith('denial.'),
  );

beforeAll(async () => {
  database = await createTestDatabase('sqlite');
  const { db } = database;
  server = await serveApi(makeApiDeps(db, { people: peopleWith(Object.fromEntries(people)), now: () => now }));
  await addSources(db, [
    makeSource({ title: 'Harian Uji' }),
    makeSource({ id: 'kanal', title: 'Kanal Pribadi Rahasia', class: 'influencer', platform: 'youtube' }),
  ]);
  expect((await put(election, desk)).answer).toEqual({ result: 'added' });
  expect((await put(everyday, analyst)).answer).toEqual({ result: 'added' });
  await addMention(db, {
    ...{
      title: 'Bawaslu bahas politik uang',
      text: 'Paslon 01 dan paslon 02 hadir.',
      url: 'https://harian-uji.test/berita/1',
    },
    ...{ author: 'Penulis Rahasia', publisher: 'Harian Uji', scored: { label: 'neutral' } },
  });
  await addMention(db, {
    ...{
      sourceId: 'kanal',
      kind: 'post',
      platform: 'x',
      title: null,
      author: 'Penulis Rahasia',
      authorHandle: 'akun_rahasia',
    },
    url: 'https://x.com/akun_rahasia/status/1',
    text:
      'Lihat x.com/akun_rahasia/status/2 dan @akun_rahasia, hubungi 0812-3456-7890 atau 081234567890, rahasia@pos.test, NIK 3516010101900001: ' +
      'paslon 01 curang sekali! https://www.facebook.com/akun_rahasia',
    scored: { hoaxClass: 'claim' },
  });
  await addMention(db, {
    ...{
      sourceId: 'kanal',
      kind: 'comment',
      platform: 'youtube',
      title: null,
      author: 'Penulis Rahasia',
      authorHandle: 'akun_rahasia',
    },
    ...{ text: 'Bu Laras curang', url: 'https://www.youtube.com/watch?v=1&lc=akun_rahasia' },
  });
  const finder = createHitFinder({
    ...{ db, now: () => now, zone: 'Asia/Jakarta', region: testRegion, repeatsOf: () => [] },
    ...{ claims: { add: () => {}, remove: () => {} }, signal: new AbortController().signal },
  });
  expect(await finder.findHits()).toMatchObject({ watched: 3, hits: 3 });
});
afterAll(async () => {
  await server.close();
  await database.close();
});

describe('who may open the election desk', () => {
  const addresses = ['/api/v1/election/packs', `/api/v1/election/packs/${election.id}`, hits, neutrality];

  it.each(addresses)('%s: only those of the desk', async (path) => {
    expect((await ask(path, null)).status).toBe(401);
    expect((await ask(path, 'token-lain-yang-panjang-sekali')).status).toBe(401);
    expect((await ask(path, analyst)).status).toBe(403);
    expect((await ask(path, operator)).status).toBe(403);
    expect((await ask(path, desk)).status).toBe(200);
  });

  it('is asked of every address of the desk', () => {
    const own = routes.filter(({ path }) => path.startsWith('/api/v1/election/'));
    expect(own.length).toBeGreaterThanOrEqual(6);
    expect(own.filter(({ access }) => access !== 'election')).toEqual([]);
    const reads = own.filter(({ method }) => method === 'get');
    expect(reads.filter(({ trailOf }) => trailOf === undefined)).toEqual([]);
  });

  it('the trail is also for the operator, and for nobody else', async () => {
    expect((await ask('/api/v1/audit', null)).status).toBe(401);
    expect((await ask('/api/v1/audit', analyst)).status).toBe(403);
    expect((await ask('/api/v1/audit', operator)).status).toBe(200);
  });

  it('packs of an election are changed by the desk only, the others by anybody with a token', async () => {
    expect((await put(election, analyst)).status).toBe(403);
    expect((await put(election, analyst, false)).status).toBe(403);
    expect((await put(everyday, null)).status).toBe(401);
    expect((await put(everyday, desk, true)).status).toBe(403);
    const turned = { ...everyday, stage: 'kampanye', from: '2026-11-01', to: '2026-11-02' } as const;
    expect((await put(turned, desk, true)).status).toBe(403);
    const remove = (path: string, token: string) => ask(path, token, { method: 'DELETE' });
    expect((await remove(`/api/v1/keyword-packs/${election.id}`, analyst)).status).toBe(404);
    expect((await remove(`/api/v1/election/packs/${everyday.id}`, desk)).status).toBe(404);
  });
});

describe('what everybody sees', () => {
  it('is that a pack exists, when and why, and not what it found', async () => {
    const { answer } = await ask('/api/v1/keyword-packs', null);
    expect(answer.items.map(({ id, inForce, keywords }: Answer) => [id, inForce, keywords])).toEqual([
      ['bansos', true, 1],
      ['pilkada-kampanye', true, 2],
    ]);
    expect((await ask('/api/v1/keyword-packs/bansos', null)).answer).toMatchObject({ keywords: everyday.keywords });
    expect((await ask(`/api/v1/keyword-packs/${election.id}`, null)).status).toBe(404);
  });
});

describe('a pack that is not neutral', () => {
  const [one] = candidates;
  it.each([
    ['names one candidate', { candidates: [one] }, 'candidates'],
    ['has a word of one candidate', { keywords: [makeKeyword('sastra curang')] }, 'keywords.0.text'],
    [
      'has a word of a candidate of another pack',
      { id: 'lain', candidates: [], keywords: [makeKeyword('laras tirta')] },
      'keywords.0.text',
    ],
    ['has no last day', { to: null }, 'to'],
    ['has a threshold for one candidate', { candidates: [{ ...one, threshold: 0.9 }, candidates[1]] }, 'threshold'],
    ['has no purpose', { purpose: ' ' }, 'purpose'],
  ])('is refused when it %s', async (_, overrides, where) => {
    const { status, answer } = await put({ ...election, ...(overrides as Partial<KeywordPack>) }, desk);
    expect(status).toBe(400);
    expect(JSON.stringify(answer)).toContain(where);
  });
});

describe('hits', () => {
  it('show the claim with its words around, newest first, and name newsrooms only', async () => {
    const { answer } = await ask(hits, desk);
    expect(
      answer.items.map(({ medium, url, keywords }: Answer) => [medium, url, keywords.map((k: Answer) => k.keyword)]),
    ).toEqual([
      [null, null, ['curang']],
      [null, null, ['curang']],
      ['Harian Uji', 'https://harian-uji.test/berita/1', ['politik uang']],
    ]);
    expect(answer.items[1].keywords[0]).toMatchObject({
      hit: 'curang',
      before: expect.stringMatching(/paslon 01 $/),
      after: ' sekali! …',
    });
    expect(answer.items[1].candidates).toEqual([{ id: '01', direction: 'against' }]);
    expect(answer.items[2].candidates).toEqual(['01', '02'].map((id) => ({ id, direction: 'neither' })));
    const themed = await ask(`${hits}?theme=politik-uang&limit=1`, desk);
    expect([themed.answer.items.length, themed.answer.next]).toEqual([1, null]);
  });

  it('hold these fields and no other', async () => {
    const { answer } = await ask(hits, desk);
    const keys = (value: Answer): string[] =>
      [...new Set<string>(value.flatMap((item: Answer) => Object.keys(item)))].sort();
    expect(keys(answer.items)).toEqual([
      'answers',
      'candidates',
      'hoaxClass',
      'keywords',
      'medium',
      'platform',
      'publishedAt',
      'url',
    ]);
    const keywords = answer.items.flatMap((item: Answer) => item.keywords);
    expect(keys(keywords)).toEqual(['after', 'before', 'end', 'field', 'hit', 'keyword', 'start', 'theme']);
    expect(keys(answer.items.flatMap((item: Answer) => item.candidates))).toEqual(['direction', 'id']);
    const stored = await database.db.selectFrom('keywordHits').selectAll().execute();
    expect(keys(stored)).toEqual([
      ...['at', 'candidates', 'endAt', 'field', 'keyword', 'mentionId', 'packId', 'publishedAt', 'startAt', 'theme'],
    ]);
  });
});

describe('the neutrality report', () => {
  it('counts every candidate in both directions, with the same thresholds', async () => {
    const { answer } = await ask(`${neutrality}?from=2026-11-01`, desk);
    expect(answer).toMatchObject({ packId: election.id, from: '2026-10-31T17:00:00.000Z', to: null, mentions: 3 });
    expect(answer.candidates).toEqual([
      {
        ...{ id: '01', name: 'Sastra Wulung', mentions: { for: 0, against: 1, neither: 1 } },
        claims: { for: 0, against: 1, neither: 0 },
      },
      {
        ...{ id: '02', name: 'Laras Tirta Ningrum', mentions: { for: 0, against: 1, neither: 1 } },
        claims: { for: 0, against: 0, neither: 0 },
      },
    ]);
    expect(answer.thresholds).toContain('Sama untuk semua calon');
    const empty = await ask(`${neutrality}?from=2026-12-01`, desk);
    expect(empty.answer.candidates.map(({ mentions }: Answer) => mentions)).toEqual(
      Array(2).fill({ for: 0, against: 0, neither: 0 }),
    );
  });
});

describe('the audit trail', () => {
  it('has a line for every read and export, with pack, filters and number of items', async () => {
    const before = (await trail()).length;
    await ask(`${hits}?theme=kecurangan&from=2026-11-02`, desk);
    await ask(hits, desk, { accept: 'text/csv' });
    await ask(neutrality, desk);
    await ask('/api/v1/election/packs', desk);
    await ask(hits, analyst);
    const lines = await trail();
    expect(lines.length - before).toBe(4);
    const object = `pack:${election.id}`;
    const who = 'Petugas Meja';
    const at = now.toISOString();
    expect(lines.slice(0, 4).map(({ id: _, ...line }) => line)).toEqual([
      { at, who, action: 'election.read', object: 'packs', detail: { items: 2 - 1 } },
      { at, who, action: 'election.read', object, detail: { what: 'neutrality', filters: {}, items: 1 } },
      { at, who, action: 'election.export', object, detail: { what: 'hits', filters: {}, format: 'csv', items: 3 } },
      {
        ...{ at, who, action: 'election.read', object },
        detail: { what: 'hits', filters: { theme: 'kecurangan', from: '2026-11-02' }, items: 2 },
      },
    ]);
  });

  it('shows what was watched and never who wrote: no author, handle, profile or number in trail, answers and exports', async () => {
    const answers = await Promise.all([
      ...[hits, neutrality, '/api/v1/election/packs', `/api/v1/election/packs/${election.id}`].map((path) =>
        ask(path, desk),
      ),
      ask(hits, desk, { accept: 'text/csv' }),
      ask('/api/v1/audit?limit=200', desk),
      ask('/api/v1/audit', operator, { accept: 'text/csv' }),
      ask('/api/v1/keyword-packs', null),
    ]);
    for (const { status, text } of answers) {
      expect(status).toBe(200);
      for (const secret of secrets) expect(text).not.toContain(secret);
      expect(text).not.toMatch(/author|handle|profile|mentionId|3456-7890/i);
    }
  });

  it('keeps each pack as it was decided, with who decided it', async () => {
    const lines = (await ask('/api/v1/audit?action=pack.', desk)).answer.items;
    expect(lines.map(({ who, action, object }: Answer) => [who, action, object])).toEqual([
      ['Analis', 'pack.save', 'pack:bansos'],
      ['Petugas Meja', 'pack.save', `pack:${election.id}`],
    ]);
    expect(lines[1].detail).toEqual({ pack: election });
  });

  it('can only be added to', async () => {
    const changing = Object.keys(audit).filter((name) => !/^(write|list)Audit/.test(name));
    expect(changing).toEqual([]);
    expect(routes.filter(({ path, method }) => path.startsWith('/api/v1/audit') && method !== 'get')).toEqual([]);
    expect((await ask('/api/v1/audit', desk, { method: 'DELETE' })).status).toBe(405);
  });
});

describe('the API document', () => {
  it('names no authors', async () => {
    const document = (await ask(openApiPath, null)).answer;
    expect(Object.keys(document.components.schemas.Sighting.properties)).not.toContain('author');
  });
});
