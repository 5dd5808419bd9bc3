import { describe, expect, test } from 'vitest';
import { alertRuleTypes } from '../../src/alerts/rules/index.ts';
import { silentLog } from '../../src/core/log.ts';
import { type AlertDeps, raiseAlerts } from '../../src/jobs/alert.ts';
import { clusterPending } from '../../src/jobs/cluster.ts';
import { listAlerts } from '../../src/store/alerts.ts';
import { listOutbox } from '../../src/store/outbox.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { addMention, addSources, createTestClock, hour, hoursBefore, makeSource } from './seed.ts';

describe.each(dialects)('raiseAlerts on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const clock = createTestClock();
  const deps = (overrides: Partial<AlertDeps> = {}): AlertDeps => ({
    db: db(),
    now: clock.now,
    log: silentLog,
    rules: alertRuleTypes.map((type) => type.configure({})),
    recipients: [
      { name: 'Humas', email: 'humas@banyuraga.test', receives: ['alerts', 'digest'] },
      { name: 'Bupati', email: 'bupati@banyuraga.test', receives: ['digest'] },
      { name: 'Kadis', email: 'kadis@banyuraga.test', receives: ['alerts'] },
    ],
    renderer: {
      alert: (alert) => ({ subject: `alert ${alert.id}`, text: alert.reason, html: '' }),
      digest: () => ({ subject: '', text: '', html: '' }),
    },
    messageIdOf: (kind, about, email) => `<${kind}-${about}.${email}>`,
    ...overrides,
  });
  const cluster = () => clusterPending({ db: db(), now: clock.now, signal: new AbortController().signal });
  const text = 'Air mati tiga hari di dua kecamatan dan tidak ada pengumuman dari perumda sampai sore ini.';

  test('stores alert and mails together, one row per recipient, and tells it', async () => {
    await addSources(db(), [makeSource({ title: 'Kabar Raga' }), makeSource({ id: 'cermin', class: 'mirror' })]);
    const id = await addMention(db(), { title: 'Air Mati Tiga Hari', text, publishedAt: hoursBefore(2) });
    await addMention(db(), { sourceId: 'cermin', title: 'Air Mati Tiga Hari', text, publishedAt: hoursBefore(1) });
    await cluster();
    const announced: unknown[] = [];
    const { alerts } = await raiseAlerts(deps({ announce: (event) => announced.push(event) }));
    expect(alerts).toHaveLength(1);
    const [alert] = alerts;
    expect(alert).toMatchObject({
      occasion: 'first',
      level: 'alert',
      reason: '1 sebutan negatif dari 1 sumber dalam 3 jam mengarah ke pemerintah daerah, pertama kali di Kabar Raga.',
      mentionIds: [id],
      snapshot: {
        issue: { title: 'Air Mati Tiga Hari', mentionCount: 1 },
        mentions: [{ id, publisher: 'Kabar Raga' }],
      },
    });
    expect((await listAlerts(db(), { limit: 5 })).items).toEqual(alerts);
    expect(
      (await listOutbox(db(), { limit: 5 })).map(({ recipientEmail, messageId, state }) => [
        recipientEmail,
        messageId,
        state,
      ]),
    ).toEqual([
      ['kadis@banyuraga.test', `<alert-${alert?.id}.kadis@banyuraga.test>`, 'pending'],
      ['humas@banyuraga.test', `<alert-${alert?.id}.humas@banyuraga.test>`, 'pending'],
    ]);
    expect(announced).toEqual([{ type: 'alert', at: alert?.firedAt, alertId: alert?.id, issueId: alert?.issueId }]);
  });

  test('says it once, and again after the interval only with something new', async () => {
    await addSources(db(), [makeSource()]);
    await addMention(db(), { title: 'Air Mati', text, publishedAt: hoursBefore(1) });
    await cluster();
    expect((await raiseAlerts(deps())).alerts).toHaveLength(1);
    clock.pass(7 * hour);
    expect((await raiseAlerts(deps())).alerts).toEqual([]);
    await addMention(db(), {
      title: 'Masih Mati',
      text: `${text} Warga antre.`,
      publishedAt: clock.now().toISOString(),
      collectedAt: clock.now(),
    });
    await cluster();
    expect((await raiseAlerts(deps())).alerts).toMatchObject([{ occasion: 'repeat' }]);
    expect((await raiseAlerts(deps())).alerts).toEqual([]);
  });

  test('stays silent on old news and on issues that are calm', async () => {
    clock.set('2026-11-22T08:00:00.000Z');
    await addSources(db(), [makeSource()]);
    await addMention(db(), { title: 'Berita Lama', text, publishedAt: hoursBefore(60) });
    await addMention(db(), {
      title: 'Lomba',
      text: 'Lomba desa.',
      scored: { label: 'positive', attention: 'none', topic: 'lainnya' },
    });
    await cluster();
    expect((await raiseAlerts(deps())).alerts).toEqual([]);
  });

  test('leaves neither alert nor mail when the mail cannot be made', async () => {
    await addSources(db(), [makeSource()]);
    await addMention(db(), { title: 'Air Mati', text });
    await cluster();
    const broken = deps({
      renderer: {
        alert: () => {
          throw new Error('template');
        },
        digest: () => ({ subject: '', text: '', html: '' }),
      },
    });
    await expect(raiseAlerts(broken)).rejects.toThrow('template');
    expect((await listAlerts(db(), { limit: 5 })).items).toEqual([]);
    expect(await listOutbox(db(), { limit: 5 })).toEqual([]);
    expect((await raiseAlerts(deps())).alerts).toHaveLength(1);
  });
});
