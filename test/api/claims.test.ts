import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { claimIdOfClarification, claimIdOfMention } from '../../src/core/claim.ts';
import { createHitFinder, type HitDeps } from '../../src/jobs/keyword-hits.ts';
import { listAnswersOfMentions } from '../../src/store/claim-repeats.ts';
import { savePack } from '../../src/store/keyword-packs.ts';
import { candidates, makeKeyword, makePack } from '../issues/packs.ts';
import { addMention, addSources, makeSource } from '../jobs/seed.ts';
import { createTestDatabase, type TestDatabase, testRegion } from '../support/db.ts';
import { servePages } from '../web/serve-pages.ts';
import { peopleWith } from './people.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

const now = new Date('2026-11-22T08:00:00.000Z');
const token = 'token-analis-uji-000000001';
// biome-ignore lint/suspicious/noExplicitAny: answers are checked value by value
type Answer = any;

let database: TestDatabase;
let server: Listening;
let pages: Listening;
let check: number;
let same: number;
let near: number;
let claimId: string;

const hostile = '<script>window.hacked=1</script>"\u202e';

beforeAll(async () => {
  database = await createTestDatabase('sqlite');
  const { db } = database;
  server = await serveApi(makeApiDeps(db, { people: peopleWith({ [token]: { name: 'Analis' } }), now: () => now }));
  pages = await servePages(db, { now: () => now });
  await addSources(db, [makeSource(), makeSource({ id: 'cek', title: 'Cek Uji', class: 'fact-check' })]);
  check = await addMention(db, {
    ...{
      sourceId: 'cek',
      title: `[SALAH] Motor gratis ${hostile}`,
      url: 'https://cek.test/motor',
      text: 'Tidak benar.',
    },
    ...{
      review: { claimed: 'motor gratis', verdict: 'false', rating: 'Salah' },
      scored: { about: null, hoaxClass: 'fact-check' },
    },
  });
  claimId = claimIdOfMention(check);
  same = await addMention(db, { title: null, text: `sama ${hostile}`, author: 'Penulis', authorHandle: 'penulis' });
  near = await addMention(db, { title: null, text: 'mirip', publishedAt: '2026-11-22T05:00:00.000Z' });
  const at = now.toISOString();
  await db
    .insertInto('clarifications')
    .values({
      ...{
        issueId: null,
        title: 'Jembatan tidak runtuh',
        claimed: null,
        text: 'Masih kokoh.',
        url: 'javascript:alert(1)',
      },
      ...{ agency: 'DPUPR', publishedAt: at, who: 'Analis', at },
    })
    .execute();
  const repeatsOf: HitDeps['repeatsOf'] = ({ text }) =>
    text.startsWith('sama')
      ? [{ claimId, url: null, similarity: 0.912, kind: 'match' }]
      : text === 'mirip'
        ? [{ claimId, url: null, similarity: 0.213, kind: 'suggest' }]
        : [];
  const election = { id: 'kampanye', stage: 'kampanye', from: '2026-11-01', to: '2026-11-30', candidates } as const;
  await savePack(db, makePack({ ...election, title: 'Masa kampanye' }), 'Uji', now, 'Asia/Jakarta');
  const everyday = makePack({
    id: 'harga',
    title: `Harga ${hostile.slice(0, -1)}`,
    keywords: [makeKeyword('mirip', 'sara-asn')],
  });
  await savePack(db, everyday, 'Uji', now, 'Asia/Jakarta');
  await addMention(db, { title: null, text: 'Sastra Wulung curang di pasar' });
  const finder = createHitFinder({
    ...{ db, now: () => now, zone: 'Asia/Jakarta', region: testRegion, repeatsOf },
    ...{ claims: { add: () => {}, remove: () => {} }, signal: new AbortController().signal },
  });
  await finder.findHits();
});
afterAll(async () => {
  await server.close();
  await pages.close();
  await database.close();
});

