import PgBoss from 'pg-boss';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AskEngine, readQueues } from '../../../src/app/tasks/queue-figures.ts';
import { deadQueue } from '../../../src/app/tasks/queue-names.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/db.ts';

let database: TestDatabase;
let boss: PgBoss;

beforeAll(async () => {
  database = await createEmptyDatabase('postgres');
  boss = new PgBoss({ connectionString: database.address, supervise: false, schedule: false });
  await boss.start();
  for (const name of [deadQueue, 'collect', 'upkeep']) await boss.createQueue(name);
}, 60_000);

afterAll(async () => {
  await boss.stop({ graceful: false, wait: true });
  await database.close();
});

it('counts what waits, runs and was given up, by queue and regency', async () => {
  const later = new Date(Date.now() + 3_600_000);
  const task = (regency: string, job: string) => ({ regency, job, source: null });
  await boss.send('collect', task('35.16', 'collect'));
  await boss.send('collect', task('35.16', 'collect'), { startAfter: later });
  await boss.send('collect', task('35.17', 'collect'), { startAfter: later });
  await boss.send('upkeep', task('35.16', 'purge'));
  await boss.send(deadQueue, task('35.17', 'collect'));
  await boss.fetch('upkeep');
  const ask: AskEngine = (text, values) => boss.getDb().executeSql(text, values);
  const figures = await readQueues(ask);
  const idle = { waiting: 0, running: 0, oldestDueAt: null, dead: 0 };
  const sorted = figures.toSorted((a, b) => (`${a.queue} ${a.regency}` < `${b.queue} ${b.regency}` ? -1 : 1));
  expect(sorted).toEqual([
    { ...idle, regency: '35.16', queue: 'collect', waiting: 2, oldestDueAt: expect.stringMatching(/Z$/) },
    { ...idle, regency: '35.17', queue: 'collect', waiting: 1, dead: 1 },
    { ...idle, regency: '35.16', queue: 'upkeep', running: 1 },
  ]);
});
