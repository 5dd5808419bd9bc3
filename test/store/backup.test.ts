import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import type { Channel } from '../../src/core/notification.ts';
import { type DeliverDeps, deliverDue } from '../../src/jobs/deliver.ts';
import { backupDatabase } from '../../src/store/backup.ts';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import { listStops } from '../../src/store/delivery-stops.ts';
import { countOutbox, insertNotifications } from '../../src/store/outbox.ts';
import { isHold, releaseOutbox } from '../../src/store/outbox-hold.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { searchMentions } from '../../src/store/search-mentions.ts';
import { syncSources } from '../../src/store/sources.ts';
import { createTestDatabase } from '../support/db.ts';
import { makeDraft, makeOutboxDraft, makeSource, testNow } from '../support/make.ts';
import { holding } from '../support/search.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kentongan-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a copy made while mentions are stored opens and is whole', async () => {
  const { db, close } = await createTestDatabase('sqlite', join(folder, 'data.db'));
  await syncSources(db, [makeSource()], testNow);
  const save = (from: number) => {
    const drafts = Array.from({ length: 200 }, (_, n) =>
      makeDraft({
        keys: [`url:${from + n}`],
        title: `Judul ${from + n}`,
        text: 'banjir '.repeat(300),
        stems: 'banjir',
      }),
    );
    return saveStep(db, { sourceId: 'kabar-uji', drafts, cursor: `${from}`, rejected: 0, now: testNow });
  };
  await save(0);
  const file = join(folder, 'salinan.db');
  const backup = backupDatabase(db, file, testNow.toISOString());
  await save(200);
  await backup;
  await save(400);

  expect(statSync(file).mode & 0o777).toBe(0o600);
  const copy = await openDatabase(file);
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(copy);
  expect(rows).toEqual([{ integrityCheck: 'ok' }]);
  const { items } = await searchMentions(copy, { node: holding('banjir'), limit: 1_000 });
  // Whole steps only: with or without the second, never the third.
  expect([200, 400]).toContain(items.length);
  await closeDatabase(copy);
  expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  await close();
});

test('a copy sends nothing until somebody lets it, and then nothing that may have been sent', async () => {
  const { db, close } = await createTestDatabase('sqlite', join(folder, 'data.db'));
  const draft = (about: string, createdAt: string) => makeOutboxDraft({ about, messageId: `<${about}>`, createdAt });
  await insertNotifications(db, [draft('old', '2026-11-22T07:00:00.000Z')]);
  const file = join(folder, 'salinan.db');
  await backupDatabase(db, file, testNow.toISOString());
  expect((await listStops(db)).filter(isHold)).toEqual([]);
  await close();

  const copy = await openDatabase(file);
  expect((await listStops(copy)).filter(isHold).map(({ channel }) => channel)).toHaveLength(4);
  await insertNotifications(copy, [draft('new', '2026-11-22T08:00:01.000Z')]);
  const sent: string[] = [];
  const channel: Channel = { id: 'email', send: async ({ about }) => void sent.push(about), close: async () => {} };
  const later = new Date('2026-11-22T08:01:00.000Z');
  const deps: DeliverDeps = {
    ...{ db: copy, channels: new Map([['email', channel]]), now: () => later, log: silentLog },
    retryAt: () => null,
    signal: new AbortController().signal,
  };
  await deliverDue(deps);
  expect(sent).toEqual([]);
  expect(await releaseOutbox(copy, later)).toEqual({ held: true, givenUp: 1 });
  await deliverDue(deps);
  expect(sent).toEqual(['new']);
  expect(await countOutbox(copy)).toMatchObject({ sent: 1, dead: 1 });
  expect(await releaseOutbox(copy, later)).toEqual({ held: false, givenUp: 0 });
  await closeDatabase(copy);
});

test('replaces an older copy, and leaves it when the new one cannot be made', async () => {
  const { db, close } = await createTestDatabase('sqlite', join(folder, 'data.db'));
  const file = join(folder, 'salinan.db');
  await backupDatabase(db, file, testNow.toISOString());
  await backupDatabase(db, file, testNow.toISOString());
  const before = statSync(file).mtimeMs;
  await close();
  await expect(backupDatabase(db, file, testNow.toISOString())).rejects.toThrow();
  expect(statSync(file).mtimeMs).toBe(before);
  expect(existsSync(`${file}.partial`)).toBe(false);
});

test('PostgreSQL is told its own tool', async () => {
  const { db, close } = await createTestDatabase('postgres');
  await expect(backupDatabase(db, join(folder, 'x'), testNow.toISOString())).rejects.toThrow('pg_dump');
  await close();
});
