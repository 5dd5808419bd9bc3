import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import type { DialectName } from '../../src/store/dialect.ts';
import { markKind } from '../../src/store/meta.ts';
import { migrate } from '../../src/store/migrate.ts';
import type { Db } from '../../src/store/schema.ts';

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

/** Databases of this test file that nobody uses now: making one takes half a second, wiping it a tenth of that. */
const spare: string[] = [];

/** An empty database without any table. @param file for SQLite: where to put it, instead of memory */
export async function createEmptyDatabase(dialect: DialectName, file = ':memory:'): Promise<TestDatabase> {
  if (dialect === 'sqlite') {
    const db = await openDatabase(file);
    return { db, address: file, empty: () => emptyTables(db), close: () => closeDatabase(db) };
  }
  const address = spare.pop() ?? (await createPostgresDatabase());
  const db = await openDatabase(address);
  return {
    db,
    address,
    empty: () => emptyTables(db),
    close: async () => {
      await closeDatabase(db);
      await administer(address, 'drop schema public cascade; create schema public');
      spare.push(address);
    },
  };
}

/** Never dropped: the whole server goes at the end of the run. */
async function createPostgresDatabase(): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(inject('postgresAddress'));
  await administer(url.href, `create database ${name} template template0`);
  url.pathname = `/${name}`;
  return url.href;
}

/** A database with all tables, for live data of `testRegion`. */
export async function createTestDatabase(dialect: DialectName, file = ':memory:'): Promise<TestDatabase> {
  const database = await createEmptyDatabase(dialect, file);
  await migrate(database.db);
  await markKind(database.db, 'live', testRegion);
  return database;
}

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
  'staleHours',
  'meta',
] as const;

async function emptyTables(db: Db): Promise<void> {
  for (const table of emptied) await db.deleteFrom(table).execute();
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
