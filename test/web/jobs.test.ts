import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { type DeadTask, type JobDesk, jobDeskOf } from '../../src/core/job-desk.ts';
import { listAudit } from '../../src/store/audit.ts';
import { peopleWith } from '../api/people.ts';
import { createTestDatabase, type TestDatabase } from '../support/db.ts';
import { servePages } from './serve-pages.ts';

const token = 'token-admin-yang-panjang';
const ids = ['0b8f0c3e-6f0c-4c6c-9d9e-1d2f3a4b5c6d', '1b8f0c3e-6f0c-4c6c-9d9e-1d2f3a4b5c6d'];

function createDesk(): JobDesk & { readonly dead: () => Promise<DeadTask[]> } {
  let tasks: DeadTask[] = ids.map((id, index) => ({
    ...{ id, regency: index === 0 ? '35.16' : '35.17', job: 'purge', source: null },
    ...{ since: '2026-11-22T05:00:00.000Z', error: '<b>berkas penuh</b>' },
  }));
  return {
    hasQueues: true,
    queues: async () => [
      { regency: '35.16', queue: 'upkeep', waiting: 2, running: 1, oldestDueAt: '2026-11-22T05:59:00.000Z', dead: 1 },
    ],
    dead: async () => tasks,
    redrive: async (wanted) => {
      const before = tasks.length;
      tasks = tasks.filter(({ id }) => wanted !== null && !wanted.includes(id));
      return before - tasks.length;
    },
  };
}

describe('tasks that were given up', () => {
  let database: TestDatabase;
  let server: Listening;
  let whole: JobDesk;

  beforeEach(async () => {
    database = await createTestDatabase('sqlite');
    whole = createDesk();
    const jobDesk = jobDeskOf(whole, '35.16');
    const people = peopleWith({ [token]: { name: 'Adi', role: 'admin' } });
    server = await servePages(database.db, { jobDesk }, { jobDesk, people });
  });
  afterEach(async () => {
    await server.close();
    await database.close();
  });

  const ask = (path: string, body?: unknown) =>
    fetch(`${server.origin}${path}`, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });

  test('are shown to those who look after the program, those of this regency only, as text', async () => {
    const page = await (await ask('/pengaturan/pekerjaan')).text();
    expect(page).toContain('1 tugas dihentikan');
    expect(page).toContain('&lt;b>berkas penuh&lt;/b>');
    expect((await fetch(`${server.origin}/api/v1/jobs`)).status).toBe(401);
    expect(await (await ask('/api/v1/jobs')).json()).toMatchObject({ hasQueues: true, dead: [{ id: ids[0] }] });
  });

  test('are handed out again, with a line on the trail; those of others stay', async () => {
    const answer = await ask('/api/v1/jobs/redrive', { tasks: ids });
    expect(await answer.json()).toEqual({ redriven: 1 });
    expect((await whole.dead()).map(({ regency }) => regency)).toEqual(['35.17']);
    const { items } = await listAudit(database.db, { limit: 5 });
    expect(items.map(({ action, who }) => `${who} ${action}`)).toEqual(['Adi job.redrive']);
  });
});
