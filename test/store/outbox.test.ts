import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import {
  claimNotifications,
  countOutbox,
  insertNotifications,
  listOutbox,
  markFailed,
  markSent,
  nextAttemptAt,
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
  const claim = (minute: number, limit = 10) => claimNotifications(db(), at(minute), limit, leaseMs);
  const idOf = async (minute: number): Promise<number> => (await claim(minute, 1))[0]?.id ?? 0;

  test('a message is claimed as it was queued, once', async () => {
    const draft = makeOutboxDraft({ createdAt: at(0).toISOString() });
    await insertNotifications(db(), [draft]);
    const { channel: _channel, ...told } = draft;
    const claimed = await claim(0);
    expect(claimed).toEqual([{ ...told, id: claimed[0]?.id, attempts: 1 }]);
    expect(await claim(1)).toEqual([]);
    expect(await countOutbox(db())).toEqual({ pending: 0, sending: 1, sent: 0, dead: 0 });
  });

  test('a recipient who is listed twice is told once; another subject, address or channel is another message', async () => {
    await insertNotifications(db(), [makeOutboxDraft(), makeOutboxDraft({ messageId: '<other@uji>' })]);
    await insertNotifications(db(), [makeOutboxDraft()]);
    await insertNotifications(db(), [
      makeOutboxDraft({ about: '2' }),
      makeOutboxDraft({ recipientEmail: 'b@uji.test' }),
    ]);
    await insertNotifications(db(), []);
    expect((await countOutbox(db())).pending).toBe(3);
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
    expect(await nextAttemptAt(db())).toBe(at(10).toISOString());
    expect(await claim(9)).toEqual([]);
    expect(await claim(10)).toMatchObject([{ id, attempts: 2 }]);
    await markFailed(db(), id, { error: '550 tidak dikenal', retryAt: null, now: at(11) });
    expect(await claim(59)).toEqual([]);
    expect(await nextAttemptAt(db())).toBeNull();
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
    expect(await nextAttemptAt(db())).toBe(at(5).toISOString());
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
      Array.from({ length: 12 }, (_, n) => claimNotifications(n % 2 === 0 ? first.db : second, at(0), 10, leaseMs)),
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
