import { beforeEach, describe, expect, test } from 'vitest';
import { alertRuleTypes } from '../../src/alerts/rules/index.ts';
import { silentLog } from '../../src/core/log.ts';
import { createAlerter } from '../../src/jobs/alert.ts';
import { configureAll } from '../../src/jobs/load-rules.ts';
import { createSearchWatcher } from '../../src/jobs/watch-searches.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeRoute } from './dispatch-seed.ts';
import { addMention, addSources, createTestClock, makeSource, minute } from './seed.ts';

const types = new Map(alertRuleTypes.map((type) => [type.id, type]));
const region = { agencies: [], districts: [], timezone: 'Asia/Jakarta' };
const stemsOf = (text: string) => text.toLowerCase().match(/\p{L}+/gu) ?? [];

describe.each(dialects)('rules about searches on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  let clock = createTestClock();

  beforeEach(async () => {
    clock = createTestClock();
    await addSources(db(), [makeSource()]);
  });

  const alerterOf = (...options: readonly object[]) => {
    const settings = options.map((each, index) => ({ id: `cari-${index}`, rule: 'saved-search', options: each }));
    const rules = configureAll(settings, types, silentLog);
    return createAlerter({
      db: db(),
      now: clock.now,
      log: silentLog,
      rules: async () => rules,
      routes: [makeRoute()],
      searches: createSearchWatcher({ db: db(), region, stemsOf }),
    });
  };

  /** A text with a verdict, published a minute ago. */
  const add = (text: string) =>
    addMention(db(), {
      text,
      title: null,
      stems: stemsOf(text).join(' '),
      contentHash: `hash ${text}`,
      publishedAt: new Date(clock.now().getTime() - minute).toISOString(),
      collectedAt: clock.now(),
    });

  test('tell once when enough match, and again only after the interval with something new', async () => {
    const alerter = alerterOf({ name: 'Pasar', query: '"pasar kebakaran"', minMentions: 2, repeatHours: 2 });
    await add('pasar kebakaran besar');
    expect((await alerter.raise()).alerts).toEqual([]);
    await add('pasar kebakaran lagi');
    await add('kebakaran di pasar');
    // Looked at a moment ago.
    expect((await alerter.raise()).alerts).toEqual([]);
    clock.pass(2 * minute);
    const [alert] = (await alerter.raise()).alerts;
    expect(alert).toMatchObject({
      ruleId: 'cari-0',
      subject: 'search:cari-0',
      issueId: null,
      level: 'watch',
      title: 'Pencarian: Pasar',
      occasion: 'first',
      reason: '2 sebutan dalam 24 jam terakhir cocok dengan pencarian “"pasar kebakaran"”.',
    });
    expect(alert?.snapshot.mentions).toHaveLength(2);
    clock.pass(125 * minute);
    expect((await alerter.raise()).alerts).toEqual([]);
    await add('pasar kebakaran ketiga');
    clock.pass(2 * minute);
    expect((await alerter.raise()).alerts).toMatchObject([{ occasion: 'repeat' }]);
  });

  test('tell what of the search is not understood, and each rule for itself', async () => {
    await add('pasar kebakaran besar');
    const { alerts } = await alerterOf(
      { name: 'Satu', query: 'pasar opd:tidakada', minMentions: 1 },
      { name: 'Dua', query: 'sungai', minMentions: 1 },
    ).raise();
    expect(alerts).toMatchObject([
      { ruleId: 'cari-0', reason: expect.stringContaining('“opd:tidakada” tidak dikenal') },
    ]);
  });

  test('leave out what is older than the window', async () => {
    await add('pasar kebakaran besar');
    clock.pass(90 * minute);
    const { alerts } = await alerterOf({ name: 'Satu', query: 'pasar', minMentions: 1, windowHours: 1 }).raise();
    expect(alerts).toEqual([]);
  });
});
