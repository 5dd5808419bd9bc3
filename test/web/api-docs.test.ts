import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { openApiPath } from '../../src/api/openapi.ts';
import { routes } from '../../src/api/routes/index.ts';
import { closeDatabase } from '../../src/store/database.ts';
import type { Db } from '../../src/store/schema.ts';
import { openSeedDatabase } from '../api/seed.ts';
import { readPage } from './read-page.ts';
import { servePages } from './serve-pages.ts';

let db: Db;
let server: Listening;
beforeAll(async () => {
  db = await openSeedDatabase();
  server = await servePages(db);
});
afterAll(async () => {
  await server.close();
  await closeDatabase(db);
});
const open = async (path: string) => {
  const response = await fetch(`${server.origin}${path}`);
  return { status: response.status, page: readPage(await response.text()) };
};
const tags = [...new Set(routes.map(({ tag }) => tag))];

describe('the pages of the API document', () => {
  it('list every operation with its permission, and lead to the page of its subject', async () => {
    const { page } = await open('/api-dok');
    const operations = page.texts('tbody th');
    expect(operations).toHaveLength(routes.length + 1);
    expect(operations).toContain('POST /issues/{id}/state');
    const targets = page.all('tbody th a').map(({ attribs }) => attribs.href ?? '');
    expect(new Set(targets).size).toBe(targets.length);
    expect(page.all(`main a[href="${openApiPath}"]`)).toHaveLength(1);
  });

  it.each(tags)('%s: every link leads somewhere, and every operation has an example', async (tag) => {
    const { status, page } = await open(`/api-dok/${tag}`);
    expect(status).toBe(200);
    const ids = page.all('[id]').map(({ attribs }) => attribs.id ?? '');
    expect(new Set(ids).size).toBe(ids.length);
    const missing = page
      .all('main a[href^="#"]')
      .map(({ attribs }) => (attribs.href ?? '').slice(1))
      .filter((id) => !ids.includes(id));
    expect(missing).toEqual([]);
    const examples = page.texts('.api-example');
    const own = routes.filter((route) => route.tag === tag).length + (tag === 'operation' ? 1 : 0);
    expect(examples).toHaveLength(own);
    for (const example of examples) expect(example).toMatch(/^curl (-X (POST|PUT|DELETE) )?"\$KENTONGAN\//);
    const overview = await open('/api-dok');
    const here = overview.page
      .all(`a[href^="/api-dok/${tag}#"]`)
      .map(({ attribs }) => attribs.href?.split('#')[1] ?? '');
    expect(here.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('show nothing for a subject that there is not', async () => {
    expect((await open('/api-dok/cuaca')).status).toBe(404);
    expect((await open('/api-dok/__proto__')).status).toBe(404);
  });
});
