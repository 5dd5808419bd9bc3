import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { closeDatabase } from '../../src/store/database.ts';
import type { Db } from '../../src/store/schema.ts';
import { peopleWith } from './people.ts';
import { openSeedDatabase, store } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

const analyst = 'token-analis-yang-cukup-panjang';
const humas = 'token-humas-yang-cukup-panjang';
const people = peopleWith({ [analyst]: { name: 'Rina' }, [humas]: { name: 'Budi', role: 'humas' } });

let db: Db;
let server: Listening;
let id = 0;

beforeEach(async () => {
  db = await openSeedDatabase();
  const red = { label: 'negative', attention: 'alert' } as const;
  id = await store(db, { ...red, source: 'kabar-wanasari', minutes: 3000, title: 'Air Mati', text: 'Air {mati|-3}.' });
  server = await serveApi(makeApiDeps(db, { people }));
});
afterEach(async () => {
  await server.close();
  await closeDatabase(db);
});

// biome-ignore lint/suspicious/noExplicitAny: answers are checked value by value
type Answer = { status: number; answer: any };

async function send(method: string, path: string, body?: unknown, token = analyst): Promise<Answer> {
  const response = await fetch(`${server.origin}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, answer: await response.json() };
}

describe('a verdict by the API', () => {
  it('is stored, shown by every answer about the mention, and taken back', async () => {
    const posted = await send('POST', `/mentions/${id}/verdict`, { verdict: 'neutral', note: 'hanya pengumuman' });
    expect(posted.status).toBe(200);
    const correction = {
      verdict: 'neutral',
      note: 'hanya pengumuman',
      who: 'Rina',
      at: '2026-11-22T10:10:00.000Z',
      machine: 'negative',
    };
    expect(posted.answer).toMatchObject({
      id,
      correction,
      score: { sentiment: { label: 'neutral' }, attention: 'none' },
    });
    expect(posted.answer.score.sentiment.evidence).toHaveLength(1);
    expect(Object.keys(posted.answer.score)).not.toContain('corrected');
    const { answer: listed } = await send('GET', '/mentions?label=neutral&q=mati');
    expect(listed.items.map((item: { id: number; correction: unknown }) => [item.id, item.correction])).toEqual([
      [id, correction],
    ]);
    const removed = await send('DELETE', `/mentions/${id}/verdict`);
    expect(removed).toMatchObject({
      status: 200,
      answer: { correction: null, score: { sentiment: { label: 'negative' }, attention: 'alert' } },
    });
  });

  it('may be sent twice', async () => {
    for (let time = 0; time < 2; time += 1) {
      expect((await send('POST', `/mentions/${id}/verdict`, { verdict: 'irrelevant' })).status).toBe(200);
    }
    expect(await db.selectFrom('audit').selectAll().where('action', '=', 'mention.verdict').execute()).toHaveLength(1);
    for (let time = 0; time < 2; time += 1) expect((await send('DELETE', `/mentions/${id}/verdict`)).status).toBe(200);
    expect(await db.selectFrom('audit').selectAll().where('action', '=', 'mention.verdict').execute()).toHaveLength(2);
  });

  it('is for those who may triage, and checked', async () => {
    expect((await send('POST', `/mentions/${id}/verdict`, { verdict: 'neutral' }, humas)).status).toBe(403);
    expect((await send('DELETE', `/mentions/${id}/verdict`, undefined, humas)).status).toBe(403);
    expect((await send('POST', `/mentions/${id}/verdict`, { verdict: 'neutral' }, 'bukan-token')).status).toBe(401);
    for (const body of [
      { verdict: 'bagus' },
      {},
      { verdict: 'neutral', note: 'a\u202eb' },
      { verdict: 'neutral', x: 1 },
    ]) {
      expect((await send('POST', `/mentions/${id}/verdict`, body)).status).toBe(400);
    }
    expect((await send('POST', '/mentions/999999/verdict', { verdict: 'neutral' })).status).toBe(404);
    expect(await db.selectFrom('corrections').selectAll().execute()).toEqual([]);
  });
});
