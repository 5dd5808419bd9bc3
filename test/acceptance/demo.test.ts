import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { platforms, sourceClasses } from '../../src/core/mention.ts';
import { addDays, localDate } from '../../src/core/time.ts';
import { createEmptyDatabase, dialects, type TestDatabase } from '../support/db.ts';
import { type DemoProcess, startDemo, until } from '../support/demo-process.ts';

let demo: DemoProcess;

async function get(path: string, accept = 'application/json'): Promise<{ status: number; body: string }> {
  const answer = await request(`${demo.origin}${path}`, { headers: { accept } });
  return { status: answer.statusCode, body: await answer.body.text() };
}

async function json<T>(path: string): Promise<T> {
  return JSON.parse((await get(path)).body) as T;
}

interface Page<T> {
  items: T[];
}

/** The whole main job: collected over HTTP, scored, grouped, alerted, mailed over SMTP, reported. A machine that does nothing else needs half a minute. */
describe.each(dialects)('npm start without a configuration, on %s', (dialect) => {
  let database: TestDatabase | null = null;

  beforeAll(async () => {
    database = dialect === 'postgres' ? await createEmptyDatabase(dialect) : null;
    demo = await startDemo(database === null ? {} : { KENTONGAN_DEMO_DATABASE: database.address });
    await until(async () => (await get('/kotak-surat')).body.includes('Laporan harian'), 180, demo.log);
  }, 300_000);
  afterAll(async () => {
    await demo.stop();
    await database?.db.destroy();
  });

  it('reads every source of the archive', async () => {
    const { items } = await json<Page<{ id: string; status: string; itemCount: number }>>('/api/v1/sources');
    expect(items.length).toBeGreaterThanOrEqual(40);
    expect(items.filter(({ status }) => status !== 'ok')).toEqual([]);
    const stored = items.reduce((sum, { itemCount }) => sum + itemCount, 0);
    expect(stored).toBeGreaterThanOrEqual(800);
  });

  it('hears every kind of source and every platform that has a way in', async () => {
    const { items } = await json<Page<{ class: string; platform: string }>>('/api/v1/sources');
    expect(new Set(items.map((item) => item.class))).toEqual(new Set(sourceClasses));
    const unheard = platforms.filter((platform) => !items.some((item) => item.platform === platform));
    // What has no lawful way in comes as files.
    expect(unheard).toEqual(['whatsapp', 'other']);
  });

  it('has counts of a post, questions that wait for an answer, and a fact check that answers a claim', async () => {
    const { items } = await json<Page<{ metrics: { likes: number | null } | null }>>(
      '/api/v1/mentions?source=fb-pemkab&limit=100',
    );
    expect(items.some(({ metrics }) => (metrics?.likes ?? 0) > 100)).toBe(true);
    const month = localDate(new Date(), 'Asia/Jakarta').slice(0, 7);
    const report = await json<{ agencies: { accounts: unknown[] }[] }>(`/api/v1/accounts/activity/${month}`);
    expect(report.agencies.flatMap(({ accounts }) => accounts).length).toBeGreaterThan(8);
    const hoaxes =
      await json<Page<{ score: { hoax: { class: string; matches: unknown[] } } }>>('/api/v1/hoaxes?limit=100');
    expect(hoaxes.items.some(({ score }) => score.hoax.matches.length > 0)).toBe(true);
  });

  it('recognises the water that stayed away for three days as one red issue, and alerts once', async () => {
    const { items } = await json<
      Page<{ id: number; topic: string; attention: string; mentionCount: number; agency: string }>
    >('/api/v1/issues?topic=air-listrik');
    const water = items.toSorted((a, b) => b.mentionCount - a.mentionCount)[0];
    expect(water).toMatchObject({ attention: 'alert', agency: 'PDAM' });
    expect(water?.mentionCount).toBeGreaterThan(40);
    const alerts = await json<Page<{ issueId: number; reason: string }>>('/api/v1/alerts?limit=100');
    expect(alerts.items.filter(({ issueId }) => issueId === water?.id)).toHaveLength(1);
  });

  it('leaves the neighbour of the same name and other namesakes out', async () => {
    const { items } = await json<Page<{ sourceId: string; score: { relevance: { about: string | null } } | null }>>(
      '/api/v1/mentions?source=kota-banyuraga&limit=100',
    );
    expect(items.length).toBeGreaterThan(3);
    expect(items.filter(({ score }) => score?.relevance.about === '99.01')).toEqual([]);
  });

  it('has the digest of yesterday, as page and ready for WhatsApp', async () => {
    const yesterday = addDays(localDate(new Date(), 'Asia/Jakarta'), -1);
    const text = await get(`/api/v1/digests/${yesterday}`, 'text/plain');
    expect(text.status).toBe(200);
    expect(text.body).toContain('*LAPORAN HARIAN MONITORING ISU*');
    expect(text.body).toContain('INI DEMO');
    expect((await get(`/laporan/${yesterday}`, 'text/html')).status).toBe(200);
  });

  it('finds "dikeluhkan" when asked for "keluhan"', async () => {
    const { items } = await json<Page<{ title: string | null; text: string }>>('/api/v1/mentions?q=keluhan&limit=100');
    expect(items.some(({ title, text }) => /dikeluhkan|mengeluhkan/i.test(`${title} ${text}`))).toBe(true);
  });

  it('says on every page that it is a demo', async () => {
    for (const path of ['/', '/isu', '/sebutan', '/sumber', '/akun', '/laporan', '/kotak-surat']) {
      expect((await get(path, 'text/html')).body).toContain('Mode demo');
    }
  });
});
