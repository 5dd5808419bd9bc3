import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { decisionReasonNames } from '../../src/core/dispatch.ts';
import { dispatchDue } from '../../src/jobs/dispatch.ts';
import { listAudit } from '../../src/store/audit.ts';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { claimNotifications, markFailed, markSent } from '../../src/store/outbox.ts';
import type { Db } from '../../src/store/schema.ts';
import {
  addAlert,
  day,
  hour,
  makeClock,
  makeDispatchDeps,
  makeRoute,
  makeTarget,
  minute,
} from '../jobs/dispatch-seed.ts';
import { peopleWith } from './people.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

const token = 'token-uji-yang-cukup-panjang';
const clock = makeClock();

let db: Db;
let server: Listening;

beforeAll(async () => {
  db = await openDatabase(':memory:');
  await migrate(db);
  server = await serveApi(makeApiDeps(db, { now: () => clock.at, people: peopleWith({ [token]: { name: 'Rina' } }) }));
});
afterAll(async () => {
  await server.close();
  await closeDatabase(db);
});
beforeEach(async () => {
  for (const table of ['alerts', 'outbox', 'silences', 'audit'] as const) await db.deleteFrom(table).execute();
});

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.origin}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: answers are checked value by value
  const answer: any = await response.json();
  return { status: response.status, answer };
}

const later = (ms: number): string => new Date(clock.at.getTime() + ms).toISOString();
const water = { match: { agencies: ['PDAM'] }, reason: 'perbaikan pipa terjadwal' };

describe('silences', () => {
  it('are made, listed, ended and kept', async () => {
    const { status, answer } = await ask('POST', '/silences', { ...water, endsAt: later(2 * hour) });
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      match: { agencies: ['PDAM'], levels: [] },
      author: 'Rina',
      startsAt: later(0),
      endsAt: later(2 * hour),
      endedAt: null,
    });
    expect((await ask('GET', '/silences')).answer.items).toEqual([answer]);
    clock.pass(minute);
    const ended = await ask('DELETE', `/silences/${answer.id}`);
    expect(ended.answer).toMatchObject({ endedAt: later(0), endedBy: 'Rina' });
    expect((await ask('GET', '/silences')).answer.items).toEqual([]);
    expect((await ask('GET', '/silences?all=true')).answer.items).toEqual([ended.answer]);
    const { items } = await listAudit(db, { action: 'silence.', limit: 5 });
    expect(items.map(({ who, action, object }) => [who, action, object])).toEqual([
      ['Rina', 'silence.end', `silence:${answer.id}`],
      ['Rina', 'silence.create', `silence:${answer.id}`],
    ]);
  });

  it.each([
    ['without anything to match', { match: {}, reason: 'x', endsAt: () => later(hour) }, 'match'],
    [
      'with a matcher that is not known',
      { match: { everything: true }, reason: 'x', endsAt: () => later(hour) },
      'everything',
    ],
    ['without a reason', { ...water, reason: ' ', endsAt: () => later(hour) }, 'reason'],
    ['that never ends', { ...water }, 'endsAt'],
    ['for more than a week', { ...water, endsAt: () => later(7 * day + 1) }, 'endsAt'],
    ['that ends before it starts', { ...water, startsAt: () => later(2 * hour), endsAt: () => later(hour) }, 'endsAt'],
    ['that is over', { ...water, startsAt: () => later(-2 * hour), endsAt: () => later(-hour) }, 'endsAt'],
    ['far ahead', { ...water, startsAt: () => later(31 * day), endsAt: () => later(32 * day) }, 'startsAt'],
    [
      'with a topic that does not exist',
      { match: { topics: ['__proto__'] }, reason: 'x', endsAt: () => later(hour) },
      'match',
    ],
  ])('are refused %s', async (_, given, where) => {
    const body = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, typeof value === 'function' ? value() : value]),
    );
    const { status, answer } = await ask('POST', '/silences', body);
    expect(status).toBe(400);
    expect(answer.detail).toContain(where);
    expect((await ask('GET', '/silences?all=true')).answer.items).toEqual([]);
  });

  it('need a token, and an id that exists', async () => {
    expect((await ask('POST', '/silences', {}, { authorization: 'Bearer x' })).status).toBe(401);
    expect((await ask('DELETE', '/silences/99')).status).toBe(404);
    expect((await ask('DELETE', '/silences/99', undefined, { origin: 'https://penyerang.test' })).status).toBe(403);
  });

  it('takes times of any zone, and one that has begun begins now', async () => {
    const endsAt = '2026-11-23T06:00:00+07:00';
    const { answer } = await ask('POST', '/silences', { ...water, startsAt: later(-hour), endsAt });
    expect([answer.startsAt, answer.endsAt]).toEqual([later(0), '2026-11-22T23:00:00.000Z']);
  });
});