const get = async (path: string): Promise<Answer> => (await fetch(`${server.origin}${path}`)).json();
const decide = async (mentionId: number, body: unknown, given: string | null = token, claim = claimId) => {
  const response = await fetch(`${server.origin}/api/v1/claims/${encodeURIComponent(claim)}/mentions/${mentionId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(given === null ? {} : { authorization: `Bearer ${given}` }) },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: (await response.json()) as Answer };
};
const page = async (path: string) => {
  const response = await fetch(`${pages.origin}${path}`);
  return { status: response.status, html: await response.text() };
};

describe('known claims', () => {
  it('come with their answer and how often they are repeated', async () => {
    const { items, next } = await get('/api/v1/claims');
    expect(next).toBeNull();
    expect(items).toEqual([
      {
        ...{
          claimId,
          kind: 'fact-check',
          title: `[SALAH] Motor gratis ${hostile}`,
          url: 'https://cek.test/motor',
          by: 'Cek Uji',
        },
        ...{ rating: 'Salah', publishedAt: '2026-11-22T06:00:00.000Z', matches: 1, suggestions: 1 },
        lastRepeatAt: '2026-11-22T06:00:00.000Z',
      },
      {
        ...{
          claimId: claimIdOfClarification(1),
          kind: 'clarification',
          title: 'Jembatan tidak runtuh',
          url: null,
          by: 'DPUPR',
        },
        ...{ rating: null, publishedAt: now.toISOString(), matches: 0, suggestions: 0, lastRepeatAt: null },
      },
    ]);
    expect((await get('/api/v1/claims?days=0')).status).toBe(400);
  });

  it('are told who repeats them, with similarity and kind, and without authors', async () => {
    const { items } = await get(`/api/v1/claims/${claimId}/repeats`);
    expect(
      items.map(({ mentionId, similarity, kind, verdict }: Answer) => [mentionId, similarity, kind, verdict]),
    ).toEqual([
      [same, 0.912, 'match', null],
      [near, 0.213, 'suggest', null],
    ]);
    expect(Object.keys(items[0]).sort()).toEqual([
      'claimId',
      'kind',
      'mentionId',
      'platform',
      'publishedAt',
      'similarity',
      'source',
      'text',
      'title',
      'verdict',
    ]);
    expect((await get('/api/v1/claims/tidak-ada/repeats')).items).toEqual([]);
  });
});

describe('the page', () => {
  it('shows claims with their answers, what to check, packs in force, and every candidate', async () => {
    const { status, html } = await page('/hoaks');
    expect(status).toBe(200);
    for (const text of [
      'Jembatan tidak runtuh',
      'Cek fakta Cek Uji: Salah',
      'href="https://cek.test/motor"',
      'Usulan yang perlu diperiksa',
      '21%',
      'Masa kampanye',
      'SARA ASN',
      '01 · Sastra Wulung',
      '02 · Laras Tirta Ningrum',
    ]) {
      expect(html).toContain(text);
    }
    expect(html).not.toContain('<script>window');
    expect(html).not.toContain('javascript:');
  });

  it('tells of election packs how much was found, and not what or by whom', async () => {
    const { html } = await page('/hoaks');
    expect(html).not.toContain('curang di pasar');
    expect(html).not.toContain('Penulis');
  });

  it('shows the repeats of one claim, and nothing for what is none', async () => {
    const { status, html } = await page(`/hoaks/klaim/${encodeURIComponent(claimId)}`);
    expect(status).toBe(200);
    expect(html).toContain('91%');
    expect(html).not.toContain('<script>window');
    for (const path of [`mention:${same}`, 'mention:99', 'klarifikasi:99', '__proto__', '%00', 'x'.repeat(500)]) {
      expect((await page(`/hoaks/klaim/${path}`)).status).toBe(404);
    }
  });
});

describe('a decision', () => {
  it('needs a token, a verdict, and a repeat that was found', async () => {
    expect((await decide(near, { verdict: 'confirmed' }, null)).status).toBe(401);
    expect((await decide(near, { verdict: 'mungkin' })).status).toBe(400);
    expect((await decide(near, { verdict: 'confirmed', who: 'Orang lain' })).status).toBe(400);
    expect((await decide(check, { verdict: 'confirmed' })).status).toBe(404);
    expect((await decide(near, { verdict: 'confirmed' }, token, 'mention:99')).status).toBe(404);
    expect(await database.db.selectFrom('claimDecisions').selectAll().execute()).toEqual([]);
  });

  it('makes a suggestion a match, or takes a repeat out of lists and alerts; both with who and when', async () => {
    expect((await decide(near, { verdict: 'confirmed' })).answer).toEqual({
      claimId,
      mentionId: near,
      verdict: 'confirmed',
    });
    expect((await decide(same, { verdict: 'rejected' })).status).toBe(200);
    expect((await get('/api/v1/claims')).items[0]).toMatchObject({ claimId, matches: 1, suggestions: 0 });
    expect(
      (await listAnswersOfMentions(database.db, [same, near])).map(({ mentionId, kind }) => [mentionId, kind]),
    ).toEqual([[near, 'match']]);
    const all = await get(`/api/v1/claims/${claimId}/repeats?rejected=true`);
    expect(all.items.map(({ verdict }: Answer) => verdict)).toEqual(['rejected', 'confirmed']);
    expect((await page('/hoaks')).html).not.toContain('Usulan yang perlu diperiksa');
    const trail = await database.db
      .selectFrom('audit')
      .selectAll()
      .where('action', 'like', 'claim.%')
      .orderBy('id')
      .execute();
    expect(trail.map(({ who, at, action, object }) => [who, at, action, object])).toEqual([
      ['Analis', now.toISOString(), 'claim.confirm', `claim:${claimId}`],
      ['Analis', now.toISOString(), 'claim.reject', `claim:${claimId}`],
    ]);
  });
});
