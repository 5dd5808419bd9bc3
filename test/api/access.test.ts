import type { RequestHandler } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApiPath } from '../../src/api/openapi.ts';
import type { Route } from '../../src/api/route.ts';
import { routes } from '../../src/api/routes/index.ts';
import type { Access } from '../../src/core/access.ts';
import { pages } from '../../src/web/pages/index.ts';
import { everybody, isGuest, mayUse, type Office, openOffice } from './office.ts';
import { requiredQuery, sampleAddress } from './sample-request.ts';

let office: Office;
const ask: Office['ask'] = (...request) => office.ask(...request);

beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method.toUpperCase()} ${path}`;

interface Layer {
  readonly name: string;
  readonly route?: { readonly path: string; readonly stack: readonly { readonly handle: RequestHandler }[] };
  readonly handle: RequestHandler & { readonly stack?: readonly Layer[] };
}

describe('the router', () => {
  it('has no route and no page without a rule', () => {
    const rules = new Map<string, Access | undefined>();
    const walk = (stack: readonly Layer[]) => {
      for (const { route, handle } of stack) {
        if (handle.stack !== undefined) walk(handle.stack);
        if (route === undefined) continue;
        const [first] = route.stack;
        // The rule is asked first, or stands on the one handler that asks it.
        rules.set(route.path, (first?.handle as { access?: Access } | undefined)?.access);
      }
    };
    walk((office.app.router as unknown as { stack: readonly Layer[] }).stack);
    const without = [...rules].filter(([, access]) => access === undefined).map(([path]) => path);
    expect(
      without,
      'Register it through defineRoute or as a Page; else put createAccessGuard(…) before its handler',
    ).toEqual([]);
    const known = [...routes.map(({ path }) => path), ...pages.map(({ path }) => path), openApiPath];
    expect([...rules.keys()]).toEqual(expect.arrayContaining(known));
  });

  it('has no address that two routes or pages share', () => {
    const names = [...routes.map(nameOf), ...pages.map(({ path }) => `GET ${path}`)];
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('answers nothing to methods that an address does not know', async () => {
    for (const path of new Set(routes.map((route) => route.path))) {
      const address = sampleAddress(path);
      const known = routes.filter((route) => sameShape(route.path, path)).map(({ method }) => method.toUpperCase());
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter((each) => !known.includes(each))) {
        expect([method, path, (await ask('admin', method, address)).status]).toEqual([method, path, 405]);
      }
      if (!known.includes('GET')) expect([path, (await ask('admin', 'GET', address)).status]).toEqual([path, 404]);
    }
  });
});

/** `/a/:id` and `/a/baru` are one address to a method that only the first knows. */
function sameShape(pattern: string, path: string): boolean {
  return new RegExp(`^${pattern.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}$`).test(sampleAddress(path));
}

/** What only a browser may do in which the password was given not long ago: the account itself. A token gets 403. */
const byBrowserOnly = new Set([
  'POST /api/v1/session/confirmation',
  'POST /api/v1/me/second-factor',
  'DELETE /api/v1/me/second-factor',
  'POST /api/v1/me/recovery-codes',
  'DELETE /api/v1/me/sessions',
  'DELETE /api/v1/me/sessions/:id',
  'DELETE /api/v1/me/tokens/:id',
  'DELETE /api/v1/users/:id/disabled',
  'DELETE /api/v1/users/:id/second-factor',
  'POST /api/v1/users/:id/link',
  'POST /api/v1/invitations/:id/link',
]);

describe.each(everybody)('%s', (who) => {
  it('is let into the routes of the API that are theirs, and no others', async () => {
    const wrong: string[] = [];
    for (const route of routes) {
      const path = sampleAddress(route.path) + requiredQuery(route);
      const session = byBrowserOnly.has(nameOf(route));
      const { status } = await ask(who, route.method.toUpperCase(), path, { session });
      const refusal = isGuest(who) ? 401 : 403;
      const isRight = mayUse(who, route.access) ? ![401, 403, 405, 500].includes(status) : status === refusal;
      if (!isRight) wrong.push(`${nameOf(route)} (${route.access}): ${status}`);
      if (session && !isGuest(who)) {
        const byToken = await ask(who, route.method.toUpperCase(), path);
        if (byToken.status !== 403) wrong.push(`${nameOf(route)} by token: ${byToken.status}`);
      }
      if (route.method === 'get' && !('stream' in route)) {
        const head = await ask(who, 'HEAD', path);
        if (head.status !== status) wrong.push(`HEAD ${route.path}: ${head.status}, GET ${status}`);
      }
    }
    expect(wrong, 'what a browser only may do stands in byBrowserOnly, in this file').toEqual([]);
  });

  it('opens the pages that are theirs, and no others', async () => {
    const wrong: string[] = [];
    for (const { path, access } of pages) {
      const { status, location } = await ask(who, 'GET', sampleAddress(path), { session: true });
      const toSignIn = status === 303 && location?.startsWith('/masuk?lanjut=') === true;
      const isRight = mayUse(who, access)
        ? [200, 303, 404].includes(status) && !toSignIn
        : isGuest(who)
          ? toSignIn
          : status === 403;
      if (!isRight) wrong.push(`${path} (${access}): ${status} ${location ?? ''}`);
    }
    expect(wrong).toEqual([]);
  });

  it('takes lists as files only with the permission to export', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter((each) => 'handle' in each && each.csv !== undefined)) {
      const query = requiredQuery(route);
      const path = `${sampleAddress(route.path)}${query === '' ? '?' : `${query}&`}format=csv`;
      const { status } = await ask(who, 'GET', path);
      const allowed = mayUse(who, route.access) && mayUse(who, 'export');
      const isRight = allowed ? ![401, 403, 500].includes(status) : status === (isGuest(who) ? 401 : 403);
      if (!isRight) wrong.push(`${route.path}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });
});
