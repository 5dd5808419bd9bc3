import { beforeEach, describe, expect, test } from 'vitest';
import type { Verdict } from '../../src/core/correction.ts';
import { listAudit } from '../../src/store/audit.ts';
import { removeVerdict, setVerdict } from '../../src/store/corrections.ts';
import { findIssue, listUnclustered } from '../../src/store/issues.ts';
import { findMention } from '../../src/store/mentions.ts';
import { saveClustering } from '../../src/store/save-clustering.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { type ScoredRow, saveScores } from '../../src/store/scores.ts';
import { searchMentions } from '../../src/store/search-mentions.ts';
import { syncSources } from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeIssue, makeScored, makeSource, type ScoredOverrides, testNow } from '../support/make.ts';

describe.each(dialects)('verdicts of people on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const drafts = ['a', 'b', 'c'].map((title) => makeDraft({ keys: [`url:${title}`], title }));
  let ids: readonly number[] = [];

  const save = (changed = drafts) =>
    saveStep(db(), { sourceId: 'kabar-uji', drafts: changed, cursor: null, rejected: 0, now: testNow });
  const row = (index: number, scored: ScoredOverrides, stamp: string, draft = drafts[index]): ScoredRow => ({
    mentionId: ids[index] ?? 0,
    contentHash: draft?.contentHash ?? '',
    scored: makeScored(scored),
    stamp,
  });
  const score = (index: number, scored: ScoredOverrides = {}, stamp = 's1') =>
    saveScores(db(), [row(index, scored, stamp)], testNow);
  const judge = (index: number, verdict: Verdict, note: string | null = null, who = 'Rina') =>
    setVerdict(db(), { mentionId: ids[index] ?? 0, verdict, note, who, now: testNow });
  const takeBack = (index: number) => removeVerdict(db(), { mentionId: ids[index] ?? 0, who: 'Rina', now: testNow });
  const view = async (index: number) => {
    const found = await findMention(db(), ids[index] ?? 0);
    return {
      label: found?.score?.sentiment.label,
      attention: found?.score?.attention,
      verdict: found?.correction?.verdict,
    };
  };
  const stored = (index: number) =>
    db()
      .selectFrom('scores')
      .selectAll()
      .where('mentionId', '=', ids[index] ?? 0)
      .executeTakeFirst();
  const trail = async () => (await listAudit(db(), { action: 'mention.', limit: 20 })).items;

  beforeEach(async () => {
    await syncSources(db(), [makeSource()], testNow);
    ids = (await save()).stored;
  });

  test('is shown, found and counted at once, and the evidence stays', async () => {
    await score(0);
    expect(await judge(0, 'positive', 'sindiran dibaca terbalik')).toBe(true);
    const found = await findMention(db(), ids[0] ?? 0);
    expect(found?.correction).toEqual({
      verdict: 'positive',
      note: 'sindiran dibaca terbalik',
      who: 'Rina',
      at: testNow.toISOString(),
      said: { label: 'negative', value: -0.5, attention: 'alert', about: '35.16', stamp: 's1' },
    });
    expect(found?.score).toMatchObject({
      sentiment: { label: 'positive', value: -0.5 },
      attention: 'none',
      corrected: { who: 'Rina', machine: { label: 'negative', attention: 'alert' } },
    });
    expect(await stored(0)).toMatchObject({ label: 'positive', attention: 'none', stamp: 's1', about: '35.16' });
    const positive = await searchMentions(db(), { label: 'positive', limit: 10 });
    expect(positive.items.map(({ id }) => id)).toEqual([ids[0]]);
    expect((await searchMentions(db(), { label: 'negative', limit: 10 })).items).toEqual([]);
  });

  test('leaves one line on the trail, and the same again none', async () => {
    await score(0);
    await judge(0, 'neutral', 'a');
    expect(await judge(0, 'neutral', 'a', 'Budi')).toBe(false);
    expect(await trail()).toHaveLength(1);
    await judge(0, 'positive');
    expect(await takeBack(0)).toBe(true);
    expect(await takeBack(0)).toBe(false);
    const lines = (await trail()).map(({ who, object, detail }) => [who, object, detail]);
    expect(lines).toEqual([
      ['Rina', `mention:${ids[0]}`, { verdict: null, before: 'positive', machine: 'negative', note: null }],
      ['Rina', `mention:${ids[0]}`, { verdict: 'positive', before: 'neutral', machine: 'negative', note: null }],
      ['Rina', `mention:${ids[0]}`, { verdict: 'neutral', before: null, machine: 'negative', note: 'a' }],
    ]);
    expect(await view(0)).toEqual({ label: 'negative', attention: 'alert', verdict: undefined });
    expect((await findMention(db(), ids[0] ?? 0))?.score).toEqual(makeScored());
  });

  test('a later scorer does not undo it, and what it says comes back with the verdict gone', async () => {
    await score(0);
    await judge(0, 'positive');
    await score(0, { label: 'neutral', attention: 'watch' }, 's2');
    expect(await view(0)).toEqual({ label: 'positive', attention: 'none', verdict: 'positive' });
    expect(await stored(0)).toMatchObject({ label: 'positive', stamp: 's2' });
    const kept = await db().selectFrom('corrections').selectAll().executeTakeFirst();
    expect(kept).toMatchObject({ machineLabel: 'neutral' });
    expect(JSON.parse(kept?.said ?? '')).toMatchObject({ label: 'negative', stamp: 's1' });
    await takeBack(0);
    expect(await view(0)).toEqual({ label: 'neutral', attention: 'watch', verdict: undefined });
  });

  test('correct confirms what was seen, and not what another person has judged otherwise', async () => {
    await score(0);
    await judge(0, 'correct');
    await score(0, { label: 'positive', attention: 'none' }, 's2');
    expect(await view(0)).toEqual({ label: 'negative', attention: 'alert', verdict: 'correct' });
    await score(1);
    await judge(1, 'neutral');
    expect(await judge(1, 'correct', null, 'Budi')).toBe(false);
    expect(await view(1)).toMatchObject({ label: 'neutral', verdict: 'neutral' });
  });

  test('an edit ends it, with a remark', async () => {
    await score(0);
    await judge(0, 'positive');
    const edited = makeDraft({ keys: ['url:a'], title: 'a', text: 'Teks yang sudah diubah penerbitnya.' });
    await save([edited]);
    expect(await view(0)).toEqual({ label: undefined, attention: undefined, verdict: undefined });
    await saveScores(db(), [row(0, { label: 'neutral', attention: 'none' }, 's1', edited)], testNow);
    const found = await findMention(db(), ids[0] ?? 0);
    expect(found).toMatchObject({ correction: null, score: { reasons: ['judged-before-edit'] } });
    expect(await takeBack(0)).toBe(false);
  });

  test('of an edited text another verdict can be given', async () => {
    await score(0);
    await judge(0, 'positive');
    const edited = makeDraft({ keys: ['url:a'], title: 'a', text: 'Teks yang sudah diubah penerbitnya.' });
    await save([edited]);
    await saveScores(db(), [row(0, { label: 'neutral', attention: 'none' }, 's1', edited)], testNow);
    expect(await judge(0, 'negative')).toBe(true);
    const found = await findMention(db(), ids[0] ?? 0);
    expect(found?.score?.reasons).toEqual(['judged-by-person']);
    expect(await view(0)).toEqual({ label: 'negative', attention: 'alert', verdict: 'negative' });
  });

  test('a text that could not be scored, or has not been yet, can be judged', async () => {
    await score(0, { label: 'unscored', attention: 'none', target: 'none' });
    await judge(0, 'negative');
    expect(await view(0)).toEqual({ label: 'negative', attention: 'watch', verdict: 'negative' });
    expect(await judge(1, 'negative')).toBe(true);
    expect(await view(1)).toEqual({ label: undefined, attention: undefined, verdict: 'negative' });
    await score(1, { label: 'positive', attention: 'none' });
    expect(await view(1)).toEqual({ label: 'negative', attention: 'alert', verdict: 'negative' });
    await expect(judge(2, 'correct')).rejects.toMatchObject({ status: 409, code: 'not-scored' });
  });

  test('what is set aside or is not there is not judged', async () => {
    await save([makeDraft({ keys: ['url:slot'], title: 'slot', setAside: 'gambling-spam' })]);
    const { items } = await searchMentions(db(), { includeSetAside: true, limit: 10 });
    const aside = items.find(({ setAside }) => setAside !== null)?.id ?? 0;
    const verdict = { verdict: 'neutral', note: null, who: 'Rina', now: testNow } as const;
    await expect(setVerdict(db(), { ...verdict, mentionId: aside })).rejects.toMatchObject({ status: 409 });
    await expect(setVerdict(db(), { ...verdict, mentionId: 999_999 })).rejects.toMatchObject({ status: 404 });
    await expect(removeVerdict(db(), { ...verdict, mentionId: 999_999 })).rejects.toMatchObject({ status: 404 });
    expect(await trail()).toEqual([]);
  });

  test('the issue follows: counts, attention, and who belongs to it', async () => {
    await score(0);
    await score(1);
    const [issueId = 0] = await saveClustering(db(), {
      assign: [],
      create: [{ issue: makeIssue(), mentionIds: [ids[0] ?? 0, ids[1] ?? 0] }],
      refresh: [],
      clusteredMentionIds: [...ids],
      now: testNow,
    });
    expect(await findIssue(db(), issueId)).toMatchObject({ negativeCount: 2, attention: 'alert' });
    await judge(0, 'neutral');
    expect(await findIssue(db(), issueId)).toMatchObject({ mentionCount: 2, negativeCount: 1 });
    expect((await listUnclustered(db(), 10)).map(({ id }) => id)).toEqual([ids[0]]);
    await judge(1, 'irrelevant');
    expect(await findIssue(db(), issueId)).toMatchObject({ mentionCount: 1, negativeCount: 0, attention: 'none' });
    expect((await findMention(db(), ids[1] ?? 0))?.issueId).toBeNull();
    await takeBack(1);
    expect((await listUnclustered(db(), 10)).map(({ id }) => id)).toEqual([ids[0], ids[1]]);
  });

  test('comments under a post that is not about the regency are scored again, at any depth', async () => {
    const under = (key: string, parentKey: string) =>
      makeDraft({ keys: [key], parentKey, kind: 'comment', title: null, text: `Komentar ${key}` });
    const { stored: answers } = await save([under('k:1', 'url:a'), under('k:2', 'k:1'), under('k:3', 'url:b')]);
    await score(0);
    await db().deleteFrom('scoreQueue').execute();
    await judge(0, 'irrelevant');
    const queued = await db().selectFrom('scoreQueue').select('mentionId').orderBy('mentionId').execute();
    expect(queued.map(({ mentionId }) => mentionId)).toEqual(answers.slice(0, 2));
  });

  test('goes with its mention', async () => {
    await score(0);
    await judge(0, 'neutral');
    await db()
      .deleteFrom('mentions')
      .where('id', '=', ids[0] ?? 0)
      .execute();
    expect(await db().selectFrom('corrections').selectAll().execute()).toEqual([]);
  });
});
