import { createHash } from 'node:crypto';
import { load } from 'cheerio';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../src/api/routes/index.ts';
import type { Db } from '../../src/store/schema.ts';
import { pages } from '../../src/web/pages/index.ts';
import { type Office, openOffice, sessionOf } from './office.ts';
import { requiredQuery, sampleAddress } from './sample-request.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** Left out: the trail, on which reads, exports and refusals are noted, and when sessions and tokens were last used. */
const notData = new Set(['audit', 'auditChain', 'sessions', 'apiTokens', 'sqlite_sequence']);

/** Everything that the database holds, as one number. */
async function hashOf(db: Db): Promise<Map<string, string>> {
  const tables = (await db.introspection.getTables()).map(({ name }) => name);
  const hashes = new Map<string, string>();
  for (const table of tables.sort()) {
    if (notData.has(table.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()))) continue;
    const { rows } = await sql<object>`select * from ${sql.id(table)}`.execute(db);
    const texts = rows.map((row) => JSON.stringify(row)).sort();
    hashes.set(table, createHash('sha256').update(texts.join('\n')).digest('hex'));
  }
  return hashes;
}

const foreign: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['a foreign Origin', { origin: 'https://penyerang.test' }],
  ['a foreign Origin that looks like ours', { origin: 'http://127.0.0.1.penyerang.test' }],
  ['Origin null', { origin: 'null' }],
  [
    'a foreign Origin in spite of Sec-Fetch-Site',
    { origin: 'https://penyerang.test', 'sec-fetch-site': 'same-origin' },
  ],
  ['Sec-Fetch-Site cross-site', { 'sec-fetch-site': 'cross-site' }],
  ['Sec-Fetch-Site same-site', { 'sec-fetch-site': 'same-site' }],
  ['Sec-Fetch-Site none', { 'sec-fetch-site': 'none' }],
  ['nothing that says where it comes from', {}],
];

describe('writes from elsewhere', () => {
  it.each(foreign)('with %s are refused on every route, for sessions and guests', async (_, headers) => {
    const before = await hashOf(office.db);
    const wrong: string[] = [];
    const types = ['application/json', 'application/x-www-form-urlencoded', 'text/plain'];
    for (const route of routes.filter(({ method }) => method !== 'get')) {
      const address = office.origin + sampleAddress(route.path, { id: 1, mentionId: 1, date: '2026-11-21' });
      for (const [index, cookie] of [`kentongan=${sessionOf('admin')}`, ''].entries()) {
        const response = await fetch(address, {
          method: route.method.toUpperCase(),
          headers: { ...headers, ...(cookie === '' ? {} : { cookie }), 'content-type': types[index] ?? '' },
          body: index === 0 ? '{}' : '_back=/',
          redirect: 'manual',
        });
        await response.arrayBuffer();
        if (response.status !== 403 && !(cookie === '' && response.status === 401))
          wrong.push(`${route.method} ${route.path} ${cookie === '' ? 'guest' : 'session'}: ${response.status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await hashOf(office.db)).toEqual(before);
  });

  it('are refused also when a form says by its address that it means another method', async () => {
    const response = await fetch(`${office.origin}/api/v1/users/1/disabled?_method=delete`, {
      method: 'POST',
      headers: {
        ...{ origin: 'https://penyerang.test', cookie: `kentongan=${sessionOf('admin')}` },
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: '_back=/',
      redirect: 'manual',
    });
    expect(response.status).toBe(403);
  });
});

describe('reading', () => {
  it.each(['admin', 'meja pemilu', 'opd', 'auditor'])('changes nothing, wherever %s looks', async (who) => {
    const before = await hashOf(office.db);
    const seen = new Set<string>();
    const waiting = [
      ...pages.flatMap(({ path }) => [sampleAddress(path, { id: 1 }), sampleAddress(path)]),
      ...routes
        .filter((route) => route.method === 'get' && !('stream' in route))
        .flatMap((route) => [sampleAddress(route.path, { id: 1 }) + requiredQuery(route)]),
      ...['csv', 'xlsx', 'ndjson'].map((format) => `/api/v1/mentions?format=${format}`),
    ];
    while (waiting.length > 0 && seen.size < 400) {
      const address = waiting.shift() ?? '';
      if (seen.has(address)) continue;
      seen.add(address);
      const { status, text } = await office.ask(who, 'GET', address, { session: true });
      expect([address, status < 500 || status === 503]).toEqual([address, true]);
      const isHtml = text.startsWith('<!doctype html>');
      const links = isHtml ? load(text)('a[href^="/"]').toArray() : [];
      for (const link of links) waiting.push((link.attribs.href ?? '').split('#')[0] ?? '');
    }
    expect(seen.size).toBeGreaterThan(100);
    expect(await hashOf(office.db)).toEqual(before);
  });
});
