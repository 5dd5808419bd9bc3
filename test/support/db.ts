import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import type { DialectName } from '../../src/store/dialect.ts';
import { markKind } from '../../src/store/meta.ts';
import { migrate } from '../../src/store/migrate.ts';
import type { Db } from '../../src/store/schema.ts';
import type { PostgresServer } from './postgres-server.ts';
import { createTables } from './sqlite-schema.ts';

/** For `describe.each(dialects)`: everything about the store is true on both. */
export const dialects: readonly DialectName[] = ['sqlite', 'postgres'];

/** Regency that test databases are marked for. */
export const testRegion = '35.16';

export interface TestDatabase {
  readonly db: Db;
  /** Opens another connection to the same data; on SQLite only when made with a file. */
  readonly address: string;
  /** Deletes every row and marks it anew. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** Databases that nobody uses now: making one takes half a second, wiping it a tenth of that. */
const spare: string[] = [];

/** An empty database without any table. @param file for SQLite: where to put it, instead of memory */
export async function createEmptyDatabase(dialect: DialectName, file = ':memory:'): Promise<TestDatabase> {
  if (dialect === 'sqlite') return openSqlite(file);
  const address = spare.pop() ?? (await createPostgres('template0'));
  return openPostgres(address, async () => {
    await administer(address, 'drop schema public cascade; create schema public');
    spare.push(address);
  });
}

/** A database with all tables, for live data of `testRegion`. */
export async function createTestDatabase(dialect: DialectName, file = ':memory:'): Promise<TestDatabase> {
  const database = dialect === 'sqlite' ? await openSqlite(file) : await copyMigrated();
  if (dialect === 'sqlite') await createTables(database.db);
  await markKind(database.db, 'live', testRegion);
  return database;
}

/** The same on a server of the test's own: for what looks at a whole server, in which other tests write at the same time. */
export async function createTestDatabaseOn(server: PostgresServer): Promise<TestDatabase> {
  const database = await openPostgres(await createPostgres('template0', server.address), async () => {});
  await migrate(database.db);
  await markKind(database.db, 'live', testRegion);
  return database;
}

async function openSqlite(file: string): Promise<TestDatabase> {
  const db = await openDatabase(file);
  return { db, address: file, empty: () => emptySqlite(db), close: () => closeDatabase(db) };
}

async function openPostgres(address: string, release: () => Promise<void>): Promise<TestDatabase> {
  const db = await openDatabase(address);
  const close = async () => {
    await closeDatabase(db);
    await release();
  };
  return { db, address, empty: () => emptyPostgres(db), close };
}

/** The database that PostgreSQL copies, which takes a tenth of what the migrations take. */
let migrated: Promise<string> | null = null;

async function copyMigrated(): Promise<TestDatabase> {
  migrated ??= migrateOnce();
  const address = await createPostgres(await migrated);
  // What a test still holds open goes with the server, at the end of the run.
  return openPostgres(address, () => administer(maintenance(), `drop database ${nameOf(address)}`).catch(() => {}));
}

/** @returns its name */
async function migrateOnce(): Promise<string> {
  const address = await createPostgres('template0');
  const db = await openDatabase(address);
  await migrate(db);
  await closeDatabase(db);
  return nameOf(address);
}

async function createPostgres(template: string, server: string = maintenance()): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `create database ${name} template ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

const maintenance = (): string => inject('postgresAddress');
const nameOf = (address: string): string => new URL(address).pathname.slice(1);

/** An empty database for each test of the surrounding `describe`. PostgreSQL's is made once and emptied, which is ten times faster. */
export function useTestDatabase(dialect: DialectName): () => Db {
  let current: TestDatabase | null = null as TestDatabase | null;
  const open = async () => {
    current = await createTestDatabase(dialect);
  };
  const close = async () => {
    await current?.close();
    current = null;
  };
  if (dialect === 'sqlite') {
    beforeEach(open);
    afterEach(close);
  } else {
    beforeAll(open);
    afterEach(() => current?.empty());
    afterAll(close);
  }
  return () => {
    if (current === null) throw new Error('no test is running');
    return current.db;
  };
}

/** Rows of the other tables go with these. In an order that foreign keys allow; `truncate` would take 60 ms. */
const emptied = [
  'alerts',
  'outbox',
  'digests',
  'digestEdits',
  'spikes',
  'silences',
  'alertRules',
  'audit',
  'issueEvents',
  'issuePins',
  'issuesApart',
  'clarifications',
  'keywordPacks',
  'lexiconVersions',
  'lexiconFiles',
  'scoreStamps',
  'runs',
  'mentions',
  'restrictedPeople',
  'subjectRequests',
  'authorSeals',
  'erasures',
  'purges',
  'keptBackups',
  'issues',
  'evidence',
  'sourceTrials',
  'imports',
  'sources',
  'accounts',
  'credentialUses',
  'credentials',
  'idempotencyKeys',
  'loginAttempts',
  'savedSearches',
  'users',
  'invitations',
  'dayCounts',
  'hourCounts',
  'staleHours',
  'meta',
] as const;

/** All in one statement: forty would take as long as many a test. */
async function emptyPostgres(db: Db): Promise<void> {
  await sql.raw(emptied.map((table) => db.deleteFrom(table).compile().sql).join(';')).execute(db);
  await beginAnew(db);
}

async function emptySqlite(db: Db): Promise<void> {
  for (const table of emptied) await db.deleteFrom(table).execute();
  await beginAnew(db);
}

async function beginAnew(db: Db): Promise<void> {
  const noHash = '0'.repeat(64);
  await db.updateTable('auditChain').set({ baseId: 0, baseHash: noHash, lastId: 0, lastHash: noHash }).execute();
  await markKind(db, 'live', testRegion);
}

async function administer(address: string, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
  }
}
