import { beforeEach, describe, expect, test } from 'vitest';
import type { Alert } from '../../src/core/alert.ts';
import type { Issue } from '../../src/core/issue.ts';
import { findAlert, insertAlertWithOutbox, lastAlertTimes, listAlerts } from '../../src/store/alerts.ts';
import { findIssue } from '../../src/store/issues.ts';
import { listOutbox } from '../../src/store/outbox.ts';
import { saveClustering } from '../../src/store/save-clustering.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeIssue, makeOutboxDraft, testNow } from '../support/make.ts';

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  let issues: Issue[] = [];

  beforeEach(async () => {
    const create = [1, 2].map(() => ({ issue: makeIssue(), mentionIds: [] }));
    const ids = await saveClustering(db(), { assign: [], create, refresh: [], clusteredMentionIds: [], now: testNow });
    issues = (await Promise.all(ids.map((id) => findIssue(db(), id)))).flatMap((issue) => issue ?? []);
  });

  function draft(overrides: Partial<Alert> = {}, issue: Issue = issues[0]!): Omit<Alert, 'id'> {
    return {
      ruleId: 'isu-negatif',
      issueId: issue.id,
      level: 'alert',
      reason: 'Tiga laporan negatif dalam satu jam.',
      occasion: 'first',
      mentionIds: [3, 1],
      firedAt: '2026-11-22T08:00:00.000Z',
      snapshot: { issue, mentions: [] },
      ...overrides,
    };
  }

  test('alert and mails are stored together, and the mails know its id', async () => {
    const alert = await insertAlertWithOutbox(db(), {
      alert: draft(),
      messages: (stored) =>
        ['a@uji.test', 'b@uji.test'].map((recipientEmail) =>
          makeOutboxDraft({ about: `${stored.id}`, recipientEmail }),
        ),
    });
    expect(await findAlert(db(), alert.id)).toEqual({ ...draft(), id: alert.id });
    const mails = await listOutbox(db(), { limit: 10 });
    expect(mails.map((mail) => [mail.about, mail.recipientEmail, mail.state])).toEqual([
      [`${alert.id}`, 'b@uji.test', 'pending'],
      [`${alert.id}`, 'a@uji.test', 'pending'],
    ]);
    expect(await findAlert(db(), 999_999)).toBeNull();
  });

  test.each([
    [
      'a mail that the outbox refuses',
      () => [makeOutboxDraft(), makeOutboxDraft({ kind: 'lain' as 'alert', about: 'x' })],
    ],
    [
      'a renderer that throws',
      () => {
        throw new Error('template');
      },
    ],
  ])('%s leaves neither alert nor mail', async (_what, messages) => {
    await expect(insertAlertWithOutbox(db(), { alert: draft(), messages })).rejects.toThrow();
    expect((await listAlerts(db(), { limit: 5 })).items).toEqual([]);
    expect(await listOutbox(db(), { limit: 5 })).toEqual([]);
  });

  test('an alert on no issue is refused with its mails', async () => {
    const alert = { ...draft(), issueId: 999_999 };
    await expect(insertAlertWithOutbox(db(), { alert, messages: () => [makeOutboxDraft()] })).rejects.toThrow();
    expect(await listOutbox(db(), { limit: 5 })).toEqual([]);
  });

  test('lists newest first, by issue, rule, level and time, in pages', async () => {
    const at = (hour: number): string => `2026-11-22T0${hour}:00:00.000Z`;
    const messages = () => [];
    const insert = async (overrides: Partial<Alert>, issue?: Issue) =>
      (await insertAlertWithOutbox(db(), { alert: draft(overrides, issue), messages })).id;
    const a = await insert({ firedAt: at(1) });
    const b = await insert({ firedAt: at(1), level: 'watch' });
    const c = await insert({ firedAt: at(2), ruleId: 'hoaks' });
    const d = await insert({ firedAt: at(3) }, issues[1]!);
    const ids = async (query: object) =>
      (await listAlerts(db(), { limit: 10, ...query })).items.map((alert) => alert.id);
    expect(await ids({})).toEqual([d, c, b, a]);
    expect(await ids({ issueId: issues[1]!.id })).toEqual([d]);
    expect(await ids({ ruleId: 'hoaks' })).toEqual([c]);
    expect(await ids({ level: 'watch' })).toEqual([b]);
    expect(await ids({ from: at(2), to: at(3) })).toEqual([c]);
    const first = await listAlerts(db(), { limit: 3 });
    expect(first.items.map((alert) => alert.id)).toEqual([d, c, b]);
    expect(await ids({ cursor: first.next })).toEqual([a]);

    expect(await lastAlertTimes(db(), [...issues.map((issue) => issue.id), 999_999])).toEqual(
      new Map<number, Record<string, string>>([
        [issues[0]!.id, { 'isu-negatif': at(1), hoaks: at(2) }],
        [issues[1]!.id, { 'isu-negatif': at(3) }],
        [999_999, {}],
      ]),
    );
    expect(await lastAlertTimes(db(), [])).toEqual(new Map());
  });
});
