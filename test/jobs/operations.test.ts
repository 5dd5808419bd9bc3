import { describe, expect, test } from 'vitest';
import { formatAuditHead } from '../../src/core/audit-head.ts';
import type { Target } from '../../src/core/dispatch.ts';
import { silentLog } from '../../src/core/log.ts';
import { type OperationsDeps, watchOperations } from '../../src/jobs/operations.ts';
import { auditHead } from '../../src/store/audit-chain.ts';
import { saveStop } from '../../src/store/delivery-stops.ts';
import { claimNotifications, insertNotifications, listOutbox, markFailed, markSent } from '../../src/store/outbox.ts';
import { insertSilence } from '../../src/store/silences.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeOutboxDraft } from '../support/make.ts';
import { addMention, addSources, createTestClock, hour, makeSource, minute, region } from './seed.ts';

const operator: readonly Target[] = [
  { recipient: 'operator', name: 'Operator', channel: 'email', address: 'operator@banyuraga.test' },
  { recipient: 'operator', name: 'Operator', channel: 'telegram', address: '4711' },
];

describe.each(dialects)('watchOperations on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  // 15.00 WIB
  const clock = createTestClock();
  const start = clock.now();

  function watch(overrides: Partial<OperationsDeps> = {}) {
    return watchOperations({
      db: db(),
      now: clock.now,
      log: silentLog,
      targets: operator,
      messageIdOf: (kind, about, address) => `<${kind}-${about}-${address}>`,
      regionName: region.name,
      zone: region.timezone,
      startedAt: start,
      dailyMinute: 23 * 60,
      publicUrl: 'https://kentongan.banyuraga.test',
      ...overrides,
    });
  }

  /** What the operator was told, oldest first: channel and subject. */
  async function told() {
    const rows = await listOutbox(db(), { limit: 100 });
    return rows
      .filter(({ kind }) => kind === 'operations')
      .reverse()
      .map(({ channel, message }) => `${channel}: ${message.subject.replace('[Kentongan] ', '')}`);
  }

  async function ranAt(at: Date, interval = 5 * minute): Promise<void> {
    await db()
      .updateTable('sources')
      .set({ lastRunAt: at.toISOString(), nextRunAt: new Date(at.getTime() + interval).toISOString() })
      .execute();
  }

  test('says nothing while all goes well', async () => {
    clock.set(start.toISOString());
    await addSources(db(), [makeSource({ intervalMs: 5 * minute })]);
    await addMention(db());
    for (let passed = 0; passed < hour; passed += minute) {
      await ranAt(clock.now());
      expect(await watch()).toEqual([]);
      clock.pass(minute);
    }
    expect(await told()).toEqual([]);
  });

  test('collecting that stops is told within two intervals, on all ways, once, and again a day later', async () => {
    clock.set(start.toISOString());
    await addSources(db(), [
      makeSource({ intervalMs: 5 * minute }),
      makeSource({ id: 'harian', intervalMs: 6 * hour }),
    ]);
    await ranAt(clock.now());
    clock.pass(10 * minute);
    expect(await watch()).toEqual([]);
    clock.pass(5 * minute);
    for (let turn = 0; turn < 5; turn++) {
      expect(await watch()).toMatchObject([{ id: 'collecting', since: start.toISOString() }]);
      clock.pass(minute);
    }
    const once = ['email: PERHATIAN: Pengambilan berita berhenti', 'telegram: PERHATIAN: Pengambilan berita berhenti'];
    expect(await told()).toEqual(once);
    await db().updateTable('outbox').set({ state: 'sent', sentAt: clock.now().toISOString() }).execute();
    clock.set(new Date(start.getTime() + 24 * hour + minute).toISOString());
    await watch({ dailyMinute: 24 * 60 });
    expect(await told()).toEqual([...once, ...once]);
    const [row] = await listOutbox(db(), { limit: 1 });
    expect(row?.message.text).toContain('Sejak 22 Nov 2026, 15.00 WIB.');
    expect(row?.message.text).toContain('BUKAN berarti tidak ada isu');
  });

  test('a start after a long pause is not taken for a standstill', async () => {
    clock.set(start.toISOString());
    await addSources(db(), [makeSource({ intervalMs: 5 * minute })]);
    await ranAt(new Date(start.getTime() - 30 * 24 * hour));
    clock.pass(9 * minute);
    expect(await watch()).toEqual([]);
  });

  test('sources that are switched off or gone need not be read', async () => {
    clock.set(start.toISOString());
    await addSources(db(), [makeSource({ enabled: false })]);
    clock.pass(5 * hour);
    expect(await watch()).toEqual([]);
  });

  test('scoring that stops is told after a quarter of an hour; a long queue that moves is not', async () => {
    clock.set(start.toISOString());
    await addSources(db(), [makeSource({ intervalMs: 12 * hour })]);
    await ranAt(clock.now(), 12 * hour);
    await addMention(db(), { scored: null, collectedAt: clock.now() });
    clock.pass(16 * minute);
    await addMention(db(), { collectedAt: clock.now() });
    expect(await watch()).toEqual([]);
    clock.pass(16 * minute);
    expect(await watch()).toMatchObject([{ id: 'scoring' }]);
    expect(await told()).toHaveLength(2);
  });

  test('mail that does not go out is told by the other way', async () => {
    clock.set(start.toISOString());
    await insertNotifications(db(), [
      makeOutboxDraft({ createdAt: start.toISOString() }),
      makeOutboxDraft({ about: '2', createdAt: start.toISOString() }),
    ]);
    clock.pass(14 * minute);
    expect(await watch()).toEqual([]);
    const [row] = await claimNotifications(db(), { channel: 'email', now: clock.now(), limit: 1, leaseMs: 60_000 });
    await markFailed(db(), row?.id ?? 0, {
      error: '451 nanti saja',
      retryAt: new Date(start.getTime() + hour).toISOString(),
      now: clock.now(),
    });
    clock.pass(3 * minute);
    expect(await watch()).toMatchObject([{ id: 'sending:email', since: start.toISOString() }]);
    expect(await told()).toEqual(['telegram: PERHATIAN: Pengiriman lewat surel berhenti']);
    const [message] = await listOutbox(db(), { limit: 1 });
    expect(message?.message.text).toContain(
      '2 pesan menunggu dan tidak ada yang terkirim. Jawaban terakhir: 451 nanti saja',
    );
    // One that waits beside others that go out is that recipient's trouble.
    const [other] = await claimNotifications(db(), { channel: 'email', now: clock.now(), limit: 1, leaseMs: 60_000 });
    await markSent(db(), other?.id ?? 0, clock.now());
    expect(await watch()).toEqual([]);
  });

  test('a refused login is told at once, by the other way if there is one', async () => {
    clock.set(start.toISOString());
    const stop = {
      channel: 'email',
      address: null,
      error: '535 sandi',
      since: start.toISOString(),
      until: start.toISOString(),
    } as const;
    await saveStop(db(), stop);
    await saveStop(db(), { ...stop, channel: 'webhook', address: 'https://satu.test/', error: '410', until: null });
    expect((await watch()).map(({ id }) => id)).toEqual(['refused:email', 'gone:webhook:https://satu.test/']);
    expect(await told()).toEqual([
      'telegram: PERHATIAN: Pengiriman lewat surel ditolak',
      'email: PERHATIAN: Penerima webhook https://satu.test/ berhenti menerima',
      'telegram: PERHATIAN: Penerima webhook https://satu.test/ berhenti menerima',
    ]);
    await saveStop(db(), { ...stop, channel: 'telegram', error: '401' });
    await watch({ targets: operator.slice(1) });
    expect(await told()).toContain('telegram: PERHATIAN: Pengiriman lewat Telegram ditolak');
  });

  test('once a day says that all is well, with counts and what is silenced, whatever restarts', async () => {
    clock.set(start.toISOString());
    await addSources(db(), [makeSource(), makeSource({ id: 'mati', enabled: false })]);
    await db()
      .updateTable('sources')
      .set({ lastSuccessAt: start.toISOString(), lastNewItemAt: start.toISOString() })
      .where('id', '=', 'kabar-uji')
      .execute();
    await insertSilence(
      db(),
      {
        match: { levels: [], rules: [], agencies: ['PDAM'], topics: [], places: [], issues: [] },
        reason: 'Pipa utama diganti',
        author: 'Rina',
        startsAt: start.toISOString(),
        endsAt: new Date(start.getTime() + 24 * hour).toISOString(),
      },
      clock.now(),
    );
    const daily = { dailyMinute: 15 * 60 };
    for (let restart = 0; restart < 5; restart++) await watch({ ...daily, startedAt: clock.now() });
    expect(await told()).toEqual([
      'email: Semua berjalan: 1 sumber baik, 0 peringatan merah',
      'telegram: Semua berjalan: 1 sumber baik, 0 peringatan merah',
    ]);
    const [row] = await listOutbox(db(), { limit: 1 });
    expect(row?.message.text).toContain('• Sumber: 1 baik, 0 bermasalah, 0 belum pernah dibaca, 1 dimatikan');
    const head = formatAuditHead(await auditHead(db()));
    expect(row?.message.text).toContain(`Sidik jejak audit (simpan surat ini): ${head}`);
    expect(row?.message.text).toContain('oleh Rina sampai 23 Nov 2026, 15.00 WIB: Pipa utama diganti');
    clock.pass(23 * hour);
    await watch({ ...daily, startedAt: clock.now() });
    expect(await told()).toHaveLength(2);
    clock.pass(hour);
    await watch({ ...daily, startedAt: clock.now() });
    expect(await told()).toHaveLength(4);
  });

  test('without an operator nothing is queued, but the caller hears of it', async () => {
    clock.set(start.toISOString());
    await addSources(db(), [makeSource({ intervalMs: 5 * minute })]);
    clock.pass(hour);
    expect(await watch({ targets: [], dailyMinute: 0 })).toMatchObject([{ id: 'collecting' }]);
    expect(await told()).toEqual([]);
  });
});
