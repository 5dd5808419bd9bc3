import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadKnowledge } from '../../src/app/knowledge.ts';
import { scopeOf } from '../../src/app/open-database.ts';
import { type SharedProcess, startShared } from '../../src/app/tasks/start-shared.ts';
import { units } from '../../src/app/units.ts';
import { loadAnyConfig } from '../../src/config/load.ts';
import { silentLog } from '../../src/core/log.ts';
import { publishRegency } from '../../src/jobs/province/publish.ts';
import { openPostgresServer, type PostgresServer } from '../../src/store/postgres-server.ts';
import { refreshDayCounts } from '../../src/store/refresh-day-counts.ts';
import { refreshIssues } from '../../src/store/refresh-issues.ts';
import type { Db } from '../../src/store/schema.ts';
import { syncSources } from '../../src/store/sources.ts';
import { addIssue, addMention, lifeSources } from '../store/life-seed.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/db.ts';
import { testNow } from '../support/make.ts';

const zone = 'Asia/Jakarta';
const token = 'rahasia-analis-provinsi-uji-0123456789';
const hosts = { province: 'jatim.test', first: 'mojokerto.test', second: 'jombang.test' };

let folder: string;
let database: TestDatabase;
let server: PostgresServer;
let running: SharedProcess;

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly location: string | null;
}

