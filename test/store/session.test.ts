import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSession, type PostgresSession } from '../../src/store/session.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/db.ts';

describe('a database session', () => {
  let database: TestDatabase;
  const sessions: PostgresSession[] = [];

  beforeEach(async () => {
    database = await createEmptyDatabase('postgres');
  });
  afterEach(async () => {
    await Promise.all(sessions.splice(0).map((session) => session.close()));
    await database.close();
  });

  async function open(): Promise<PostgresSession> {
    const session = await openSession(database.address, silentLog);
    sessions.push(session);
    return session;
  }

  test('answers in the order asked, and goes on after a statement that fails', async () => {
    const session = await open();
    const answers = await Promise.allSettled([
      session.query('select 1 as n'),
      session.query('select nonsense'),
      session.query('select 2 as n'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test('hears messages again after the connection broke, and says that it broke', async () => {
    const [one, other] = [await open(), await open()];
    const heard: string[] = [];
    let lost = 0;
    one.onLost(() => {
      lost += 1;
    });
    await one.listen('kabar', (payload) => heard.push(payload));
    await other.query(`select pg_notify('kabar', 'satu')`);
    await vi.waitFor(() => expect(heard).toEqual(['satu']));
    const [row] = await one.query<{ pid: number }>('select pg_backend_pid() as pid');
    await other.query('select pg_terminate_backend($1)', [row?.pid]);
    await vi.waitFor(() => expect(lost).toBe(1));
    await expect(one.query('select 1')).rejects.toThrow(/opened again/);
    await vi.waitFor(async () => expect(await one.query('select 1 as n')).toEqual([{ n: 1 }]), { timeout: 10_000 });
    await other.query(`select pg_notify('kabar', 'dua')`);
    await vi.waitFor(() => expect(heard).toEqual(['satu', 'dua']));
  });
});

test('the server is asked to end what a vanished host or a process that stands still left locked', async () => {
  const database = await createEmptyDatabase('postgres');
  const session = await openSession(database.address, silentLog);
  const pool = await openPostgres(database.address, silentLog, 1);
  const asked = `select current_setting('idle_in_transaction_session_timeout') as idle, current_setting('tcp_keepalives_idle') as keepalive,
    current_setting('tcp_keepalives_interval') as interval, current_setting('tcp_keepalives_count') as count`;
  const expected = [{ idle: '1min', keepalive: '10', interval: '5', count: '3' }];
  try {
    expect(await session.query(asked)).toEqual(expected);
    expect((await pool.query(asked)).rows).toEqual(expected);
  } finally {
    await session.close();
    await pool.end();
    await database.close();
  }
});

test('a server that cannot be reached is said to be so', async () => {
  await expect(openSession('postgres://a:b@127.0.0.1:1/x', silentLog)).rejects.toThrow(
    /PostgreSQL tidak dapat dipakai/,
  );
});
