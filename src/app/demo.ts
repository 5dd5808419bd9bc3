import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { parse, stringify } from 'yaml';
import { credentialKinds } from '../collectors/index.ts';
import type { KeptCredential } from '../config/credentials.ts';
import { type Config, parseConfig } from '../config/load.ts';
import { createSecret } from '../config/secret.ts';
import type { Logger } from '../core/log.ts';
import { demoSecret } from '../demo/answer.ts';
import { loadArchive } from '../demo/archive.ts';
import { type Mailbox, openMailbox } from '../demo/mailbox.ts';
import { serveArchive } from '../demo/site-server.ts';
import { demoSources } from '../demo/sources.ts';
import { createDemoPeople } from '../people/demo.ts';
import { createReader } from '../reading/reader.ts';
import { emptyGazetteer } from '../regions/gazetteer.ts';
import { parseRegion } from '../regions/parse-region.ts';
import { openPostgresServer } from '../store/postgres-server.ts';
import { importAccountSheet } from './accounts.ts';
import { demoFolder, stateFolder } from './files.ts';
import { type Installation, openInstallation } from './installation.ts';
import { loadKnowledge } from './knowledge.ts';
import { lockDatabase } from './lock.ts';
import { loadShippedPacks } from './packs.ts';
import { units } from './units.ts';

/** The demo: its own sites, its own mail server, and an installation that is made afresh. */
export interface Demo {
  readonly installation: Installation;
  readonly mailbox: Mailbox;
  close(): Promise<void>;
}

/** One key of each kind, which only the demo's own platforms take; a little money for the one that costs. */
const demoCredentials: readonly KeptCredential[] = credentialKinds.map(({ id, title, budgets }) => ({
  id,
  kind: id,
  title,
  variable: 'DEMO',
  secret: createSecret(demoSecret),
  hasSecret: true,
  expires: null,
  budgets: budgets.map((budget) => (budget.name === 'usd' ? { ...budget, limit: 5 } : budget)),
}));

/** As `kentongan.yaml` would say it: who is told of what. */
const people = {
  mail: {
    host: '127.0.0.1',
    from: 'kentongan@banyuraga.demo.test',
    fromName: 'Kentongan (demo)',
    security: 'when-offered',
  },
  recipients: [
    { id: 'humas', name: 'Tim Humas (demo)', email: 'humas@banyuraga.demo.test', receives: ['alerts', 'digest'] },
    { id: 'ikp', name: 'Kepala Bidang IKP (demo)', email: 'ikp@banyuraga.demo.test', receives: ['alerts', 'digest'] },
    { id: 'bupati', name: 'Bupati (demo)', email: 'bupati@banyuraga.demo.test', receives: ['digest'] },
    { id: 'operator', name: 'Operator (demo)', email: 'operator@banyuraga.demo.test', receives: ['operations'] },
  ],
  digest: { preparedBy: 'Bidang IKP Diskominfo Banyuraga (demo)', addressedTo: ['Yth. Bupati Banyuraga'] },
};

/** What every installation has besides sources, with the usual rules and routes. */
function demoConfig(port: number): string {
  const { mail, ...rest } = people;
  return stringify({
    region: { code: '99.01' },
    contact: 'mailto:demo@banyuraga.demo.test',
    mail: { ...mail, port },
    ...rest,
  });
}

const demoSchema = 'demo';

/** Made anew by whoever opens it. @throws ConfigError when the server cannot be reached */
async function dropDemo(address: string): Promise<void> {
  const server = await openPostgresServer(address);
  try {
    await sql`drop schema if exists ${sql.id(demoSchema)} cascade`.execute(server.login);
  } finally {
    await server.close();
  }
}

/** Serves the archive, opens the mailbox and an empty database marked as demo. */
export async function openDemo(options: {
  readonly http: Config['http'];
  readonly log: Logger;
  readonly now: () => Date;
  /** Where the demo's database goes; it is deleted first. */
  readonly folder?: string;
  /** A PostgreSQL database to use instead, in a schema of its own, which is deleted first. */
  readonly postgres?: string | null;
}): Promise<Demo> {
  const { log, now } = options;
  const database = join(options.folder ?? join(stateFolder, 'demo'), 'demo.db');
  // A demo that is running must not lose its database to a second one.
  const unlock = lockDatabase(database);
  const knowledge = loadKnowledge();
  const region = parseRegion(parse(readFileSync(join(demoFolder, 'region.yaml'), 'utf8')), knowledge.agencies);
  const archive = loadArchive(demoFolder, now(), region.timezone);
  const sites = await serveArchive(archive, { now: now(), zone: region.timezone });
  const mailbox = await openMailbox(now);
  for (const ending of ['', '-wal', '-shm', '.erasures', '.pseudonym-key.erasures'])
    rmSync(`${database}${ending}`, { force: true });
  const onPostgres = options.postgres ?? null;
  if (onPostgres !== null) await dropDemo(onPostgres);
  const config: Config = {
    ...parseConfig(demoConfig(mailbox.port), 'demo', { ...units, isRegion: () => true }, {}),
    path: null,
    region: { code: region.code, aliases: [], officials: [], landmarks: [], namesakes: [] },
    allowLoopback: true,
    contact: 'mailto:demo@banyuraga.demo.test',
    database: onPostgres ?? database,
    schema: onPostgres === null ? null : demoSchema,
    privacy: { key: null, keyFile: `${database}.pseudonym-key`, officer: null },
    http: options.http,
    credentials: demoCredentials,
    evidenceDays: 14,
    sources: demoSources(archive, sites.originOf).map((source) => ({
      ...source,
      intervalMs: Math.max(source.intervalMs, units.collectors.get(source.collector)?.minIntervalMs ?? 0),
    })),
  };
  const installation = await openInstallation({
    kind: 'demo',
    config,
    // The regency stands alone: real places must not be found in invented texts.
    knowledge: { ...knowledge, gazetteer: emptyGazetteer },
    region,
    log,
    now,
  });
  await loadShippedPacks(installation.db, { now: now(), zone: region.timezone });
  const reader = createReader();
  await importAccountSheet(installation, reader, join(demoFolder, 'accounts.csv'), 'government');
  await reader.close();
  const agency = region.agencies.find(({ id }) => id === 'PDAM')?.id ?? region.agencies[0]?.id ?? 'PUPR';
  await createDemoPeople(installation.db, { agency, now: now() });
  return {
    installation,
    mailbox,
    async close() {
      await installation.close();
      await Promise.all([sites.close(), mailbox.close()]);
      unlock();
    },
  };
}
