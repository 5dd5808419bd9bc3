import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ChannelId } from '../../src/core/dispatch.ts';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import { listStops, saveStop } from '../../src/store/delivery-stops.ts';
import {
  claimNotifications,
  countOutbox,
  giveUp,
  insertNotifications,
  listOutbox,
  markFailed,
  markSent,
  nextAttempts,
  retryDead,
} from '../../src/store/outbox.ts';
import { createTestDatabase, dialects, useTestDatabase } from '../support/db.ts';
import { makeOutboxDraft } from '../support/make.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 22, 8, minute));
const leaseMs = 5 * 60_000;

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);

  async function queue(count: number, minute = 0): Promise<void> {
    const drafts = Array.from({ length: count }, (_, n) =>
      makeOutboxDraft({ about: `${minute}.${n}`, createdAt: at(minute).toISOString() }),
    );
    await insertNotifications(db(), drafts);
  }
  const claim = (minute: number, limit = 10, channel: ChannelId = 'email', except: readonly string[] = []) =>
    claimNotifications(db(), { channel, now: at(minute), limit, leaseMs, except });
  const nextOf = async () => (await nextAttempts(db())).get('email') ?? null;
  const idOf = async (minute: number): Promise<number> => (await claim(minute, 1))[0]?.id ?? 0;

  test('a message is claimed as it was queued, once', async () => {
    const draft = makeOutboxDraft({ createdAt: at(0).toISOString() });
    await insertNotifications(db(), [draft]);
    const claimed = await claim(0);
    expect(claimed).toEqual([{ ...draft, id: claimed[0]?.id, attempts: 1 }]);
    expect(await claim(1)).toEqual([]);
    expect(await countOutbox(db())).toEqual({ pending: 0, sending: 1, sent: 0, dead: 0 });
  });

  test('a recipient who is listed twice is told once; another subject, address or channel is another message', async () => {
    await insertNotifications(db(), [makeOutboxDraft(), makeOutboxDraft({ messageId: '<other@uji>' })]);
    await insertNotifications(db(), [makeOutboxDraft()]);
    await insertNotifications(db(), [
      makeOutboxDraft({ about: '2' }),
      makeOutboxDraft({ address: 'b@uji.test' }),
      makeOutboxDraft({ channel: 'telegram' }),
    ]);
    await insertNotifications(db(), []);
    expect((await countOutbox(db())).pending).toBe(4);
  });

  test('oldest first, at most as many as asked, none before its time', async () => {
    await queue(2, 5);
    await queue(2, 1);
    expect(await claim(0)).toEqual([]);
    expect((await claim(6, 3)).map((row) => row.about)).toEqual(['1.0', '1.1', '5.0']);
    expect((await claim(6, 3)).map((row) => row.about)).toEqual(['5.1']);
  });

  test('sent is final', async () => {
    await queue(1);
    const id = await idOf(0);
    await markSent(db(), id, at(1));
    await markFailed(db(), id, { error: 'too late', retryAt: at(2).toISOString(), now: at(2) });
    await markSent(db(), id, at(3));
    expect(await claim(60)).toEqual([]);
    expect(await listOutbox(db(), { state: 'sent', limit: 5 })).toMatchObject([
      { id, state: 'sent', sentAt: at(1).toISOString(), lastError: null, attempts: 1 },
    ]);
  });

  test('a failure waits for its time and keeps its error; without a time it is dead but visible', async () => {
    await queue(1);
    const id = await idOf(0);
    await markFailed(db(), id, { error: '451 nanti', retryAt: at(10).toISOString(), now: at(1) });
    expect(await nextOf()).toBe(at(10).toISOString());
    expect(await claim(9)).toEqual([]);
    expect(await claim(10)).toMatchObject([{ id, attempts: 2 }]);
    await markFailed(db(), id, { error: '550 tidak dikenal', retryAt: null, now: at(11) });
    expect(await claim(59)).toEqual([]);
    expect(await nextOf()).toBeNull();
    expect(await listOutbox(db(), { state: 'dead', limit: 5 })).toMatchObject([
      {
        id,
        state: 'dead',
        lastError: '550 tidak dikenal',
        lastErrorAt: at(11).toISOString(),
        attempts: 2,
        sentAt: null,
      },
    ]);
    expect(await countOutbox(db())).toEqual({ pending: 0, sending: 0, sent: 0, dead: 1 });
  });

  test('the message of a sender that died is claimed again when its lease ends', async () => {
    await queue(1);
    const id = await idOf(0);
    expect(await nextOf()).toBe(at(5).toISOString());
    expect(await claim(4)).toEqual([]);
    const again = await claim(5);
    expect(again).toMatchObject([{ id, attempts: 2 }]);
    await markSent(db(), id, at(6));
    expect(await claim(59)).toEqual([]);
  });

  test('a failure that comes back after the row was given up changes nothing', async () => {
    await queue(1);
    const id = await idOf(0);
    await markFailed(db(), id, { error: 'x', retryAt: null, now: at(1) });
    await markFailed(db(), id, { error: 'y', retryAt: at(2).toISOString(), now: at(2) });
    expect(await listOutbox(db(), { limit: 1 })).toMatchObject([{ state: 'dead', lastError: 'x' }]);
  });

  test('each channel has its own queue, and an address that is busy is left alone', async () => {
    await insertNotifications(db(), [
      makeOutboxDraft({ address: 'a@uji.test', createdAt: at(0).toISOString() }),
      makeOutboxDraft({ address: 'b@uji.test', createdAt: at(1).toISOString() }),
      makeOutboxDraft({ channel: 'telegram', address: '-100', createdAt: at(2).toISOString() }),
    ]);
    expect(await nextAttempts(db())).toEqual(
      new Map([
        ['email', at(0).toISOString()],
        ['telegram', at(2).toISOString()],
      ]),
    );
    expect((await claim(9, 10, 'telegram')).map(({ address }) => address)).toEqual(['-100']);
    expect((await claim(9, 10, 'email', ['a@uji.test'])).map(({ address }) => address)).toEqual(['b@uji.test']);
    expect((await claim(9)).map(({ address }) => address)).toEqual(['a@uji.test']);
  });

  test('an attempt that was not the fault of the message is not counted', async () => {
    await queue(1);
    const id = await idOf(0);
    await markFailed(db(), id, { error: '535', retryAt: at(10).toISOString(), now: at(1), uncounted: true });
    expect(await claim(10)).toMatchObject([{ id, attempts: 1 }]);
  });

  test('what was given up is sent again when somebody asks, chosen or all, under its Message-ID', async () => {
    await queue(4);
    for (const { id } of await claim(0, 3)) {
      await markFailed(db(), id, { error: '550', retryAt: null, now: at(1) });
    }
    const [a = 0, b = 0, c = 0] = (await listOutbox(db(), { state: 'dead', limit: 5 })).map(({ id }) => id).reverse();
    const stop = {
      channel: 'email',
      address: 'humas@uji.test',
      error: '410',
      since: at(0).toISOString(),
      until: null,
    } as const;
    await saveStop(db(), stop);
    await saveStop(db(), { ...stop, address: 'lain@uji.test', since: at(1).toISOString() });
    expect(await retryDead(db(), [b, 999], at(30))).toEqual([b]);
    expect((await listStops(db())).map(({ address }) => address)).toEqual(['lain@uji.test']);
    expect(await listOutbox(db(), { state: 'pending', limit: 1, before: c })).toMatchObject([
      {
        id: b,
        attempts: 0,
        nextAttemptAt: at(30).toISOString(),
        lastError: '550',
        messageId: '<alert-1.a1b2@uji.test>',
      },
    ]);
    expect(await retryDead(db(), 'all', at(31))).toEqual([a, c]);
    expect(await retryDead(db(), 'all', at(32))).toEqual([]);
    expect(await countOutbox(db())).toEqual({ pending: 4, sending: 0, sent: 0, dead: 0 });
  });

  test('gives up what waits for one address, or too long for a channel, and leaves the rest', async () => {
    await insertNotifications(db(), [
      makeOutboxDraft({ address: 'a@uji.test', createdAt: at(0).toISOString() }),
      makeOutboxDraft({ address: 'b@uji.test', createdAt: at(0).toISOString() }),
      makeOutboxDraft({ address: 'b@uji.test', about: '2', createdAt: at(5).toISOString() }),
      makeOutboxDraft({ channel: 'webhook', address: 'a@uji.test', createdAt: at(0).toISOString() }),
    ]);
    expect(await giveUp(db(), { channel: 'email', address: 'a@uji.test' }, '410', at(6))).toBe(1);
    const createdBefore = at(3).toISOString();
    expect(await giveUp(db(), { channel: 'email', createdBefore }, 'usang', at(7))).toBe(1);
    expect(await listOutbox(db(), { state: 'dead', limit: 5 })).toMatchObject([
      { address: 'b@uji.test', about: '1', lastError: 'usang', lastErrorAt: at(7).toISOString() },
      { address: 'a@uji.test', channel: 'email', lastError: '410' },
    ]);
    expect((await countOutbox(db())).pending).toBe(2);
  });

  test('a stop keeps the time since when it holds, until it is forgotten', async () => {
    const stop = {
      channel: 'email',
      address: null,
      error: '535',
      since: at(0).toISOString(),
      until: at(10).toISOString(),
    } as const;
    await saveStop(db(), stop);
    await saveStop(db(), { ...stop, since: at(10).toISOString(), until: at(20).toISOString(), error: '535 lagi' });
    expect(await listStops(db())).toEqual([{ ...stop, until: at(20).toISOString(), error: '535 lagi' }]);
  });

  test('lists newest first', async () => {
    await queue(3);
    expect((await listOutbox(db(), { limit: 2 })).map((row) => row.about)).toEqual(['0.2', '0.1']);
    expect(await listOutbox(db(), { state: 'dead', limit: 2 })).toEqual([]);
  });

  test('two claims at the same time never get the same row, on one connection or two', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kentongan-store-'));
    const first = await createTestDatabase(dialect, join(folder, 'data.db'));
    const second = await openDatabase(first.address);
    const drafts = Array.from({ length: 100 }, (_, n) =>
      makeOutboxDraft({ about: `${n}`, createdAt: at(0).toISOString() }),
    );
    await insertNotifications(first.db, drafts);
    const claims = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        claimNotifications(n % 2 === 0 ? first.db : second, { channel: 'email', now: at(0), limit: 10, leaseMs }),
      ),
    );
    const ids = claims.flat().map((row) => row.id);
    expect(ids).toHaveLength(100);
    expect(new Set(ids).size).toBe(100);
    expect(claims.flat().every((row) => row.attempts === 1)).toBe(true);
    await closeDatabase(second);
    await first.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
