import PgBoss from 'pg-boss';
import type { JobDesk } from '../../core/job-desk.ts';
import type { Logger } from '../../core/log.ts';
import { dropConnections, openPostgres } from '../../store/postgres.ts';
import { readDead, readQueues } from './queue-figures.ts';
import { deadQueue, keyOf, laneOf, laneOfTask, type QueueLane, queueNames, queueOf, type Task } from './queue-names.ts';

/** A task that a worker has taken. */
export interface Taken {
  readonly id: string;
  readonly queue: string;
  readonly task: Task;
}

/**
 * The tasks of all regencies in PostgreSQL, handed out by pg-boss. Of the same task at most one waits; a second one is not put in. What a
 * worker does not report as done within `expireInSeconds` is handed out again, a few times, and then put among the dead.
 */
export interface TaskQueue {
  /** In one statement; those that wait already are left as they are. */
  put(tasks: readonly (Task & { readonly lane: QueueLane })[]): Promise<void>;
  take(queue: string, most: number): Promise<readonly Taken[]>;
  done(taken: Taken): Promise<void>;
  failed(taken: Taken, error: unknown): Promise<void>;
  /** Of all regencies. */
  readonly desk: JobDesk;
  /** Ends connections over which the database does not answer any more. */
  drop(): void;
  close(): Promise<void>;
}

/** Milliseconds after which a worker ends its work on a task by itself, before it is taken for dead. */
export const runLimitMs: Readonly<Record<QueueLane, number>> = {
  collect: 80_000,
  'collect-slow': 80_000,
  process: 50_000,
  deliver: 50_000,
  report: 280_000,
  upkeep: 280_000,
};
const graceSeconds = 10;

export interface OpenQueueOptions {
  readonly log: Logger;
  /** Whether this process looks for tasks whose worker has died; one of many is enough, several do no harm. */
  readonly supervises: boolean;
}

/** @param address of the PostgreSQL database; everything of the engine lies in its schema `pgboss` */
export async function openTaskQueue(address: string, { log, supervises }: OpenQueueOptions): Promise<TaskQueue> {
  // The engine's own pool would wait for a quarter of an hour for a server that has vanished.
  const pool = await openPostgres(address, log, 4);
  const ask = async (text: string, values?: unknown[]) => pool.query(text, values);
  const boss = new PgBoss({
    db: { executeSql: ask },
    schedule: false,
    supervise: supervises,
    maintenanceIntervalSeconds: 10,
    archiveCompletedAfterSeconds: 60,
    deleteAfterHours: 1,
  });
  // What fails here fails again in the call that needs it, or is tried again by the engine's own interval.
  boss.on('error', (error) => log.warn({ error: error.message }, 'job engine'));
  await boss.start();
  await boss.createQueue(deadQueue, { name: deadQueue, retentionDays: 90 });
  for (const name of queueNames) {
    const options = {
      name,
      policy: 'short' as const,
      deadLetter: deadQueue,
      expireInSeconds: runLimitMs[laneOf(name)] / 1_000 + graceSeconds,
      retryLimit: 4,
      retryDelay: 2,
      retryBackoff: true,
      retentionMinutes: 60,
    };
    await boss.createQueue(name, options);
    await boss.updateQueue(name, options);
  }

  return {
    async put(tasks) {
      if (tasks.length === 0) return;
      await boss.insert(
        tasks.map(({ lane, ...task }) => ({
          name: queueOf(lane, task.regency),
          data: task,
          singletonKey: keyOf(task),
        })),
      );
    },
    async take(queue, most) {
      const jobs = await boss.fetch<Task>(queue, { batchSize: most });
      return jobs.map(({ id, data }) => ({ id, queue, task: data }));
    },
    done: ({ queue, id }) => boss.complete(queue, id),
    failed: ({ queue, id }, error) =>
      boss.fail(queue, id, { message: error instanceof Error ? error.message : String(error) }),
    desk: {
      hasQueues: true,
      queues: () => readQueues(ask),
      dead: () => readDead(ask),
      async redrive(ids) {
        const dead = (await readDead(ask)).filter(({ id }) => ids === null || ids.includes(id));
        for (const { id, regency, job, source } of dead) {
          const task = { regency, job, source };
          await boss.insert([{ name: queueOf(laneOfTask(task), regency), data: task, singletonKey: keyOf(task) }]);
          await boss.deleteJob(deadQueue, id);
        }
        return dead.length;
      },
    },
    drop: () => dropConnections(pool),
    async close() {
      await boss.stop({ graceful: false, wait: true });
      await pool.end();
    },
  };
}
