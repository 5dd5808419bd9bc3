import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Taken, TaskQueue } from '../../../src/app/tasks/queue.ts';
import { keyOf, type Task } from '../../../src/app/tasks/queue-names.ts';
import { createTaskLocks } from '../../../src/app/tasks/task-locks.ts';
import { startWorker, type Worker } from '../../../src/app/tasks/worker.ts';
import { silentLog } from '../../../src/core/log.ts';
import { createJobRecord } from '../../../src/jobs/job-record.ts';
import { openSession, type PostgresSession } from '../../../src/store/session.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/db.ts';

const task = (overrides: Partial<Task> = {}): Task => ({ regency: '35.16', job: 'digest', source: null, ...overrides });

/** A queue in memory: what is put is handed out once, and what came of it is kept. */
function createQueue() {
  const waiting: Taken[] = [];
  const ended: string[] = [];
  let id = 0;
  const queue = {
    take: async (name: string, most: number) =>
      waiting
        .filter((one) => one.queue === name)
        .slice(0, most)
        .map((one) => waiting.splice(waiting.indexOf(one), 1)[0] as Taken),
    done: async ({ task: one }: Taken) => void ended.push(`done ${keyOf(one)}`),
    failed: async ({ task: one }: Taken, error: unknown) =>
      void ended.push(`failed ${keyOf(one)}: ${(error as Error).message}`),
  };
  return {
    queue: queue as unknown as TaskQueue,
    ended,
    put: (name: string, one: Task) => void waiting.push({ id: `${++id}`, queue: name, task: one }),
  };
}

describe('a worker', () => {
  let database: TestDatabase;
  const sessions: PostgresSession[] = [];
  const workers: Worker[] = [];

  beforeEach(async () => {
    database = await createEmptyDatabase('postgres');
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.close()));
    await Promise.all(sessions.splice(0).map((session) => session.close()));
    await database.close();
  });

  async function start(
    queue: TaskQueue,
    run: (one: Task, signal: AbortSignal) => Promise<unknown>,
    queues = ['report'],
  ) {
    const session = await openSession(database.address, silentLog);
    sessions.push(session);
    const record = createJobRecord(() => new Date());
    const locks = createTaskLocks(session);
    const worker = startWorker({ queue, locks, log: silentLog, record, run, onLost: session.onLost }, queues);
    workers.push(worker);
    return { session, record };
  }

  test('does what waits, and reports how it went', async () => {
    const { queue, put, ended } = createQueue();
    put('report', task());
    put('report', task({ regency: '35.17' }));
    const { record } = await start(queue, async ({ regency }) => {
      if (regency === '35.17') throw new Error('gagal');
    });
    await vi.waitFor(() => expect(ended.sort()).toEqual(['done 35.16/digest', 'failed 35.17/digest: gagal']));
    expect(record.runs()).toMatchObject([{ job: 'digest', succeeded: 1, failed: 1 }]);
  });

  test('leaves alone what another worker is at, and takes it when that one’s connection is gone', async () => {
    const { queue, put, ended } = createQueue();
    const signals: AbortSignal[] = [];
    const hanging = (_: Task, signal: AbortSignal) => {
      signals.push(signal);
      return new Promise((resolve) => signal.addEventListener('abort', resolve));
    };
    put('report', task());
    const { session } = await start(queue, hanging);
    await vi.waitFor(() => expect(signals).toHaveLength(1));
    const runs: string[] = [];
    const second = createQueue();
    second.put('report', task());
    await start(second.queue, async (one) => void runs.push(keyOf(one)));
    await vi.waitFor(() => expect(second.ended).toEqual(['done 35.16/digest']));
    expect(runs).toEqual([]);

    const [row] = await session.query<{ pid: number }>('select pg_backend_pid() as pid');
    await sessions[1]?.query('select pg_terminate_backend($1)', [row?.pid]);
    await vi.waitFor(() => expect(signals[0]?.aborted).toBe(true));
    second.put('report', task());
    await vi.waitFor(() => expect(runs).toEqual(['35.16/digest']), { timeout: 10_000 });
    await vi.waitFor(() => expect(ended).toEqual(['done 35.16/digest']));
  });

  test('ends the connection of one that stands still, and takes its place', async () => {
    const [still, other] = [
      await openSession(database.address, silentLog),
      await openSession(database.address, silentLog),
    ];
    sessions.push(still, other);
    const [first, second] = [createTaskLocks(still, 0), createTaskLocks(other, 0)];
    expect(await first.take('35.16/digest')).toBe(true);
    let isLost = false;
    still.onLost(() => {
      isLost = true;
    });
    expect(await second.take('35.16/digest')).toBe(false);
    await vi.waitFor(() => expect(isLost).toBe(true));
    expect(await second.take('35.16/digest')).toBe(true);
  });

  test('interrupts what runs when it is stopped, and waits for it', async () => {
    const { queue, put, ended } = createQueue();
    let began = false;
    put('report', task());
    await start(queue, (_, signal) => {
      began = true;
      return new Promise((resolve) => signal.addEventListener('abort', resolve));
    });
    await vi.waitFor(() => expect(began).toBe(true));
    await workers.pop()?.close();
    expect(ended).toEqual(['done 35.16/digest']);
  });
});