/** A real request for one of the host names. */
function ask(
  host: string,
  path: string,
  options: { method?: string; body?: unknown; as?: string | null } = {},
): Promise<Answer> {
  const { method = 'GET', body, as = token } = options;
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, running.origin ?? ''),
      {
        method,
        headers: {
          host,
          ...(as === null ? {} : { authorization: `Bearer ${as}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(parts).toString('utf8'),
            location: response.headers.location ?? null,
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const json = async (...asked: Parameters<typeof ask>) => JSON.parse((await ask(...asked)).body);

beforeAll(async () => {
  database = await createEmptyDatabase('postgres');
  folder = mkdtempSync(join(tmpdir(), 'kentongan-provinsi-'));
  mkdirSync(join(folder, 'kabupaten'));
  const common = `contact: mailto:uji@contoh.test\nlegal: { purpose: uji coba, basis: uji coba }\npeople: [{ name: Ani, token: PROVINSI_UJI, role: analis }]\n`;
  const file = (code: string, host: string) =>
    writeFileSync(
      join(folder, 'kabupaten', `${code}.yaml`),
      `region: { code: "${code}" }\npartOf: ../kentongan.yaml\nhttp: { publicUrl: "http://${host}" }\n${common}`,
    );
  file('35.16', hosts.first);
  file('35.17', hosts.second);
  writeFileSync(
    join(folder, 'kentongan.yaml'),
    `database: ${database.address}\nhttp: { port: 0, publicUrl: "http://${hosts.province}" }\nprovince: { code: "35", regencies: [kabupaten/35.16.yaml, kabupaten/35.17.yaml] }\n${common}`,
  );
  process.env.PROVINSI_UJI = token;
  const config = loadAnyConfig(join(folder, 'kentongan.yaml'), units, process.env);
  running = await startShared({
    config: { ...config, http: { ...config.http, port: 0 } },
    roles: new Set(['api']),
    knowledge: loadKnowledge(),
    log: silentLog,
    now: () => testNow,
  });
  server = await openPostgresServer(database.address, { max: 3 });
  await seed(server.open(scopeOf('r35_16')), '35.16', 'Tanggul Kali Konto di perbatasan jebol');
  await seed(server.open(scopeOf('r35_17')), '35.17', 'Tanggul Kali Konto jebol, sawah terendam');
});

afterAll(async () => {
  await running?.stop();
  delete process.env.PROVINSI_UJI;
  for (const schema of ['shared', 'r35_16', 'r35_17', 'pgboss']) {
    await server.login.schema.dropSchema(schema).ifExists().cascade().execute();
  }
  await server.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function seed(db: Db, code: string, title: string): Promise<void> {
  await ask(code === '35.16' ? hosts.first : hosts.second, '/health');
  await syncSources(db, lifeSources, testNow);
  const publishedAt = new Date(testNow.getTime() - 7_200_000).toISOString();
  const text = `${title}. Warga berjaga, petugas menutup tanggul Kali Konto dengan karung pasir.`;
  const scored = { label: 'negative', attention: 'alert', about: code, topic: 'banjir-bencana' } as const;
  const draft = { publishedAt, title, text, url: 'https://koran.test/tanggul-konto' };
  const ids = [await addMention(db, 'koran', { ...draft, keys: [`url:konto-${code}`] }, scored)];
  const id = await addIssue(db, ids, title);
  await refreshIssues(db, [id], testNow.toISOString());
  await refreshDayCounts(db, { zone, maxDays: 40 });
  await publishRegency({ db, regency: code, zone }, testNow);
}

describe('the province’s own host name', () => {
  test('shows its regencies side by side, in the order that is asked for', async () => {
    const { status, body } = await ask(hosts.province, '/provinsi?urut=nama');
    expect(status).toBe(200);
    expect(body).toContain('Provinsi Jawa Timur');
    expect(body.indexOf('Kabupaten Jombang')).toBeLessThan(body.indexOf('Kabupaten Mojokerto'));
    expect(body).toContain('aria-sort="ascending"');
    expect(body).toContain('belum diketahui');
    expect(body).not.toContain('Tidak ada kabar lebih dari 15 menit');
    expect((await ask(hosts.province, '/')).location).toBe('/provinsi');
  });

  test('answers the same through its API', async () => {
    const { items } = await json(hosts.province, '/api/v1/province/regencies');
    expect(items).toMatchObject([
      { code: '35.16', today: { mentions: 1, negatives: 1 }, usual: null, negativesPerThousand: null, openIssues: 1 },
      { code: '35.17', unheard: false, sources: 5 },
    ]);
    const days = await json(hosts.province, '/api/v1/province/days?regency=35.17');
    expect(days.items).toMatchObject([{ regency: '35.17', mentions: 1 }]);
    const csv = await ask(hosts.province, '/api/v1/province/regencies?format=csv');
    expect(csv.body).toContain('negatif-per-1000');
  });

  test('finds the event that is an issue in both', async () => {
    const { items } = await json(hosts.province, '/api/v1/province/issues');
    expect(items).toMatchObject([{ regencies: ['35.16', '35.17'], mentionCount: 2, attention: 'alert' }]);
    expect(JSON.stringify(items)).not.toContain('keys');
    const list = await ask(hosts.province, '/lintas');
    expect(list.body).toContain('Mulai di Kabupaten Mojokerto, lalu Kabupaten Jombang');
    const [card] = items[0].cards;
    const page = await ask(hosts.province, `/lintas/${card.regency}/${card.issueId}`);
    expect(page.body).toContain(`href="http://mojokerto.test/isu/${card.issueId}"`);
    expect(page.body).not.toContain('karung pasir');
  });

  test('shows a regency with the way to its own dashboard, and only regencies that there are', async () => {
    const { status, body } = await ask(hosts.province, '/provinsi/35.17');
    expect([status, body.includes('href="http://jombang.test"')]).toEqual([200, true]);
    expect((await ask(hosts.province, '/provinsi/35.18')).status).toBe(404);
  });

  test('opens to nobody who has not signed in', async () => {
    expect((await ask(hosts.province, '/provinsi', { as: null })).location).toMatch(/^\/masuk/);
    for (const path of ['regencies', 'issues', 'days']) {
      expect((await ask(hosts.province, `/api/v1/province/${path}`, { as: null })).status).toBe(401);
    }
    expect((await ask(hosts.province, '/masuk', { as: null })).status).toBe(200);
  });

  test('has what its people need and no issues of its own; a regency has no province’s pages', async () => {
    for (const path of ['/sumber', '/hoaks/paket', '/api-dok']) {
      expect([path, (await ask(hosts.province, path)).status]).toEqual([path, 200]);
    }
    for (const path of ['/isu', '/peringatan', '/api/v1/issues']) {
      expect([path, (await ask(hosts.province, path)).status]).toEqual([path, 404]);
    }
    for (const path of ['/provinsi', '/lintas', '/api/v1/province/regencies']) {
      expect([path, (await ask(hosts.first, path)).status]).toEqual([path, 404]);
    }
  });
});

describe('sharing an issue', () => {
  test('shows it to those it was shared with, marked as another’s, until it is taken back', async () => {
    const { items } = await json(hosts.first, '/api/v1/issues');
    const { id } = items[0];
    const page = await ask(hosts.first, `/isu/${id}`);
    expect(page.body).toContain('Bagikan isu ini');
    const share = (to: string) =>
      ask(hosts.first, `/api/v1/issues/${id}/shares`, {
        method: 'POST',
        body: { to, reason: 'Tanggul di perbatasan kita.' },
      });
    expect([(await share('35.17')).status, (await share('province')).status]).toEqual([200, 200]);
    expect([(await share('35.16')).status, (await share('35.18')).status]).toEqual([400, 400]);

    for (const host of [hosts.second, hosts.province]) {
      const list = await ask(host, '/dibagikan');
      expect(list.body).toContain('Dari Kabupaten Mojokerto');
      const shown = await ask(host, `/dibagikan/35.16/${id}`);
      expect(shown.body).toContain('Milik Kabupaten Mojokerto');
      expect(shown.body).toContain('karung pasir');
    }
    expect((await json(hosts.second, '/api/v1/issues')).items).toHaveLength(1);
    expect((await json(hosts.second, '/api/v1/shares')).items).toHaveLength(1);
    expect((await json(hosts.first, '/api/v1/shares')).items).toEqual([]);

    const taken = await ask(hosts.first, `/api/v1/issues/${id}/shares/35.17`, { method: 'DELETE' });
    expect(taken.status).toBe(200);
    expect((await ask(hosts.second, `/dibagikan/35.16/${id}`)).status).toBe(404);
    expect((await ask(hosts.province, `/dibagikan/35.16/${id}`)).status).toBe(200);
    const again = await ask(hosts.first, `/api/v1/issues/${id}/shares/35.17`, { method: 'DELETE' });
    expect(again.status).toBe(404);
    const audit = await server
      .open(scopeOf('r35_16'))
      .selectFrom('audit')
      .select(['action', 'who'])
      .where('action', 'like', 'issue.%')
      .orderBy('id')
      .execute();
    expect(audit).toEqual([
      { action: 'issue.share', who: 'Ani' },
      { action: 'issue.share', who: 'Ani' },
      { action: 'issue.unshare', who: 'Ani' },
    ]);
  });
});
