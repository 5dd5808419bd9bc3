import pg from 'pg';
import type { Logger } from '../core/log.ts';
import { leavesNothingLocked, unusable } from './postgres.ts';

/**
 * One connection that stays open, for what belongs to a session: locks that end with the process that holds them, and messages between
 * processes. It is opened again when it breaks; whoever leans on it is told.
 */
export interface PostgresSession {
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Calls for every message of a channel, also after the connection was opened again. */
  listen(channel: string, heard: (payload: string) => void): Promise<void>;
  /** Calls whenever the connection was lost: its locks are gone. */
  onLost(lost: () => void): void;
  close(): Promise<void>;
}

const reopenMs = 1_000;
/** A server that answers nothing for so long is gone. */
const probeMs = 10_000;

/** @throws ConfigError when it cannot be reached at first */
export async function openSession(address: string, log: Logger): Promise<PostgresSession> {
  const listeners = new Map<string, (payload: string) => void>();
  const lostListeners: (() => void)[] = [];
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();
  let client: pg.Client | null = null;
  let reopening: NodeJS.Timeout | null = null;
  client = await connect().catch((error: unknown) => {
    throw unusable(error);
  });
  const probe = setInterval(() => void ask('select 1').catch(() => {}), probeMs);
  probe.unref();

  async function connect(): Promise<pg.Client> {
    const made = new pg.Client({
      connectionString: address,
      application_name: 'kentongan-session',
      keepAlive: true,
      options: leavesNothingLocked,
      connectionTimeoutMillis: 10_000,
      query_timeout: probeMs,
    });
    made.on('error', (error) => lose(made, error));
    made.on('end', () => lose(made, new Error('connection ended')));
    made.on('notification', ({ channel, payload }) => listeners.get(channel)?.(payload ?? ''));
    await made.connect();
    for (const channel of listeners.keys()) await made.query(`listen ${pg.escapeIdentifier(channel)}`);
    return made;
  }

  function lose(which: pg.Client, error: Error): void {
    if (client !== which) return;
    client = null;
    if (isClosed) return;
    log.warn({ error: error.message }, 'database session lost');
    // A connection that only went silent must not keep its locks once it is heard again.
    (which as unknown as { connection?: { stream?: { destroy(): void } } }).connection?.stream?.destroy();
    for (const lost of lostListeners) lost();
    reopen();
  }

  function reopen(): void {
    reopening = setTimeout(() => {
      connect().then(
        (made) => {
          if (isClosed) void made.end().catch(() => {});
          else client = made;
        },
        () => (isClosed ? undefined : reopen()),
      );
    }, reopenMs);
    reopening.unref();
  }

  /** One statement at a time, in the order asked: a connection can do no more. */
  function ask<Row extends object>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    const answer = last.then(() => askNow<Row>(text, values));
    last = answer.catch(() => {});
    return answer;
  }

  async function askNow<Row extends object>(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    const current = client;
    if (current === null) throw new Error('the database session is being opened again');
    try {
      return (await current.query<Row & pg.QueryResultRow>(text, [...values])).rows;
    } catch (error) {
      // Errors of the statement have a code; all others are those of the connection.
      if ((error as { code?: string }).code === undefined) lose(current, error as Error);
      throw error;
    }
  }

  return {
    query: ask,
    async listen(channel, heard) {
      listeners.set(channel, heard);
      await ask(`listen ${pg.escapeIdentifier(channel)}`);
    },
    onLost: (lost) => void lostListeners.push(lost),
    async close() {
      isClosed = true;
      clearInterval(probe);
      if (reopening !== null) clearTimeout(reopening);
      const open = client;
      client = null;
      await open?.end().catch(() => {});
    },
  };
}
