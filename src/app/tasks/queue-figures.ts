import type { DeadTask } from '../../core/job-desk.ts';
import type { JobQueue } from '../../core/job-figures.ts';
import type { Task } from './queue-names.ts';
import { deadQueue, laneOfTask, queueOf } from './queue-names.ts';

/** Runs a statement on the engine's database. */
export type AskEngine = (text: string, values: unknown[]) => Promise<{ rows: unknown[] }>;

interface FigureRow {
  readonly regency: string | null;
  readonly name: string;
  readonly waiting: string;
  readonly running: string;
  readonly oldest: Date | null;
}

/** What waits and runs, by regency and queue; the engine has no question for it by regency. */
export async function readQueues(ask: AskEngine): Promise<readonly JobQueue[]> {
  const { rows } = await ask(
    `select data->>'regency' as regency, name,
        count(*) filter (where state < 'active') as waiting,
        count(*) filter (where state = 'active') as running,
        min(start_after) filter (where state < 'active' and start_after <= now()) as oldest
      from pgboss.job where state <= 'active' and name <> $1 group by 1, 2`,
    [deadQueue],
  );
  const figures = new Map(
    (rows as FigureRow[]).map(({ regency, name, waiting, running, oldest }): [string, JobQueue] => [
      `${regency} ${name}`,
      {
        ...{ regency, queue: name, dead: 0 },
        ...{ waiting: Number(waiting), running: Number(running), oldestDueAt: oldest?.toISOString() ?? null },
      },
    ]),
  );
  for (const task of await readDead(ask)) {
    const queue = queueOf(laneOfTask(task), task.regency);
    const key = `${task.regency} ${queue}`;
    const empty = { regency: task.regency, queue, waiting: 0, running: 0, oldestDueAt: null, dead: 0 };
    const known = figures.get(key) ?? empty;
    figures.set(key, { ...known, dead: known.dead + 1 });
  }
  return [...figures.values()];
}

interface DeadRow {
  readonly id: string;
  readonly data: Task;
  readonly since: Date;
  readonly output: { readonly message?: string; readonly value?: { readonly message?: string } } | null;
}

export async function readDead(ask: AskEngine): Promise<readonly DeadTask[]> {
  const { rows } = await ask(
    `select id, data, created_on as since, output from pgboss.job
      where name = $1 and state < 'active' order by created_on, id`,
    [deadQueue],
  );
  return (rows as DeadRow[]).map(({ id, data, since, output }) => ({
    ...{ id, regency: data.regency, job: data.job, source: data.source, since: since.toISOString() },
    error: output?.message ?? output?.value?.message ?? '',
  }));
}
