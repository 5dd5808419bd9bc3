import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { noEdits } from '../../src/core/digest-edits.ts';
import { sendDigestNow } from '../../src/jobs/send-digest.ts';
import { viewDigest } from '../../src/jobs/view-digest.ts';
import { listAudit } from '../../src/store/audit.ts';
import { saveDigest } from '../../src/store/digests.ts';
import { listOutbox } from '../../src/store/outbox.ts';
import { makeDigestDeps } from '../jobs/digest-deps.ts';
import { region } from '../jobs/seed.ts';
import { useTestDatabase } from '../support/db.ts';
import { makeDigest } from '../support/make.ts';
import { peopleWith } from './people.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

const db = useTestDatabase('sqlite');
/** 23 November 2026, 07.00 WIB. */
const now = new Date('2026-11-23T00:00:00.000Z');
let server: Listening;

const people = peopleWith({ 'token-rina': { name: 'Rina' } });

beforeEach(async () => {
  const deps = makeDigestDeps(db(), () => now, { unapproved: 'hold' });
  server = await serveApi(
    makeApiDeps(db(), {
      now: () => now,
      region,
      people,
      digestOf: (key) => viewDigest(deps, key),
      sendDigest: (date, who) => sendDigestNow(deps, date, who),
    }),
  );
});
afterEach(() => server.close());

async function call(method: string, path: string, body?: unknown, token = 'token-rina') {
  const response = await fetch(`${server.origin}/api/v1/digests${path}`, {
    method,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: answers are checked value by value
  const answer: any = await response.json();
  return { status: response.status, answer };
}

test('a report is edited, approved, and sent once; a later edit makes a correction', async () => {
  await saveDigest(db(), makeDigest({ date: '2026-11-22', madeAt: '2026-11-22T23:00:00.000Z' }));
  expect((await call('GET', '')).answer.items).toMatchObject([
    { date: '2026-11-22', period: 'day', status: 'otomatis' },
  ]);
  expect((await call('GET', '/2026-11-22/edits')).answer).toMatchObject({ edits: noEdits, editedBy: null });

  const edits = {
    summary: ['<b>Tenang</b>'],
    recommendations: [{ issueId: null, action: 'Pantau', responsible: 'PUPR', dueAt: null }],
  };
  expect(await call('PUT', '/2026-11-22/edits', edits)).toMatchObject({
    status: 200,
    answer: { edits: { ...noEdits, ...edits }, editedBy: 'Rina', approvedBy: null },
  });
  expect((await call('GET', '/2026-11-22')).answer).toMatchObject({
    summary: ['<b>Tenang</b>'],
    editorial: { editedBy: 'Rina' },
  });
  expect((await call('POST', '/2026-11-22/approval')).answer).toMatchObject({ approvedBy: 'Rina' });
  expect((await call('GET', '?period=day')).answer.items).toMatchObject([{ status: 'disetujui', approvedBy: 'Rina' }]);
  expect(await call('POST', '/2026-11-22/send')).toEqual({
    status: 200,
    answer: { version: '2026-11-22', recipients: 1, approved: true },
  });
  expect((await call('POST', '/2026-11-22/send')).status).toBe(409);
  expect((await call('GET', '')).answer.items).toMatchObject([{ status: 'terkirim', corrections: 0 }]);
  expect((await listOutbox(db(), { limit: 5 })).map(({ about }) => about)).toEqual(['2026-11-22']);
  const { items } = await listAudit(db(), { object: 'digest:2026-11-22', limit: 9 });
  expect(items.map(({ action }) => action).sort()).toEqual(['digest.approve', 'digest.edit', 'digest.send']);
});

describe('refuses', () => {
  test.each<[string, string, string, unknown, number]>([
    ['a stranger', 'PUT', '/2026-11-22/edits', {}, 401],
    ['a stranger', 'POST', '/2026-11-22/approval', undefined, 401],
    ['a stranger', 'POST', '/2026-11-22/send', undefined, 401],
  ])('%s: %s %s', async (_, method, path, body, status) => {
    expect((await call(method, path, body, 'token-lain')).status).toBe(status);
  });

  test.each<[string, string, unknown, number]>([
    ['PUT', '/2026-11-24/edits', {}, 404],
    ['POST', '/2026-W49/approval', undefined, 404],
    ['PUT', '/2026-11-22+1/edits', {}, 400],
    ['POST', '/kemarin/send', undefined, 400],
    ['PUT', '/2026-11-22/edits', { ringkasan: [] }, 400],
    ['PUT', '/2026-11-22/edits', { summary: [''] }, 400],
    ['PUT', '/2026-11-22/edits', { summary: ['x'.repeat(601)] }, 400],
    ['PUT', '/2026-11-22/edits', { excludedIssues: ['1'] }, 400],
    // The day runs until 06.00 tomorrow, the week until Monday next week.
    ['POST', '/2026-11-23/send', undefined, 409],
    ['POST', '/2026-W48/send', undefined, 409],
  ])('%s %s %j', async (method, path, body, status) => {
    expect((await call(method, path, body)).status).toBe(status);
    expect(await listOutbox(db(), { limit: 5 })).toEqual([]);
  });
});

test('weeks and months can be read, and versions that were sent', async () => {
  for (const [key, period] of [
    ['2026-W47', 'week'],
    ['2026-11', 'month'],
    ['2026-11-22', 'day'],
  ]) {
    const { status, answer } = await call('GET', `/${key}`);
    expect([status, answer.period, answer.date]).toEqual([200, period, key]);
  }
  expect((await call('GET', '/2026-11-22+1')).status).toBe(404);
  await call('POST', '/2026-11-22/send');
  await call('PUT', '/2026-11-22/edits', { summary: ['Ralat.'] });
  expect((await call('GET', '/2026-11-22+0')).status).toBe(200);
});
