import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { listAlertRules } from '../../src/store/alert-rules.ts';
import { closeDatabase } from '../../src/store/database.ts';
import type { Db } from '../../src/store/schema.ts';
import { peopleWith } from './people.ts';
import { openSeedDatabase, type Seeded, seed } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

const analyst = 'token-analis-yang-cukup-panjang';
const other = 'token-analis-lain-yang-cukup-panjang';
const humas = 'token-humas-yang-cukup-panjang';
const pdam = 'token-opd-pdam-yang-cukup-panjang';
const people = peopleWith({
  [analyst]: { name: 'Rina' },
  [other]: { name: 'Sari' },
  [humas]: { name: 'Budi', role: 'humas' },
  [pdam]: { name: 'Tono', role: 'opd', agency: 'PDAM' },
});

// biome-ignore lint/suspicious/noExplicitAny: answers are checked value by value
type Answer = { status: number; answer: any };

const sendTo =
  (server: () => Listening) =>
  async (method: string, path: string, body?: unknown, token = analyst): Promise<Answer> => {
    const response = await fetch(`${server().origin}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, answer: await response.json() };
  };

describe('searching by the API', () => {
  let seeded: Seeded;
  let server: Listening;
  const send = sendTo(() => server);
  const ids = async (query: string, token = analyst): Promise<number[]> =>
    (await send('GET', `/mentions?${query}`, undefined, token)).answer.items.map(({ id }: { id: number }) => id);

  beforeAll(async () => {
    seeded = await seed();
    server = await serveApi(makeApiDeps(seeded.db, { people }));
  });
  afterAll(async () => {
    await server.close();
    await closeDatabase(seeded.db);
  });

  it('says how it read the query and what it left out', async () => {
    const { answer } = await send('GET', `/mentions?q=${encodeURIComponent('air OR ledeng opd:PDAMM')}`);
    expect(answer.items.length).toBeGreaterThan(1);
    expect(answer.search).toMatchObject({ read: 'air OR ledeng', sort: 'newest', lookedAt: null, indexing: false });
    expect(answer.search.problems).toEqual([
      { start: 14, end: 23, message: expect.stringContaining('Mungkin maksud Anda opd:pdam?') },
    ]);
  });

  it('filters inside the query find what parameters find', async () => {
    expect(await ids('q=opd:pdam')).toEqual(await ids('agency=PDAM'));
    expect(await ids(`q=${encodeURIComponent('opd:pdam sentimen:negatif')}`)).toEqual(
      await ids('agency=PDAM&label=negative'),
    );
    expect(await ids(`q=${encodeURIComponent('-platform:facebook')}`)).not.toContain(seeded.mentionIds[0]);
    const all = await ids('q=-tidakada');
    const facebook = await ids('q=platform:facebook');
    expect((await ids('q=-platform:facebook')).length).toBe(all.length - facebook.length);
  });

  it('a query of which nothing is left finds nothing', async () => {
    for (const q of ['!!!', 'opdd:x', '()']) expect(await ids(`q=${encodeURIComponent(q)}`)).toEqual([]);
  });

  it('ranks the best first and pages through them', async () => {
    const best = await ids('q=air&sort=relevance');
    expect([...best].sort()).toEqual([...(await ids('q=air'))].sort());
    const seen: number[] = [];
    let cursor = '';
    do {
      const { answer } = await send('GET', `/mentions?q=air&sort=relevance&limit=2${cursor}`);
      expect(answer.search.sort).toBe('relevance');
      seen.push(...answer.items.map(({ id }: { id: number }) => id));
      cursor = answer.next === null ? '' : `&cursor=${answer.next}`;
    } while (cursor !== '');
    expect(seen).toEqual(best);
    expect((await send('GET', '/mentions?sort=relevance')).answer.search.sort).toBe('newest');
    expect((await send('GET', '/mentions?q=air&sort=relevance&cursor=WzFd')).status).toBe(400);
  });

  it('divides the hits by facets that add up', async () => {
    const { answer } = await send('GET', '/mentions/facets?q=air');
    const found = await ids('q=air');
    expect(answer).toMatchObject({ counted: found.length, complete: true, problems: [] });
    for (const facet of ['platform', 'sourceClass', 'sentiment', 'topic']) {
      const sum = answer[facet].reduce((total: number, { count }: { count: number }) => total + count, 0);
      expect(sum, facet).toBe(found.length);
    }
    for (const { id, count } of answer.agency) expect(await ids(`q=air&agency=${id}`)).toHaveLength(count);
    for (const { id, count } of answer.district) expect(await ids(`q=air&place=${id}`)).toHaveLength(count);
  });

  it('shows an agency its own mentions only, and those of its issues', async () => {
    const own = await ids('', pdam);
    const rows = await seeded.db
      .selectFrom('mentions')
      .leftJoin('scores', 'scores.mentionId', 'mentions.id')
      .leftJoin('issues', 'issues.id', 'mentions.issueId')
      .select(['mentions.id', 'scores.agency', 'issues.agency as ofIssue'])
      .execute();
    const expected = rows.filter(({ agency, ofIssue }) => agency === 'PDAM' || ofIssue === 'PDAM').map(({ id }) => id);
    expect([...own].sort()).toEqual(expected.sort());
    expect(own.length).toBeGreaterThan(0);
    expect(own.length).toBeLessThan(rows.length);
    for (const { id } of rows) {
      const { status } = await send('GET', `/mentions/${id}`, undefined, pdam);
      expect(status, `mention ${id}`).toBe(expected.includes(id) ? 200 : 404);
    }
    expect((await ids('agency=PUPR', pdam)).filter((id) => !expected.includes(id))).toEqual([]);
    expect((await send('GET', '/mentions/facets', undefined, pdam)).answer.counted).toBe(expected.length);
  });

  it('lists what nobody has judged', async () => {
    const before = await ids('unchecked=true');
    const id = before[0] ?? 0;
    expect((await send('POST', `/mentions/${id}/verdict`, { verdict: 'correct' })).status).toBe(200);
    expect(await ids('unchecked=true')).toEqual(before.slice(1));
    await send('DELETE', `/mentions/${id}/verdict`);
    expect(await ids('unchecked=true')).toEqual(before);
  });
});

describe('saved searches by the API', () => {
  let db: Db;
  let server: Listening;
  const send = sendTo(() => server);
  const body = { name: 'Air mati', query: '"air mati" -pulsa' };

  beforeEach(async () => {
    db = await openSeedDatabase();
    server = await serveApi(makeApiDeps(db, { people }));
  });
  afterEach(async () => {
    await server.close();
    await closeDatabase(db);
  });

  it('are made, changed and removed by their owner, and each change is on the trail', async () => {
    const made = await send('POST', '/saved-searches', body);
    expect(made).toMatchObject({
      status: 200,
      answer: { ...body, own: true, owner: 'Rina', sort: 'newest', everywhere: false, shared: false },
    });
    const { id } = made.answer;
    expect((await send('POST', '/saved-searches', body)).status).toBe(409);
    const changed = await send('PUT', `/saved-searches/${id}`, { ...body, name: 'Ledeng', sort: 'relevance' });
    expect(changed.answer).toMatchObject({ id, name: 'Ledeng', sort: 'relevance' });
    expect((await send('GET', '/saved-searches')).answer.items).toEqual([changed.answer]);
    expect((await send('DELETE', `/saved-searches/${id}`)).answer).toEqual({ deleted: true });
    expect((await send('GET', `/saved-searches/${id}`)).status).toBe(404);
    const trail = await db.selectFrom('audit').select(['who', 'action', 'object']).orderBy('id').execute();
    const object = `saved-search:${id}`;
    expect(trail).toEqual([
      { who: 'Rina', action: 'saved-search.create', object },
      { who: 'Rina', action: 'saved-search.change', object },
      { who: 'Rina', action: 'saved-search.delete', object },
    ]);
  });

  it("another person's own is not there; a shared one is read, and changed by its owner only", async () => {
    const { id } = (await send('POST', '/saved-searches', body)).answer;
    for (const [method, sent] of [
      ['GET', undefined],
      ['PUT', body],
      ['DELETE', undefined],
    ] as const) {
      expect((await send(method, `/saved-searches/${id}`, sent, other)).status, method).toBe(404);
    }
    expect((await send('POST', `/saved-searches/${id}/alert-rule`, {}, other)).status).toBe(404);
    expect((await send('GET', '/saved-searches', undefined, other)).answer.items).toEqual([]);
    await send('PUT', `/saved-searches/${id}`, { ...body, shared: true });
    expect((await send('GET', `/saved-searches/${id}`, undefined, other)).answer).toMatchObject({ own: false });
    expect((await send('GET', '/saved-searches', undefined, humas)).answer.items).toHaveLength(1);
    expect((await send('PUT', `/saved-searches/${id}`, body, other)).status).toBe(403);
    expect((await send('DELETE', `/saved-searches/${id}`, undefined, other)).status).toBe(403);
    expect((await send('POST', '/saved-searches', body, humas)).status).toBe(403);
    expect((await send('GET', '/saved-searches', undefined, pdam)).status).toBe(403);
    // Everybody has names of their own.
    expect((await send('POST', '/saved-searches', body, other)).status).toBe(200);
  });

  it('one that can find nothing is refused, with the reason', async () => {
    const { status, answer } = await send('POST', '/saved-searches', { name: 'x', query: 'opdd:pdam' });
    expect(status).toBe(400);
    expect(answer.problems).toEqual([{ where: 'query', message: expect.stringContaining('Mungkin maksud Anda opd:') }]);
  });

  it('become an alert rule with the search as it is now', async () => {
    const { id } = (await send('POST', '/saved-searches', { ...body, shared: true })).answer;
    const made = await send('POST', `/saved-searches/${id}/alert-rule`, { minMentions: 2, windowHours: 12 }, humas);
    expect(made).toEqual({ status: 200, answer: { ruleId: `pencarian-${id}`, replaced: false } });
    const again = await send('POST', `/saved-searches/${id}/alert-rule`, { minMentions: 5 });
    expect(again.answer.replaced).toBe(true);
    expect(await listAlertRules(db)).toMatchObject([
      {
        id: `pencarian-${id}`,
        rule: 'saved-search',
        enabled: true,
        options: { ...body, everywhere: false, minMentions: 5, windowHours: 24 },
      },
    ]);
    const rule = (await send('GET', `/alert-rules/pencarian-${id}`)).answer;
    expect(rule).toMatchObject({ about: 'search', title: 'Pencarian tersimpan' });
    const bad = await send('POST', `/saved-searches/${id}/alert-rule`, { minMentions: 0 });
    expect(bad.status).toBe(400);
  });
});
