import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles } from '../../src/core/access.ts';
import { type Answer, hireEverybody, hosts, openProvinceSite, type ProvinceSite } from '../support/province-site.ts';

let site: ProvinceSite;
beforeAll(async () => {
  site = await openProvinceSite('rahasia-analis-tautan-uji-0123456789');
  const issue = await site.dbOf('r35_16').selectFrom('issues').select('id').executeTakeFirstOrThrow();
  for (const schema of ['shared', 'r35_16'] as const) await hireEverybody(site.dbOf(schema));
  const pack = {
    ...{ id: 'tanggul', title: 'Tanggul', stage: 'none', from: null, to: null },
    ...{ purpose: 'Memantau tanggul', basis: 'Tugas pokok BPBD', candidates: [] },
    keywords: [{ text: 'tanggul', theme: 'air', near: [] }],
  };
  for (const host of [hosts.province, hosts.first]) {
    const stored = await site.ask(host, '/api/v1/keyword-packs/tanggul', {
      ...{ method: 'PUT', body: pack, as: { token: 'token-admin' } },
    });
    expect([host, stored.status, stored.body]).toEqual([host, 200, '{"result":"added"}']);
  }
  const shared = await site.ask(hosts.first, `/api/v1/issues/${issue.id}/shares`, {
    ...{ method: 'POST', body: { to: 'province', reason: 'Tanggul di perbatasan kita.' } },
  });
  expect(shared.status).toBe(200);
});
afterAll(() => site.close());

/** What a page leads to on its own host: links, pictures, styles, forms that ask. */
function linksOf({ body }: Answer, host: string, at: string): string[] {
  const page = load(body);
  const found: string[] = [];
  for (const [what, name] of [
    ['a', 'href'],
    ['link', 'href'],
    ['script', 'src'],
    ['img', 'src'],
    ['iframe', 'src'],
    ['form[method="get"]', 'action'],
  ] as const) {
    for (const element of page(what).toArray()) {
      const href = page(element).attr(name);
      if (href === undefined || !URL.canParse(href, `http://${host}${at}`)) continue;
      const url = new URL(href, `http://${host}${at}`);
      if (url.host !== host || url.protocol !== 'http:' || url.pathname.includes('/files/')) continue;
      // The same list as a file is counted for each person, and one more way of saying the same.
      url.searchParams.delete('format');
      found.push(`${url.pathname}${url.search}`);
    }
  }
  return found;
}

/** Of sixty agencies and fourteen charts so many are looked at; files of reports, which take seconds to draw, have tests of their own. */
const mostChildren = 4;

/** A page with another filter, order or day is the same page: it is looked at as it is led to first. */
/** @returns what is broken: address, status, and the page that leads there */
async function crawl(
  host: string,
  role: string | null,
): Promise<{ readonly broken: string[]; readonly seen: string[] }> {
  const waiting: (readonly [path: string, from: string])[] = [['/', 'the beginning']];
  const known = new Set(['/']);
  const children = new Map<string, number>();
  const broken: string[] = [];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [path, from] = next;
    const answer = await site.ask(host, path, { as: role === null ? null : { session: `sesi-${role}` } });
    if (![200, 303].includes(answer.status)) broken.push(`${path}: ${answer.status}, from ${from}`);
    const leads = answer.location === null ? [] : [answer.location];
    if (answer.status === 200 && answer.type.startsWith('text/html')) leads.push(...linksOf(answer, host, path));
    for (const link of leads) {
      const plain = link.split('?')[0] ?? link;
      const parent = plain.slice(0, plain.lastIndexOf('/') + 1);
      const siblings = children.get(parent) ?? 0;
      if (known.has(plain) || (parent !== '/' && siblings >= mostChildren)) continue;
      children.set(parent, siblings + 1);
      known.add(plain);
      waiting.push([link, path]);
    }
  }
  return { broken, seen: [...known] };
}

describe.each([
  ['the province', hosts.province, roles, ['/provinsi', '/lintas', '/dibagikan', '/hoaks/paket', '/sumber']],
  [
    'a regency of it',
    hosts.first,
    ['admin', 'opd'],
    ['/isu', '/sebutan', '/peringatan', '/dibagikan', '/hoaks/paket', '/sumber'],
  ],
] as const)('%s', (_, host, those, expected) => {
  test.each([...those, null])('leads %s to pages that there are, and to no others', async (role) => {
    const { broken, seen } = await crawl(host, role);
    expect(broken).toEqual([]);
    const reads = role !== null && role !== 'opd';
    expect(seen).toEqual(expect.arrayContaining(reads ? [...expected] : ['/masuk'].filter(() => role === null)));
  });
});

test('a page that is not there leads on', async () => {
  for (const host of [hosts.province, hosts.first]) {
    const answer = await site.ask(host, '/tidak-ada', { as: { session: 'sesi-admin' } });
    expect(answer.status).toBe(404);
    for (const link of linksOf(answer, host, '/tidak-ada').filter((one) => one !== '/tidak-ada')) {
      const { status } = await site.ask(host, link, { as: { session: 'sesi-admin' } });
      expect([host, link, [200, 303].includes(status)]).toEqual([host, link, true]);
    }
  }
});
