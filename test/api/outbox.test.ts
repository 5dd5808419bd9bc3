import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { listAudit } from '../../src/store/audit.ts';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { claimNotifications, insertNotifications, markFailed } from '../../src/store/outbox.ts';
import type { Db } from '../../src/store/schema.ts';
import { makeOutboxDraft } from '../support/make.ts';
import { peopleWith } from './people.ts';
import { now } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

let db: Db;
let server: Listening;

beforeAll(async () => {
  db = await openDatabase(':memory:');
  await migrate(db);
  const createdAt = now.toISOString();
  await insertNotifications(db, [
    makeOutboxDraft({ about: 'n1', createdAt }),
    makeOutboxDraft({ about: 'n2', createdAt }),
    makeOutboxDraft({ about: 'n3', channel: 'webhook', address: 'https://satu.test/', createdAt }),
  ]);
  for (const { id } of await claimNotifications(db, { channel: 'email', now, limit: 2, leaseMs: 60_000 })) {
    await markFailed(db, id, { error: '550 <humas@uji.test> tidak dikenal', retryAt: null, now });
  }
  server = await serveApi(makeApiDeps(db, { people: peopleWith({ benar: { name: 'Rina' } }) }));
});
afterAll(async () => {
  await server.close();
  await closeDatabase(db);
});

// biome-ignore lint/suspicious/noExplicitAny: answers are checked value by value
async function ask(path: string, body?: unknown, token = 'benar'): Promise<{ status: number; answer: any }> {
  const response = await fetch(`${server.origin}${path}`, {
    ...(body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify(body),
        }),
  });
  return { status: response.status, answer: await response.json() };
}

test('lists what became of the messages, page by page, without addresses', async () => {
  const first = await ask('/api/v1/outbox?limit=2');
  expect(first.answer.items).toMatchObject([
    { id: 3, channel: 'webhook', state: 'pending', recipient: 'Humas', attempts: 0 },
    { id: 2, about: 'n2', state: 'dead', attempts: 1, lastError: '550 <…> tidak dikenal' },
  ]);
  const second = await ask(`/api/v1/outbox?limit=2&cursor=${first.answer.next}`);
  expect(second.answer).toMatchObject({ items: [{ id: 1 }], next: null });
  expect((await ask('/api/v1/outbox?state=dead')).answer.items).toHaveLength(2);
  expect(JSON.stringify([first, second])).not.toMatch(/humas@uji|satu\.test/);
  expect((await ask('/api/v1/outbox?state=hilang')).status).toBe(400);
});

test('sends again what was given up, on record; needs a token and one of both', async () => {
  expect((await ask('/api/v1/outbox/retry', { all: true }, 'salah')).status).toBe(401);
  for (const wrong of [{}, { ids: [] }, { ids: [1], all: true }, { ids: ['1'] }, { all: false }]) {
    expect((await ask('/api/v1/outbox/retry', wrong)).status).toBe(400);
  }
  expect(await ask('/api/v1/outbox/retry', { ids: [2, 3, 99] })).toEqual({ status: 200, answer: { retried: [2] } });
  expect(await ask('/api/v1/outbox/retry', { all: true })).toEqual({ status: 200, answer: { retried: [1] } });
  expect(await ask('/api/v1/outbox/retry', { all: true })).toEqual({ status: 200, answer: { retried: [] } });
  expect((await ask('/api/v1/outbox?state=pending')).answer.items).toHaveLength(3);
  expect((await listAudit(db, { object: 'outbox', limit: 5 })).items).toMatchObject([
    { who: 'Rina', action: 'outbox.retry', detail: { ids: [1] } },
    { who: 'Rina', action: 'outbox.retry', detail: { ids: [2] } },
  ]);
});
