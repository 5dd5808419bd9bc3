import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKnowledge } from '../../src/app/knowledge.ts';
import { scopeOf } from '../../src/app/open-database.ts';
import { startShared } from '../../src/app/tasks/start-shared.ts';
import { units } from '../../src/app/units.ts';
import { loadAnyConfig } from '../../src/config/load.ts';
import { permissions, roles } from '../../src/core/access.ts';
import { silentLog } from '../../src/core/log.ts';
import { hashOfSecret } from '../../src/core/secret-text.ts';
import { publishRegency } from '../../src/jobs/province/publish.ts';
import { openPostgresServer, type PostgresServer } from '../../src/store/postgres-server.ts';
import { refreshDayCounts } from '../../src/store/refresh-day-counts.ts';
import { refreshIssues } from '../../src/store/refresh-issues.ts';
import type { Db } from '../../src/store/schema.ts';
import { insertSession } from '../../src/store/sessions.ts';
import { syncSources } from '../../src/store/sources.ts';
import { insertToken } from '../../src/store/tokens.ts';
import { insertUser } from '../../src/store/users.ts';
import { addIssue, addMention, lifeSources } from '../store/life-seed.ts';
import { createEmptyDatabase } from './db.ts';
import { testNow } from './make.ts';

const zone = 'Asia/Jakarta';
const schemas = ['shared', 'r35_16', 'r35_17'] as const;

/** Names by which the province and its two regencies are asked. */
export const hosts = { province: 'jatim.test', first: 'mojokerto.test', second: 'jombang.test' } as const;

export interface Sending {
  readonly method?: string;
  readonly body?: unknown;
  /** A bearer token, a session, or nobody. */
  readonly as?: { readonly token: string } | { readonly session: string } | null;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly location: string | null;
  readonly type: string;
}

/** The pages and the API of a province and two of its regencies: one process of role api, asked by host name. */
export interface ProvinceSite {
  /** What the process said on the terminal while it started. */
  readonly said: string;
  dbOf(schema: (typeof schemas)[number]): Db;
  /** A real request for one of the host names. */
  ask(host: string, path: string, sending?: Sending): Promise<Answer>;
  close(): Promise<void>;
}

/** @param token of Ani, an analyst whom the configuration of all three names */
export async function openProvinceSite(token: string): Promise<ProvinceSite> {
  const database = await createEmptyDatabase('postgres');
  const folder = mkdtempSync(join(tmpdir(), 'kentongan-provinsi-'));
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
  const said: string[] = [];
  const write = process.stderr.write;
  process.stderr.write = (text) => said.push(String(text)) > 0;
  const running = await startShared({
    config: { ...config, http: { ...config.http, port: 0 } },
    roles: new Set(['api']),
    knowledge: loadKnowledge(),
    log: silentLog,
    now: () => testNow,
  }).finally(() => {
    process.stderr.write = write;
  });
  const server = await openPostgresServer(database.address, { max: 3 });
  const dbs = new Map(schemas.map((schema) => [schema, server.open(scopeOf(schema))]));
  const dbOf = (schema: (typeof schemas)[number]): Db => dbs.get(schema) as Db;
  await seed(dbOf('r35_16'), '35.16', 'Tanggul Kali Konto di perbatasan jebol');
  await seed(dbOf('r35_17'), '35.17', 'Tanggul Kali Konto jebol, sawah terendam');
  return {
    said: said.join(''),
    dbOf,
    ask: (host, path, sending = {}) => send(running.origin ?? '', host, path, { as: { token }, ...sending }),
    async close() {
      await running.stop();
      delete process.env.PROVINSI_UJI;
      await wipe(server);
      await server.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function wipe(server: PostgresServer): Promise<void> {
  for (const schema of [...schemas, 'pgboss']) {
    await server.login.schema.dropSchema(schema).ifExists().cascade().execute();
  }
}

/** One event that is an issue in both. */
async function seed(db: Db, code: string, title: string): Promise<void> {
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

/** Somebody of each role, with token `token-<role>` and session `sesi-<role>`; the one of an agency speaks for PDAM. */
export async function hireEverybody(db: Db): Promise<void> {
  const at = testNow.toISOString();
  for (const role of roles) {
    const facts = { name: role, email: `${role}@jatim.test`, role, election: false, password: null, createdBy: 'uji' };
    const userId = await insertUser(db, { ...facts, createdAt: at, agency: role === 'opd' ? 'PDAM' : null });
    const session = { userId, state: 'full', at, confirmed: true, client: '', agent: null } as const;
    await insertSession(db, { ...session, hash: hashOfSecret(`sesi-${role}`) });
    const token = { userId, name: 'uji', scopes: permissions, createdAt: at, expiresAt: '2027-11-01T00:00:00.000Z' };
    await insertToken(db, { ...token, hash: hashOfSecret(`token-${role}`) });
  }
}

function send(
  origin: string,
  host: string,
  path: string,
  { method = 'GET', body, as = null }: Sending,
): Promise<Answer> {
  const who =
    as === null ? {} : 'token' in as ? { authorization: `Bearer ${as.token}` } : { cookie: `kentongan=${as.session}` };
  const sentBody = body === undefined ? null : Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, origin),
      {
        method,
        headers: {
          host,
          ...who,
          ...(method === 'GET' ? {} : { 'sec-fetch-site': 'same-origin' }),
          ...(sentBody === null ? {} : { 'content-type': 'application/json', 'content-length': sentBody.length }),
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        const type = response.headers['content-type'] ?? '';
        const end = () =>
          resolve({
            ...{ status: response.statusCode ?? 0, location: response.headers.location ?? null, type },
            body: Buffer.concat(parts).toString('utf8'),
          });
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', end);
        // Events never end by themselves.
        if (type.includes('event-stream')) {
          end();
          response.destroy();
        }
      },
    );
    sent.on('error', reject);
    sent.end(sentBody ?? undefined);
  });
}
