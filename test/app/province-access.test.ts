import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '../../src/api/route.ts';
import { routes as regencyRoutes } from '../../src/api/routes/index.ts';
import { memberSurface, provinceSurface } from '../../src/app/province/surface.ts';
import { permissionsOf, roles } from '../../src/core/access.ts';
import { requiredQuery, sampleAddress } from '../api/sample-request.ts';
import { hireEverybody, hosts, openProvinceSite, type ProvinceSite } from '../support/province-site.ts';

let site: ProvinceSite;
let issueId = 0;
beforeAll(async () => {
  site = await openProvinceSite('rahasia-analis-izin-uji-0123456789');
  for (const schema of ['shared', 'r35_16', 'r35_17'] as const) await hireEverybody(site.dbOf(schema));
  issueId = (await site.dbOf('r35_16').selectFrom('issues').select('id').executeTakeFirstOrThrow()).id;
});
afterAll(() => site.close());

const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method.toUpperCase()} ${path}`;

/** `GET /api/v1/shares` → permission and the kinds of installation that have it, as the page says. */
const documented = new Map(
  [
    ...readFileSync('docs/province.md', 'utf8').matchAll(/^\| `([A-Z]+ \/[^`]+)` \| `([a-z-]+)` \| ([a-z, ]+) \|$/gm),
  ].map(([, name = '', access = '', where = '']) => [name, { access, where: where.split(', ').sort() }] as const),
);

test('docs/province.md names every route that a regency on its own does not have, with its permission', () => {
  const usual = new Set(regencyRoutes.map(nameOf));
  const found = new Map<string, { access: string; where: string[] }>();
  for (const [where, surface] of [
    ['province', provinceSurface],
    ['regency', memberSurface],
  ] as const) {
    for (const route of surface.routes.filter((one) => !usual.has(nameOf(one)))) {
      const known = found.get(nameOf(route)) ?? { access: route.access, where: [] };
      found.set(nameOf(route), { access: route.access, where: [...known.where, where].sort() });
    }
  }
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(found));
});

/** What only a browser in which the password was just given may do: a token never. */
const isByBrowser = (name: string) =>
  /\/(session\/confirmation|me\/(second-factor|recovery-codes|sessions|tokens)|users\/:id\/(disabled|second-factor|link)|invitations\/:id\/link)/.test(
    name,
  ) && !name.startsWith('GET');

describe.each([
  ['the province', hosts.province, provinceSurface.routes],
  ['a regency of it', hosts.first, memberSurface.routes.filter((route) => documented.has(nameOf(route)))],
] as const)('%s', (_, host, routes) => {
  test.each([...roles, null])('lets %s into what is theirs, and tells nothing in a refusal', async (role) => {
    const may = role === null ? new Set<string>() : permissionsOf(role, false);
    const wrong: string[] = [];
    for (const route of routes) {
      const path = sampleAddress(route.path, { from: '35.16', to: '35.17' }) + requiredQuery(route);
      const { status, body, type } = await site.ask(host, path, {
        ...{ method: route.method.toUpperCase(), as: role === null ? null : { token: `token-${role}` } },
        ...(route.method === 'get' ? {} : { body: {} }),
      });
      const allowed = route.access === 'anyone' || (may as ReadonlySet<string>).has(route.access);
      const refusal = role === null ? 401 : 403;
      const isRight = !allowed
        ? status === refusal
        : isByBrowser(nameOf(route))
          ? [400, 403, 404].includes(status)
          : ![403, 405, 500].includes(status);
      if (!isRight) wrong.push(`${nameOf(route)} (${route.access}): ${status}`);
      if (![401, 403].includes(status)) continue;
      const keys = type.startsWith('application/problem+json') ? Object.keys(JSON.parse(body)) : [type];
      if (keys.join() !== 'type,title,status,detail,instance,problems') wrong.push(`${nameOf(route)} said ${body}`);
      if (/Konto|karung|35\.17/.test(body.replaceAll(path, ''))) wrong.push(`${nameOf(route)} told ${body}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('an issue that is shared', () => {
  const share = (role: string, to: string) =>
    site.ask(hosts.first, `/api/v1/issues/${issueId}/shares`, {
      ...{ method: 'POST', as: { token: `token-${role}` }, body: { to, reason: 'Tanggul di perbatasan kita.' } },
    });

  test.each([...roles, null])('by %s: only those who look after issues', async (role) => {
    const may = role !== null && permissionsOf(role, false).has('issues');
    const { status } = await share(role ?? 'siapa', 'province');
    expect(status).toBe(may ? 200 : role === null ? 401 : 403);
    const path = `/api/v1/issues/${issueId}/shares/province`;
    const taken = await site.ask(hosts.first, path, {
      ...{ method: 'DELETE', as: { token: `token-${role ?? 'siapa'}` } },
    });
    expect(taken.status).toBe(may ? 200 : role === null ? 401 : 403);
  });

  test.each([...roles, null])('is read by %s where it was shared to, by nobody elsewhere', async (role) => {
    await share('admin', '35.17');
    const as = { token: `token-${role ?? 'siapa'}` };
    const path = `/api/v1/shares/35.16/${issueId}`;
    const there = await site.ask(hosts.second, path, { as });
    const may = role !== null && permissionsOf(role, false).has('read');
    expect([there.status, there.body.includes('karung pasir')]).toEqual([may ? 200 : role === null ? 401 : 403, may]);
    const elsewhere = await site.ask(hosts.province, path, { as });
    expect([elsewhere.status, elsewhere.body.includes('karung')]).toEqual([
      may ? 404 : role === null ? 401 : 403,
      false,
    ]);
  });

  test('an account of the province opens nothing in a regency, and the other way round', async () => {
    await site
      .dbOf('shared')
      .updateTable('users')
      .set({ disabledAt: '2026-11-22T00:00:00.000Z' })
      .where('role', '=', 'pimpinan')
      .execute();
    const as = { token: 'token-pimpinan' };
    expect((await site.ask(hosts.province, '/api/v1/province/regencies', { as })).status).toBe(401);
    expect((await site.ask(hosts.first, '/api/v1/issues', { as })).status).toBe(200);
  });
});
