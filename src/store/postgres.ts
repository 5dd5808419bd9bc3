import { createHash } from 'node:crypto';
import { type Dialect, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { ConfigError } from '../core/errors.ts';
import type { Logger } from '../core/log.ts';
import { keptMark } from './kept.ts';
import { bindable } from './parameters.ts';

/** PostgreSQL's type ids of int8 and numeric, which pg would hand over as text. Counts and ids stay far below 2^53. */
const numberTypes = new Set([20, 1700]);

/**
 * What a connection asks of the server. A host whose power failed says no goodbye, and a process may stand still in the middle of a
 * transaction; the locks of both would be kept for hours. The server ends the first after half a minute and the second after a minute.
 */
export const leavesNothingLocked = [
  '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=30000',
  '-c idle_in_transaction_session_timeout=60000',
].join(' ');

/**
 * Most statements take a millisecond: to compile them, or to start helpers for them, takes many times that, and whoever plans for months
 * believes too easily that it pays. What an address says in its `options` is overruled.
 */
const forShortQueries = 'set jit = off; set max_parallel_workers_per_gather = 0';

/**
 * Connects once to prove the address.
 * @throws ConfigError when the server cannot be reached, refuses us, or does not hold UTF-8
 */
export async function openPostgres(address: string, log: Logger, max = 10): Promise<pg.Pool> {
  let pool: pg.Pool | null = null;
  try {
    pool = new pg.Pool({
      connectionString: address,
      max,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      options: leavesNothingLocked,
      application_name: 'kentongan',
      onConnect: (client) => client.query(forShortQueries),
      types: {
        getTypeParser: (id, format) => (numberTypes.has(id) ? Number : pg.types.getTypeParser(id, format as 'text')),
      },
    });
    // An idle connection that the server closes is replaced by the pool; without a listener it would end the process.
    pool.on('error', (error) => log.warn({ error: error.message }, 'idle database connection lost'));
    // So would one that is in use; whoever uses it is told by its own query.
    pool.on('connect', (client) => client.on('error', () => {}));
    const clients = new Set<pg.PoolClient>();
    pool.on('connect', (client) => void clients.add(client));
    pool.on('remove', (client) => void clients.delete(client));
    clientsOf.set(pool, clients);
    const { rows } = await pool.query<{ encoding: string }>(`select current_setting('server_encoding') as encoding`);
    const encoding = rows[0]?.encoding;
    if (encoding !== 'UTF8') throw new Error(`encoding basis data harus UTF8, bukan ${encoding}`);
    return pool;
  } catch (error) {
    await pool?.end();
    throw unusable(error);
  }
}

/** What an operator is told when the database cannot be used. */
export function unusable(error: unknown): ConfigError {
  const message = `PostgreSQL tidak dapat dipakai: ${reasonOf(error)}`;
  return new ConfigError([{ where: 'database', message }], { cause: error });
}

/** A refused connection is an AggregateError without a message when the host has several addresses. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

const clientsOf = new WeakMap<pg.Pool, Set<pg.PoolClient>>();

/**
 * Ends every connection at once: what waits for an answer fails, and the next statement opens a new one. For when it is known that the
 * server cannot be reached over them any more; the system would go on waiting for a quarter of an hour.
 */
export function dropConnections(pool: pg.Pool): void {
  for (const client of clientsOf.get(pool) ?? []) {
    (client as unknown as { connection?: { stream?: { destroy(error: Error): void } } }).connection?.stream?.destroy(
      new Error('the database does not answer any more'),
    );
  }
}

/** Where statements run: in which schema, as which role. */
export interface PostgresScope {
  /** `r35_16` */
  readonly schema: string;
  /** Role that owns the schema and may use nothing else; the login must be able to take it. */
  readonly role: string;
}

/** Scope that each connection was put into last; none for one that is fresh. */
const scopes = new WeakMap<pg.PoolClient, PostgresScope>();

/** @param scope null leaves the connection as the login has it; such dialects share no pool with others */
export function createPostgresDialect(pool: pg.Pool, scope: PostgresScope | null): Dialect {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();

  function toClient(client: pg.PoolClient): PostgresPoolClient {
    const known = clients.get(client);
    if (known !== undefined) return known;
    // Without the overload for cursors: nothing here streams.
    const made = {
      query: (text: string, parameters: readonly unknown[]) =>
        client.query({ ...nameOf(text), text, values: parameters.map(bindable) }),
      release: () => client.release(),
    } as unknown as PostgresPoolClient;
    clients.set(client, made);
    return made;
  }

  async function connect(): Promise<PostgresPoolClient> {
    const client = await pool.connect();
    if (scopes.get(client) === (scope ?? undefined)) return toClient(client);
    try {
      await client.query(scope === null ? 'reset role; reset search_path' : statementsOf(scope));
      if (scope === null) scopes.delete(client);
      else scopes.set(client, scope);
      return toClient(client);
    } catch (error) {
      // In no known scope: nobody may have it.
      client.release(true);
      throw error;
    }
  }

  return new PostgresDialect({
    pool: { connect, end: () => (scope === null ? pool.end() : Promise.resolve()) },
  });
}

const names = new Map<string, string>();

/** Plans of so many statements at most: each connection keeps them, and filters can be combined in any way. */
const mostKept = 200;

/** The same text has the same name in every connection. PostgreSQL plans it anew where the schema is another one. */
function nameOf(text: string): { readonly name?: string } {
  if (!text.endsWith(keptMark)) return {};
  let name = names.get(text);
  if (name === undefined) {
    if (names.size >= mostKept) return {};
    name = `kept_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
    names.set(text, name);
  }
  return { name };
}

/** The role last: it could not leave the role before it otherwise. */
function statementsOf({ schema, role }: PostgresScope): string {
  return `reset role; set search_path to ${pg.escapeIdentifier(schema)}; set role ${pg.escapeIdentifier(role)}`;
}