describe('acknowledgements', () => {
  it('hold for the subject as long as configured, or as asked', async () => {
    const deps = makeDispatchDeps(db, clock);
    const first = await addAlert(db, deps, { subject: 'issue:a' });
    const second = await addAlert(db, deps, { subject: 'issue:a' });
    const other = await addAlert(db, deps, { subject: 'issue:b' });
    const { status, answer } = await ask('POST', `/alerts/${second.id}/acknowledgement`, { note: 'tim ke lokasi' });
    expect(status).toBe(200);
    expect(answer).toEqual({
      alertIds: [first.id, second.id],
      acknowledged: { by: 'Rina', at: later(0), note: 'tim ke lokasi', until: later(day) },
    });
    const brief = await ask('POST', `/alerts/${other.id}/acknowledgement`, { hours: 0.5 });
    expect(brief.answer.acknowledged).toMatchObject({ note: null, until: later(hour / 2) });
    const { items } = (await ask('GET', '/alerts')).answer;
    expect(items.map((item: { acknowledged: { by: string } | null }) => item.acknowledged?.by)).toEqual([
      'Rina',
      'Rina',
      'Rina',
    ]);
  });

  it('are taken back together, once', async () => {
    const deps = makeDispatchDeps(db, clock);
    const ids = [];
    for (const subject of ['issue:a', 'issue:a']) ids.push((await addAlert(db, deps, { subject })).id);
    await ask('POST', `/alerts/${ids[0]}/acknowledgement`, {});
    expect((await ask('DELETE', `/alerts/${ids[1]}/acknowledgement`)).answer).toEqual({
      alertIds: ids,
      acknowledged: null,
    });
    const again = await ask('DELETE', `/alerts/${ids[1]}/acknowledgement`);
    expect([again.status, again.answer.type]).toEqual([409, 'urn:kentongan:problem:not-acknowledged']);
    const { items } = await listAudit(db, { action: 'alert.', limit: 5 });
    expect(items.map(({ action }) => action)).toEqual(['alert.withdraw-acknowledgement', 'alert.acknowledge']);
  });

  it.each([{ hours: 0 }, { hours: 1e9 }, { note: '' }, { note: 'x'.repeat(501) }, { by: 'Budi' }, []])(
    'refuse %j',
    async (body) => {
      const { id } = await addAlert(db, makeDispatchDeps(db, clock));
      expect((await ask('POST', `/alerts/${id}/acknowledgement`, body)).status).toBe(400);
    },
  );

  it('are of alerts that exist', async () => {
    expect((await ask('POST', '/alerts/99/acknowledgement', {})).status).toBe(404);
    expect((await ask('POST', '/alerts/x/acknowledgement', {})).status).toBe(400);
  });
});

describe('why was no mail sent?', () => {
  it('says what became of an alert for each target', async () => {
    const targets = [makeTarget('humas'), makeTarget('camat'), makeTarget('sekda', 'telegram')];
    const deps = makeDispatchDeps(db, clock, { routes: [makeRoute({ targets })], channels: new Set(['email']) });
    const alert = await addAlert(db, deps);
    const waiting = (await ask('GET', `/alerts/${alert.id}/decisions`)).answer;
    expect(waiting.targets[0].summary).toContain('menunggu peringatan sekelompok sampai');
    clock.pass(minute);
    await dispatchDue(deps);
    for (const sent of await claimNotifications(db, { channel: 'email', now: clock.at, limit: 2, leaseMs: minute })) {
      if (sent.address.startsWith('camat')) await markSent(db, sent.id, clock.at);
      else
        await markFailed(db, sent.id, {
          error: `550 no such user <${sent.address}>`,
          retryAt: null,
          now: clock.at,
        });
    }
    const { status, answer } = await ask('GET', `/alerts/${alert.id}/decisions`);
    expect(status).toBe(200);
    expect(answer.targets.map((one: { recipient: string; summary: string }) => [one.recipient, one.summary])).toEqual([
      ['humas', 'gagal dikirim setelah 1 percobaan dan tidak dicoba lagi: 550 no such user <…>'],
      ['camat', expect.stringMatching(/^terkirim 22 Nov 2026/)],
      [
        'sekda',
        'tidak dikirim (saluran belum siap): saluran Telegram belum siap: alamat server atau tokennya belum diisi',
      ],
    ]);
    expect(answer.targets[0].message).toMatchObject({ state: 'dead', attempts: 1, sentAt: null });
    expect(answer.decisions).toEqual([
      { at: later(0), target: 'camat/email', outcome: 'queued', reason: null, detail: null },
      { at: later(0), target: 'humas/email', outcome: 'queued', reason: null, detail: null },
      expect.objectContaining({ target: 'sekda/telegram', outcome: 'dropped', reason: 'no-channel' }),
    ]);
    expect(JSON.stringify(answer)).not.toContain('@');
    expect((await ask('GET', '/alerts/99/decisions')).status).toBe(404);
  });

  it('names every reason in Indonesian', () => {
    for (const name of Object.values(decisionReasonNames)) expect(name).toMatch(/^[a-z ]{4,}$/);
  });
});
