import { beforeEach, describe, expect, test } from 'vitest';
import type { Alert } from '../../src/core/alert.ts';
import type { Issue } from '../../src/core/issue.ts';
import { findAlert, insertAlerts, insertAlertsIfCurrent, lastAlerts, listAlerts } from '../../src/store/alerts.ts';
import { findIssue } from '../../src/store/issues.ts';
import { saveClustering } from '../../src/store/save-clustering.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeIssue, testNow } from '../support/make.ts';
import { makeNewAlert } from './new-alert.ts';

const at = (hour: number, day = 22): string => `2026-11-${day}T${String(hour).padStart(2, '0')}:00:00.000Z`;

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  let issues: Issue[] = [];

  beforeEach(async () => {
    const create = [1, 2, 3].map(() => ({ issue: makeIssue(), mentionIds: [] }));
    const ids = await saveClustering(db(), { assign: [], create, refresh: [], clusteredMentionIds: [], now: testNow });
    issues = (await Promise.all(ids.map((id) => findIssue(db(), id)))).flatMap((issue) => issue ?? []);
  });

  const insert = async (overrides: Partial<Alert> = {}, issue: Issue = issues[0]!): Promise<Alert> => {
    const [alert] = await insertAlerts(db(), [makeNewAlert(issue, overrides)]);
    return alert!;
  };
  const count = async (table: 'alerts' | 'notices' | 'decisions') =>
    (await db().selectFrom(table).select('id').execute()).length;

  test('alerts and notices are stored together, in order, and the notices know their ids', async () => {
    const alerts = await insertAlerts(db(), [makeNewAlert(issues[0]!), makeNewAlert(issues[1]!, { level: 'crisis' })]);
    expect(alerts.map(({ issueId, level }) => [issueId, level])).toEqual([
      [issues[0]!.id, 'alert'],
      [issues[1]!.id, 'crisis'],
    ]);
    for (const alert of alerts) expect(await findAlert(db(), alert.id)).toEqual(alert);
    const notices = await db().selectFrom('notices').selectAll().orderBy('id').execute();
    expect(notices.map(({ alertId, recipient, state }) => [alertId, recipient, state])).toEqual(
      alerts.map(({ id }) => [id, 'humas', 'waiting']),
    );
    expect(await findAlert(db(), 999_999)).toBeNull();
    expect(await insertAlerts(db(), [])).toEqual([]);
  });

  test('an alert that nobody is told of keeps the reason', async () => {
    const entry = makeNewAlert(issues[0]!);
    const decision = ({ id }: Alert) =>
      ({ alertId: id, target: '', outcome: 'dropped', reason: 'no-route', detail: null, at: at(8) }) as const;
    const [alert] = await insertAlerts(db(), [{ ...entry, notices: () => [], decision }]);
    expect(await db().selectFrom('decisions').select(['alertId', 'reason']).execute()).toEqual([
      { alertId: alert?.id, reason: 'no-route' },
    ]);
  });

  test('an alert about no issue has none', async () => {
    const snapshot = { issue: null, mentions: [], answers: [] };
    const { id } = await insert({ subject: 'source:radar', issueId: null, snapshot });
    expect(await findAlert(db(), id)).toMatchObject({ subject: 'source:radar', issueId: null, snapshot });
  });

  test.each([
    ['a notice that cannot be stored', { notices: () => [{ alertId: 0 } as never] }],
    [
      'a plan that throws',
      {
        notices: () => {
          throw new Error('rencana');
        },
      },
    ],
  ])('%s leaves neither alerts nor notices', async (_what, broken) => {
    const entries = [makeNewAlert(issues[1]!), { ...makeNewAlert(issues[0]!), ...broken }];
    await expect(insertAlerts(db(), entries)).rejects.toThrow();
    expect([await count('alerts'), await count('notices')]).toEqual([0, 0]);
  });

  test('an alert on an issue that does not exist is refused with its notices', async () => {
    await expect(insert({ issueId: 999_999 })).rejects.toThrow();
    expect([await count('alerts'), await count('notices')]).toEqual([0, 0]);
  });

  test('of a batch those are stored whose subject nobody has alerted on since', async () => {
    await insert({ firedAt: at(5) }, issues[0]);
    const results = await insertAlertsIfCurrent(db(), [
      { ...makeNewAlert(issues[0]!), knownLastAt: null },
      { ...makeNewAlert(issues[1]!), knownLastAt: null },
    ]);
    expect(results.map((alert) => alert?.issueId ?? null)).toEqual([null, issues[1]!.id]);
    const again = await insertAlertsIfCurrent(db(), [{ ...makeNewAlert(issues[0]!), knownLastAt: at(5) }]);
    expect(again[0]?.issueId).toBe(issues[0]!.id);
  });

  test('lists newest first, by what is asked for, in pages', async () => {
    const a = (await insert({ firedAt: at(1) })).id;
    const b = (await insert({ firedAt: at(1), level: 'watch', agency: 'PDAM' })).id;
    const c = (await insert({ firedAt: at(2), ruleId: 'hoax-claim' })).id;
    const d = (await insert({ firedAt: at(3) }, issues[1])).id;
    const e = (await insert({ firedAt: at(4), subject: 'source:radar', issueId: null })).id;
    await db()
      .updateTable('alerts')
      .set({ acknowledgedAt: at(5) })
      .where('id', '=', d)
      .execute();
    const ids = async (query: object) => (await listAlerts(db(), { limit: 10, ...query })).items.map(({ id }) => id);
    expect(await ids({})).toEqual([e, d, c, b, a]);
    expect(await ids({ issueId: issues[1]!.id })).toEqual([d]);
    expect(await ids({ ruleId: 'hoax-claim' })).toEqual([c]);
    expect(await ids({ level: 'watch' })).toEqual([b]);
    expect(await ids({ agency: 'PDAM' })).toEqual([b]);
    expect(await ids({ subject: 'issue' })).toEqual([d, c, b, a]);
    expect(await ids({ subject: 'source' })).toEqual([e]);
    expect(await ids({ subject: `issue:${issues[1]!.id}` })).toEqual([d]);
    expect(await ids({ acknowledged: true })).toEqual([d]);
    expect(await ids({ acknowledged: false })).toEqual([e, c, b, a]);
    expect(await ids({ from: at(2), to: at(3) })).toEqual([c]);
    const first = await listAlerts(db(), { limit: 4 });
    expect(first.items.map(({ id }) => id)).toEqual([e, d, c, b]);
    expect(await ids({ cursor: first.next })).toEqual([a]);
  });

  describe('the last alert', () => {
    const subjects = () => issues.map(({ id }) => `issue:${id}`);
    const mergeInto = (from: Issue, to: Issue) =>
      db().updateTable('issues').set({ mergedInto: to.id }).where('id', '=', from.id).execute();

    test('is the newest by any rule, with the highest level told in the day before it', async () => {
      await insert({ firedAt: at(1, 20), level: 'crisis' });
      await insert({ firedAt: at(2, 21), level: 'alert' });
      await insert({ firedAt: at(8, 21), level: 'watch', ruleId: 'keyword-watch' });
      await insert({ firedAt: at(3), level: 'watch' }, issues[1]);
      expect(await lastAlerts(db(), [...subjects(), 'issue:999999', 'source:x'])).toEqual(
        new Map([
          [subjects()[0], { at: at(8, 21), level: 'alert' }],
          [subjects()[1], { at: at(3), level: 'watch' }],
        ]),
      );
      expect(await lastAlerts(db(), [])).toEqual(new Map());
    });

    test('counts those of issues that were joined to it, in several steps', async () => {
      await insert({ firedAt: at(1) }, issues[0]);
      await insert({ firedAt: at(2), level: 'watch' }, issues[1]);
      await mergeInto(issues[0]!, issues[1]!);
      await mergeInto(issues[1]!, issues[2]!);
      const [, , last] = subjects();
      expect(await lastAlerts(db(), [last!])).toEqual(new Map([[last, { at: at(2), level: 'alert' }]]));
      const [refused] = await insertAlertsIfCurrent(db(), [
        { ...makeNewAlert(issues[2]!, { firedAt: at(3) }), knownLastAt: at(1) },
      ]);
      expect(refused).toBeNull();
    });

    test('is found even where issues were joined in a circle', async () => {
      await insert({ firedAt: at(1) }, issues[0]);
      await mergeInto(issues[0]!, issues[1]!);
      await mergeInto(issues[1]!, issues[0]!);
      const found = await lastAlerts(db(), subjects().slice(0, 2));
      expect([...found.values()].map((last) => last.at)).toEqual([at(1), at(1)]);
    });
  });
});
