import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTaskQueue, type TaskQueue } from '../../../src/app/tasks/queue.ts';
import { queueNames, queueOf, type Task } from '../../../src/app/tasks/queue-names.ts';
import { silentLog } from '../../../src/core/log.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/db.ts';

const task = (overrides: Partial<Task> = {}): Task => ({ regency: '35.16', job: 'digest', source: null, ...overrides });

describe('the queue of tasks', () => {
  let database: TestDatabase;
  let queue: TaskQueue;

  beforeEach(async () => {
    database = await createEmptyDatabase('postgres');
    queue = await openTaskQueue(database.address, { log: silentLog, supervises: false });
  });
  afterEach(async () => {
    await queue.close();
    await sql.raw('drop schema pgboss cascade').execute(database.db);
    await database.close();
  });

  test('holds a task once until it is taken, and once more while it runs', async () => {
    const put = () => queue.put([{ ...task(), lane: 'report' }]);
    await put();
    await put();
    const [first] = await queue.take('report', 5);
    expect(first?.task).toEqual(task());
    await put();
    expect(await queue.take('report', 5)).toHaveLength(1);
    expect(await queue.take('report', 5)).toEqual([]);
  });

  test('keeps regencies and sources apart, and each in its own queue', async () => {
    await queue.put([
      { ...task({ job: 'collect', source: 'radar' }), lane: 'collect' },
      { ...task({ job: 'collect', source: 'suara' }), lane: 'collect' },
      { ...task({ regency: '35.17', job: 'collect', source: 'radar' }), lane: 'collect' },
      { ...task({ job: 'collect', source: 'macet' }), lane: 'collect-slow' },
    ]);
    const taken = await queue.take('collect', 9);
    expect(taken.map(({ task: { regency, source } }) => `${regency} ${source}`).sort()).toEqual([
      '35.16 radar',
      '35.16 suara',
      '35.17 radar',
    ]);
    expect(await queue.take('collect-slow', 9)).toHaveLength(1);
  });

  test('one regency’s processing always comes by the same queue', () => {
    const codes = Array.from({ length: 38 }, (_, index) => `35.${10 + index}`);
    const queues = codes.map((code) => queueOf('process', code));
    expect(queues).toEqual(codes.map((code) => queueOf('process', code)));
    expect(new Set(queues).size).toBe(8);
    expect(queues.every((name) => queueNames.includes(name))).toBe(true);
  });

  test('hands out again what failed, then lays it among the dead, from where people bring it back', async () => {
    await queue.put([{ ...task({ job: 'purge' }), lane: 'upkeep' }]);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      // Retries wait; the test does not.
      await sql
        .raw(`update pgboss.job set start_after = now() - interval '1 minute' where name = 'upkeep'`)
        .execute(database.db);
      const [taken] = await queue.take('upkeep', 1);
      if (taken === undefined) throw new Error(`nothing was handed out for attempt ${attempt + 1}`);
      await queue.failed(taken, new Error('berkas penuh'));
    }
    expect(await queue.take('upkeep', 1)).toEqual([]);
    const [dead] = await queue.desk.dead();
    expect(dead).toMatchObject({ ...task({ job: 'purge' }), error: 'berkas penuh' });
    expect(await queue.desk.redrive([])).toBe(0);
    expect(await queue.desk.redrive(null)).toBe(1);
    expect(await queue.desk.dead()).toEqual([]);
    expect((await queue.take('upkeep', 1))[0]?.task.job).toBe('purge');
  });

  test('opens for several processes at once', async () => {
    const others = await Promise.all(
      [1, 2, 3].map(() => openTaskQueue(database.address, { log: silentLog, supervises: true })),
    );
    await others[0]?.put([{ ...task(), lane: 'report' }]);
    expect(await others[1]?.take('report', 1)).toHaveLength(1);
    await Promise.all(others.map((other) => other.close()));
  });
});
