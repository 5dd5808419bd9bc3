import { CamelCasePlugin, Kysely, sql } from 'kysely';
import { type Logger, silentLog } from '../core/log.ts';
import { createPostgresDialect, dropConnections, openPostgres, type PostgresScope } from './postgres.ts';
import type { Db, Tables } from './schema.ts';

/** One PostgreSQL database that holds many regencies, each in a schema of its own, behind one pool of connections. */
export interface PostgresServer {
  /**
   * The tables of one regency, or those that all share. Every statement runs with the schema as its only search path and as the role that
   * owns it, so PostgreSQL itself refuses what belongs to another regency. Closing it closes nothing else.
   */
  open(scope: PostgresScope): Db;
  /** Makes schema and role where they are missing. @throws the database's error when the login may not */
  prepare(scope: PostgresScope): Promise<void>;
  /** As the login itself, for what concerns the whole database; its tables are those of `public`. */
  readonly login: Db;
  /** See `dropConnections` of postgres.ts. */
  drop(): void;
  close(): Promise<void>;
}

/** SQLSTATE of two sessions that made the same thing at the same time. */
const madeMeanwhile = new Set(['42710', '42P06', '23505']);

/**
 * @param address `postgres://user:password@host:port/database`; the login needs CREATEROLE, and CREATE on the database
 * @throws ConfigError when the server cannot be reached, refuses us, or does not hold UTF-8
 */
export async function openPostgresServer(
  address: string,
  { log = silentLog, max = 16 }: { readonly log?: Logger; readonly max?: number } = {},
): Promise<PostgresServer> {
  const pool = await openPostgres(address, log, max);
  const login = new Kysely<Tables>({ dialect: createPostgresDialect(pool, null), plugins: [new CamelCasePlugin()] });
  return {
    login,
    open: (scope) =>
      new Kysely<Tables>({ dialect: createPostgresDialect(pool, scope), plugins: [new CamelCasePlugin()] }),
    async prepare({ schema, role }) {
      await unlessMade(sql`create role ${sql.id(role)} nologin`.execute(login));
      await unlessMade(sql`grant ${sql.id(role)} to current_user`.execute(login));
      await unlessMade(sql`create schema ${sql.id(schema)} authorization ${sql.id(role)}`.execute(login));
    },
    drop: () => dropConnections(pool),
    close: () => pool.end(),
  };
}

async function unlessMade(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!madeMeanwhile.has((error as { code?: string }).code ?? '')) throw error;
  }
}
