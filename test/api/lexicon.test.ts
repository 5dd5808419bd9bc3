import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { parseLabelled } from '../../src/app/evaluation/labelled-file.ts';
import { setVerdict } from '../../src/store/corrections.ts';
import { closeDatabase } from '../../src/store/database.ts';
import type { Db } from '../../src/store/schema.ts';
import { peopleWith } from './people.ts';
import { now, openSeedDatabase, store } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

const analyst = 'token-analis-yang-cukup-panjang';
const humas = 'token-humas-yang-cukup-panjang';
const people = peopleWith({ [analyst]: { name: 'Rina' }, [humas]: { name: 'Budi', role: 'humas' } });

let db: Db;
let server: Listening;

beforeEach(async () => {
  db = await openSeedDatabase();
  server = await serveApi(makeApiDeps(db, { people }));
});
afterEach(async () => {
  await server.close();
  await closeDatabase(db);
});

// biome-ignore lint/suspicious/noExplicitAny: answers are checked value by value
type Answer = { status: number; answer: any };

async function send(method: string, path: string, body?: unknown, token: string | null = analyst): Promise<Answer> {
  const response = await fetch(`${server.origin}/api/v1/lexicon${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, answer: await response.json() };
}
const why = 'dipakai warga';

describe("the office's words by the API", () => {
  it('are looked up by guests, and not changed by them nor by those whose role is another', async () => {
    const { status, answer } = await send('GET', '/words/RUSAK', undefined, null);
    expect(status).toBe(200);
    expect(answer).toMatchObject({ term: 'rusak', reading: ['rusak'], office: null, lists: [{ weight: -2 }] });
    expect((await send('GET', '', undefined, null)).answer).toEqual({ version: 0, entries: [] });
    for (const [token, refused] of [
      [null, 401],
      [humas, 403],
    ] as const) {
      expect((await send('GET', '/preview?term=rusak&weight=-2', undefined, token)).status).toBe(refused);
      expect((await send('GET', '/evaluation', undefined, token)).status).toBe(refused);
      for (const [method, path, body] of [
        ['POST', '/words', { term: 'ambyar', weight: -2, why }],
        ['DELETE', '/words', { term: 'ambyar', why }],
        ['POST', '/versions/0/restore', { why }],
      ] as const) {
        // Without a token and without saying where it comes from, a write is taken for one of another site.
        const sent = await send(method, path, body, token);
        expect([refused, 403]).toContain(sent.status);
      }
    }
    expect(await db.selectFrom('lexiconVersions').selectAll().execute()).toEqual([]);
  });

  it('are changed, compared and used again', async () => {
    expect((await send('POST', '/words', { term: ' Ambyar  TOTAL', weight: -2.5, why })).answer).toEqual({
      version: 1,
      size: 1,
    });
    await send('POST', '/words', { term: 'mantul', weight: 3, why });
    expect((await send('GET', '')).answer.entries).toEqual([
      { term: 'ambyar total', weight: -2.5 },
      { term: 'mantul', weight: 3 },
    ]);
    expect((await send('DELETE', '/words', { term: 'AMBYAR total', why })).answer).toEqual({ version: 3, size: 1 });
    expect((await send('DELETE', '/words', { term: 'ambyar total', why })).status).toBe(404);
    expect((await send('GET', '/versions/3/changes')).answer.items).toEqual([
      { term: 'ambyar total', before: -2.5, after: null },
    ]);
    expect((await send('GET', '/versions/3/changes?from=0')).answer.items).toEqual([
      { term: 'mantul', before: null, after: 3 },
    ]);
    const { answer: page } = await send('GET', '/versions?limit=2');
    expect(page).toMatchObject({ items: [{ version: 3, who: 'Rina', why, size: 1 }, { version: 2 }], next: '2' });
    expect((await send('GET', `/versions?limit=2&cursor=${page.next}`)).answer).toMatchObject({
      items: [{ version: 1 }],
      next: null,
    });
    expect((await send('POST', '/versions/2/restore', { why })).answer).toEqual({ version: 4, size: 2 });
    expect((await send('POST', '/versions/2/restore', { why })).status).toBe(409);
    expect((await send('POST', '/versions/99/restore', { why })).status).toBe(404);
  });

  it('are checked', async () => {
    for (const weight of [0, 6, -5.1, 1.25, '2', null, 1e300]) {
      expect((await send('POST', '/words', { term: 'ambyar', weight, why })).status, String(weight)).toBe(400);
    }
    for (const term of ['', ' ', '...', 'a'.repeat(81), 'a\nb', 'a\u202eb', 7]) {
      expect((await send('POST', '/words', { term, weight: 1, why })).status, String(term)).toBe(400);
    }
    expect((await send('POST', '/words', { term: 'ambyar', weight: 1 })).status).toBe(400);
    expect((await send('POST', '/words', { term: '__proto__', weight: 1, why })).status).toBe(200);
    expect((await send('GET', '/words/__proto__')).answer).toMatchObject({ term: '__proto__', office: 1 });
    for (const query of ['term=ambyar&weight=0', 'weight=2', 'term=!&weight=2', 'term=ambyar&weight=x']) {
      expect((await send('GET', `/preview?${query}`)).status, query).toBe(400);
    }
    expect((await send('GET', '/versions/7/changes')).status).toBe(404);
  });

  it('tell beforehand what would flip', async () => {
    const { status, answer } = await send('GET', '/preview?term=ambyar&weight=-2');
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      term: 'ambyar',
      before: null,
      after: -2,
      days: 30,
      found: 0,
      flipped: 0,
      flips: [],
    });
  });

  it('give out the evaluation set as `evaluate` reads it: texts, and nobody who wrote them', async () => {
    const red = { label: 'negative', attention: 'alert', kind: 'post', platform: 'facebook' } as const;
    const first = await store(db, {
      ...red,
      source: 'info-warga',
      minutes: 30,
      author: 'Ibu Rukmini',
      text: '=SUM(1) kata warga, "air" mati\nlagi',
    });
    const second = await store(db, { ...red, source: 'info-warga', minutes: 20, text: 'Air mati lagi.' });
    const aside = await store(db, { ...red, source: 'info-warga', minutes: 10, text: 'Bukan tentang sini.' });
    const judge = (mentionId: number, verdict: 'neutral' | 'correct' | 'irrelevant', minute: number) => {
      const at = new Date(now.getTime() + minute * 60_000);
      return setVerdict(db, { mentionId, verdict, note: 'catatan dalam', who: 'Rina', now: at });
    };
    await judge(first, 'neutral', 1);
    await judge(second, 'correct', 2);
    await judge(aside, 'irrelevant', 3);
    expect((await send('GET', '/evaluation')).answer).toEqual({
      items: [
        { title: '', text: 'Air mati lagi.', sentiment: 'negative' },
        { title: '', text: '=SUM(1) kata warga, "air" mati\nlagi', sentiment: 'neutral' },
      ],
      next: null,
    });
    for (const format of ['csv', 'ndjson']) {
      const headers = { authorization: `Bearer ${analyst}` };
      const response = await fetch(`${server.origin}/api/v1/lexicon/evaluation?format=${format}`, { headers });
      const content = await response.text();
      expect(response.status).toBe(200);
      expect(content).not.toMatch(/Rukmini|Rina|catatan|Bukan tentang/);
      const { rows, rejected } = parseLabelled(`himpunan.${format}`, content);
      expect(rejected).toEqual([]);
      expect(rows.map(({ sentiment }) => sentiment)).toEqual(['negative', 'neutral']);
      expect(rows[1]?.text).toContain('kata warga, "air" mati\nlagi');
    }
    const trail = await db.selectFrom('audit').select('object').where('object', '=', 'lexicon:evaluation').execute();
    expect(trail.length).toBeGreaterThan(0);
    expect((await send('GET', '/accuracy', undefined, null)).answer.accuracy).toMatchObject({ texts: 2, few: true });
    expect((await send('GET', '/proposals', undefined, null)).answer).toEqual({ texts: 2, items: [] });
  });
});
