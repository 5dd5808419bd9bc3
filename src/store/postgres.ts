import { type Dialect, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { ConfigError } from '../core/errors.ts';
import type { Logger } from '../core/log.ts';
import { bindable } from './parameters.ts';

/** PostgreSQL's type ids of int8 and numeric, which pg would hand over as text. Counts and ids stay far below 2^53. */
const numberTypes = new Set([20, 1700]);

/**
 * Connects once to prove the address.
 * @throws ConfigError when the server cannot be reached, refuses us, or does not hold UTF-8
 */
export async function openPostgres(address: string, log: Logger): Promise<pg.Pool> {
  let pool: pg.Pool | null = null;
  try {
    pool = new pg.Pool({
      connectionString: address,
      max: 10,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      application_name: 'kentongan',
      types: {
        getTypeParser: (id, format) => (numberTypes.has(id) ? Number : pg.types.getTypeParser(id, format as 'text')),
      },
    });
    // An idle connection that the server closes is replaced by the pool; without a listener it would end the process.
    pool.on('error', (error) => log.warn({ error: error.message }, 'idle database connection lost'));
    const { rows } = await pool.query<{ encoding: string }>(`select current_setting('server_encoding') as encoding`);
    const encoding = rows[0]?.encoding;
    if (encoding !== 'UTF8') throw new Error(`encoding basis data harus UTF8, bukan ${encoding}`);
    return pool;
  } catch (error) {
    await pool?.end();
    throw new ConfigError([{ where: 'database', message: `PostgreSQL tidak dapat dipakai: ${reasonOf(error)}` }], {
      cause: error,
    });
  }
}

/** A refused connection is an AggregateError without a message when the host has several addresses. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

export function createPostgresDialect(pool: pg.Pool): Dialect {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();

  function toClient(client: pg.PoolClient): PostgresPoolClient {
    const known = clients.get(client);
    if (known !== undefined) return known;
    // Without the overload for cursors: nothing here streams.
    const made = {
      query: (text: string, parameters: readonly unknown[]) => client.query(text, parameters.map(bindable)),
      release: () => client.release(),
    } as unknown as PostgresPoolClient;
    clients.set(client, made);
    return made;
  }

  return new PostgresDialect({
    pool: { connect: async () => toClient(await pool.connect()), end: () => pool.end() },
  });
}
