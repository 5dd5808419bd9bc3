import { describe, expect, test } from 'vitest';
import { alertRuleTypes } from '../../src/alerts/rules/index.ts';
import type { Verdict } from '../../src/core/correction.ts';
import { silentLog } from '../../src/core/log.ts';
import { raiseAlerts } from '../../src/jobs/alert.ts';
import { clusterPending } from '../../src/jobs/cluster.ts';
import { makeDigest } from '../../src/jobs/digest.ts';
import { configureAll } from '../../src/jobs/load-rules.ts';
import { rescoreStale } from '../../src/jobs/rescore.ts';
import { type ScoreDeps, scorePending } from '../../src/jobs/score.ts';
import { setVerdict } from '../../src/store/corrections.ts';
import { findMention } from '../../src/store/mentions.ts';
import { countSentiment } from '../../src/store/stats.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { due, makeDigestDeps } from './digest-deps.ts';
import { makeRoute } from './dispatch-seed.ts';
import { addMention, addSources, hour, makeScored, makeSource, testNow, testRegion } from './seed.ts';

const signal = new AbortController().signal;
const types = new Map(alertRuleTypes.map((type) => [type.id, type]));
const rules = configureAll([{ id: 'negative-issue', rule: 'negative-issue', options: {} }], types, silentLog);
const text = 'Air mati tiga hari di dua kecamatan dan tidak ada pengumuman dari perumda sampai sore ini.';

describe.each(dialects)('what people say counts everywhere on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const judge = (mentionId: number, verdict: Verdict) =>
    setVerdict(db(), { mentionId, verdict, note: null, who: 'Rina', now: testNow });
  const deps = (stamp: string, about: (id: string) => string | null = () => testRegion): ScoreDeps => ({
    db: db(),
    now: () => testNow,
    log: silentLog,
    scorer: {
      stamp,
      score: (docs) =>
        docs.map(({ id }) => ({ ...makeScored({ about: about(id), label: 'negative', attention: 'alert' }), id })),
    },
    inContext: (scored, { parent }) => (parent === null ? scored : { ...scored, relevance: parent.relevance }),
    signal,
  });

  test('the report and its counts', async () => {
    await addSources(db(), [makeSource()]);
    const publishedAt = new Date(Date.parse(due) - 12 * hour).toISOString();
    const ids: number[] = [];
    for (const title of ['Air Mati', 'Jalan Rusak', 'Lampu Padam']) {
      ids.push(await addMention(db(), { title, text: `${title} sejak pagi.`, publishedAt }));
    }
    const period = { from: '2026-11-20T23:00:00.000Z', to: due, about: testRegion };
    const labels = async () =>
      (await countSentiment(db(), period)).map(({ label, attention, count }) => [label, attention, count]);
    const report = async () => {
      const digest = await makeDigest(
        makeDigestDeps(db(), () => new Date(due)),
        '2026-11-21',
      );
      return [digest.sentiment.media, digest.coverage.notRelevant] as const;
    };
    expect((await report())[0]).toMatchObject({ negative: 3, positive: 0 });
    await judge(ids[0] as number, 'positive');
    await judge(ids[1] as number, 'irrelevant');
    expect(await labels()).toEqual([
      ['negative', 'alert', 1],
      ['positive', 'none', 1],
    ]);
    const [media, notRelevant] = await report();
    expect(media).toMatchObject({ negative: 1, positive: 1 });
    expect(notRelevant).toBe(1);
  });

  test('alerts: a red issue that a person calls neutral raises none, and one called negative does', async () => {
    await addSources(db(), [makeSource()]);
    const red = await addMention(db(), { title: 'Air Mati Tiga Hari', text });
    await judge(red, 'neutral');
    await clusterPending({ db: db(), now: () => testNow, signal });
    const raise = () =>
      raiseAlerts({ db: db(), now: () => testNow, log: silentLog, rules: async () => rules, routes: [makeRoute()] });
    expect((await raise()).alerts).toEqual([]);
    await judge(red, 'negative');
    await clusterPending({ db: db(), now: () => testNow, signal });
    expect((await raise()).alerts.map(({ mentionIds }) => mentionIds)).toEqual([[red]]);
  });

  test('scoring again keeps them, counts no flip for them, and comments follow the post as people know it', async () => {
    await addSources(db(), [makeSource()]);
    const post = await addMention(db(), { keys: ['uji:induk'], kind: 'post', text: 'Induk', scored: {} });
    const comment = { kind: 'comment', title: null, parentKey: 'uji:induk' } as const;
    const answer = await addMention(db(), { ...comment, text: 'Jawaban', scored: {} });
    await judge(post, 'irrelevant');
    await scorePending(deps('uji'));
    expect((await findMention(db(), answer))?.score?.relevance.about).toBeNull();
    const other = await addMention(db(), { text: 'Lain', scored: { label: 'positive', attention: 'none' } });
    await judge(other, 'neutral');
    const summary = await rescoreStale(deps('baru'), { since: null, write: true, mostExamples: 5 });
    expect(summary).toMatchObject({ rescored: 3, flips: [], attention: [] });
    const abouts = [post, answer, other].map(async (id) => (await findMention(db(), id))?.score);
    expect((await Promise.all(abouts)).map((score) => [score?.relevance.about, score?.sentiment.label])).toEqual([
      [null, 'negative'],
      [null, 'negative'],
      [testRegion, 'neutral'],
    ]);
  });
});
