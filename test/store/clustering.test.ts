import { beforeEach, describe, expect, test } from 'vitest';
import type { MentionDraft } from '../../src/core/mention.ts';
import { loadLastEventId } from '../../src/store/issue-decisions.ts';
import { changeState } from '../../src/store/issue-life.ts';
import {
  findIssue,
  type IssueQuery,
  listIssueMemberIds,
  listIssueMentions,
  listIssues,
  listUnclustered,
} from '../../src/store/issues.ts';
import { type Clustering, saveClustering, saveClusteringIfCurrent } from '../../src/store/save-clustering.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { saveScores } from '../../src/store/scores.ts';
import { syncSources } from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeIssue, makeScored, makeSource, type ScoredOverrides, testNow } from '../support/make.ts';

const sources = [
  makeSource({ id: 'koran', title: 'Koran Uji' }),
  makeSource({ id: 'radar', title: 'Radar Uji' }),
  makeSource({ id: 'warga', title: 'Warga', class: 'community' }),
  makeSource({ id: 'salinan', title: 'Salinan', class: 'mirror' }),
  makeSource({ id: 'gnews', title: 'Google News', class: 'aggregator' }),
  makeSource({ id: 'klip', title: 'Klipping', class: 'print' }),
  makeSource({ id: 'dinas', title: 'Dinas', class: 'government' }),
];
const place = (code: string) => ({ code, name: `Desa ${code}`, field: 'text' as const, start: 0, end: 4 });
const at = (hour: number): string => `2026-11-22T0${hour}:00:00.000Z`;

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  let count = 0;
  beforeEach(() => syncSources(db(), sources, testNow));

  async function mention(
    sourceId: string,
    hour: number,
    scored: ScoredOverrides | null,
    draft: Partial<MentionDraft> = {},
  ) {
    count += 1;
    const made = makeDraft({ keys: [`url:${count}`], title: `Judul ${count}`, publishedAt: at(hour), ...draft });
    const { stored } = await saveStep(db(), { sourceId, drafts: [made], cursor: null, rejected: 0, now: testNow });
    const [mentionId = 0] = stored;
    if (scored !== null) {
      await saveScores(
        db(),
        [{ mentionId, contentHash: made.contentHash, scored: makeScored(scored), stamp: 's1' }],
        testNow,
      );
    }
    return mentionId;
  }

  function save(clustering: Partial<Clustering>): Promise<number[]> {
    return saveClustering(db(), {
      assign: [],
      create: [],
      refresh: [],
      clusteredMentionIds: [],
      now: testNow,
      ...clustering,
    });
  }

  async function issueOf(mentionIds: readonly number[], overrides = {}): Promise<number> {
    const [id = 0] = await save({ create: [{ issue: makeIssue(overrides), mentionIds }] });
    return id;
  }

  const red = { attention: 'alert', label: 'negative' } as const;
  const calm = { attention: 'none', label: 'neutral' } as const;
  const comment = { kind: 'comment' } as const;

  test.each([
    ['one report of the media', [['koran', red]], 'alert'],
    ['one post of a citizen', [['warga', red]], 'watch'],
    [
      'one comment under a report',
      [
        ['koran', red, comment],
        ['koran', calm],
      ],
      'watch',
    ],
    [
      'two comments',
      [
        ['koran', red, comment],
        ['koran', red, comment],
        ['koran', calm],
      ],
      'alert',
    ],
    [
      'a post and a comment',
      [
        ['warga', red],
        ['warga', red, comment],
      ],
      'alert',
    ],
    [
      'only what an office says of itself',
      [
        ['dinas', red],
        ['dinas', red],
      ],
      'watch',
    ],
    [
      'a comment and a post under an office',
      [
        ['dinas', red],
        ['dinas', red, comment],
        ['warga', red],
      ],
      'alert',
    ],
    [
      'one report among seven calm ones',
      [['koran', red], ...Array.from({ length: 7 }, () => ['radar', calm] as const)],
      'watch',
    ],
    [
      'nothing red',
      [
        ['koran', calm],
        ['koran', { attention: 'watch' }],
      ],
      'watch',
    ],
  ] as const)('attention with %s', async (_, members, expected) => {
    const ids: number[] = [];
    for (const [sourceId, scored, draft] of members)
      ids.push(await mention(sourceId, 1, scored as ScoredOverrides, draft ?? {}));
    const id = await issueOf(ids);
    await save({ refresh: [id] });
    expect((await findIssue(db(), id))?.attention).toBe(expected);
  });

  test('unclustered are relevant, scored, not set aside; oldest published first', async () => {
    const late = await mention('koran', 5, {});
    const early = await mention('koran', 1, {});
    await mention('koran', 2, { about: null });
    await mention('koran', 2, { about: '35.76' });
    await mention('koran', 2, null);
    await mention('koran', 2, null, { setAside: 'gambling-spam' });
    expect((await listUnclustered(db(), 10)).map((view) => view.id)).toEqual([early, late]);
    expect((await listUnclustered(db(), 1)).map((view) => view.id)).toEqual([early]);
    await save({ clusteredMentionIds: [early] });
    expect((await listUnclustered(db(), 10)).map((view) => view.id)).toEqual([late]);
  });

  test('an issue is told by its members, not by what the matcher passed', async () => {
    const first = await mention(
      'gnews',
      1,
      { topic: 'lainnya', agency: null, attention: 'watch' },
      { publisher: 'Harian X' },
    );
    const members = [
      await mention('koran', 2, { places: [place('35.16.02')], topic: 'kesehatan' }),
      await mention('koran', 3, { label: 'positive', places: [place('35.16.03')] }),
      await mention('radar', 4, { hoaxClass: 'claim', places: [place('35.16.03')], agency: 'Dinkes' }),
      await mention('warga', 5, { label: 'neutral', hoaxClass: 'fact-check', topic: 'kesehatan' }),
      first,
    ];
    const copy = await mention('salinan', 9, { places: [place('35.16.09')], hoaxClass: 'claim' });
    const [id = 0, second = 0] = await save({
      create: [
        { issue: makeIssue({ title: 'Judul isu', mentionCount: 99, lastAt: at(9) }), mentionIds: [...members, copy] },
        { issue: makeIssue({ title: 'Lain' }), mentionIds: [] },
      ],
    });
    expect(second).toBeGreaterThan(id);
    expect(await findIssue(db(), id)).toEqual({
      id,
      title: 'Judul isu',
      state: 'baru',
      topic: 'kesehatan',
      agency: 'PUPR',
      placeCode: '35.16.03',
      placeName: 'Desa 35.16.03',
      attention: 'alert',
      firstAt: at(1),
      lastAt: at(5),
      firstPublisher: 'Harian X',
      mentionCount: 5,
      negativeCount: 3,
      positiveCount: 1,
      sourceCount: 3,
      hoaxCount: 1,
      mediaCount: 3,
      accountCount: 1,
      commentCount: 0,
      stateAt: null,
      dueAt: null,
      mergedInto: null,
      updatedAt: testNow.toISOString(),
    });
    expect((await findIssue(db(), second))?.title).toBe('Lain');
    expect(await findIssue(db(), 999_999)).toBeNull();
  });

  test('papers of one klipping sheet are voices of their own', async () => {
    const klipping = { kind: 'klipping', platform: 'print' } as const;
    const id = await issueOf([
      await mention('klip', 1, {}, { ...klipping, publisher: 'Koran A' }),
      await mention('klip', 2, {}, { ...klipping, publisher: 'Koran B' }),
      await mention('klip', 3, {}, { ...klipping, publisher: 'Koran B' }),
      await mention('koran', 4, {}, { publisher: 'Penulis' }),
      await mention('koran', 5, {}),
    ]);
    expect(await findIssue(db(), id)).toMatchObject({ mentionCount: 5, sourceCount: 3 });
  });

  test('an issue of mirrors alone has times and attention, but no voice', async () => {
    const id = await issueOf([await mention('salinan', 3, { attention: 'watch' })]);
    expect(await findIssue(db(), id)).toMatchObject({
      mentionCount: 0,
      sourceCount: 0,
      attention: 'watch',
      lastAt: at(3),
      firstPublisher: 'Salinan',
    });
    expect((await listIssues(db(), { limit: 5 })).items).toHaveLength(1);
  });

  test('joining and moving recount both issues', async () => {
    const [one, two, three] = [
      await mention('koran', 1, {}),
      await mention('radar', 2, {}),
      await mention('warga', 3, {}),
    ];
    const a = await issueOf([one]);
    const b = await issueOf([two]);
    await save({ assign: [{ mentionId: three, issueId: a }], clusteredMentionIds: [three] });
    expect(await findIssue(db(), a)).toMatchObject({ mentionCount: 2, lastAt: at(3) });
    await save({ assign: [{ mentionId: three, issueId: b }] });
    expect(await findIssue(db(), a)).toMatchObject({ mentionCount: 1, lastAt: at(1) });
    expect(await findIssue(db(), b)).toMatchObject({ mentionCount: 2, lastAt: at(3) });
    // Everything leaves b: it is kept, without numbers, and no longer listed.
    await save({
      assign: [
        { mentionId: two, issueId: a },
        { mentionId: three, issueId: a },
      ],
    });
    expect(await findIssue(db(), b)).toMatchObject({
      mentionCount: 0,
      sourceCount: 0,
      attention: 'none',
      lastAt: at(3),
    });
    expect((await listIssues(db(), { limit: 5 })).items.map((issue) => issue.id)).toEqual([a]);
  });

  test('an issue that is joined to another keeps its row, and both say so in their history', async () => {
    const [one, two] = [await mention('koran', 1, {}), await mention('radar', 2, {})];
    const [older, middle, younger] = [await issueOf([]), await issueOf([one]), await issueOf([two])];
    await save({ merges: [{ fromId: middle, intoId: older, why: 'Sama.' }] });
    await save({ merges: [{ fromId: older, intoId: younger, why: 'Sama juga.' }] });
    expect(await findIssue(db(), younger)).toMatchObject({ mentionCount: 2, mergedInto: null, firstAt: at(1) });
    for (const id of [older, middle]) {
      expect(await findIssue(db(), id)).toMatchObject({ mentionCount: 0, mergedInto: younger });
    }
    expect((await listIssues(db(), { limit: 5 })).items.map(({ id }) => id)).toEqual([younger]);
    const events = await db().selectFrom('issueEvents').selectAll().orderBy('id').execute();
    expect(
      events.map(({ issueId, kind, fromValue, toValue, who, why }) => [issueId, kind, fromValue, toValue, who, why]),
    ).toEqual([
      [middle, 'merge', String(middle), String(older), 'kentongan', 'Sama.'],
      [older, 'merge', String(middle), String(older), 'kentongan', 'Sama.'],
      [older, 'merge', String(older), String(younger), 'kentongan', 'Sama juga.'],
      [younger, 'merge', String(older), String(younger), 'kentongan', 'Sama juga.'],
    ]);
  });

  test('what a person has decided since the run began undoes the run', async () => {
    const one = await mention('koran', 1, {});
    const id = await issueOf([one]);
    const two = await mention('radar', 2, {});
    const clustering: Clustering = {
      assign: [{ mentionId: two, issueId: id }],
      create: [],
      refresh: [],
      clusteredMentionIds: [two],
      now: testNow,
    };
    const before = await loadLastEventId(db());
    await changeState(db(), { issueId: id, to: 'bukan-isu', who: 'Sari', why: 'Bukan isu.', now: testNow });
    expect(await saveClusteringIfCurrent(db(), clustering, before)).toBeNull();
    expect(await findIssue(db(), id)).toMatchObject({ mentionCount: 1 });
    const saved = await saveClusteringIfCurrent(db(), clustering, await loadLastEventId(db()));
    expect(saved).toEqual({ created: [], lastEventId: await loadLastEventId(db()) });
    expect(saved?.lastEventId).toBeGreaterThan(before);
    expect(await findIssue(db(), id)).toMatchObject({ mentionCount: 2 });
  });

  test('of a long issue only the first and the newest members are compared with', async () => {
    const ids: number[] = [];
    for (let n = 0; n < 66; n += 1) ids.push(await mention('koran', 1, {}));
    await issueOf(ids);
    expect(await listIssueMemberIds(db(), at(1))).toEqual([...ids.slice(0, 20), ...ids.slice(26)]);
  });

  test('what is asked to be refreshed is recounted', async () => {
    const id = await issueOf([await mention('koran', 1, {})]);
    await db().updateTable('issues').set({ mentionCount: 77 }).where('id', '=', id).execute();
    await save({ refresh: [id, 999_999] });
    expect(await findIssue(db(), id)).toMatchObject({ mentionCount: 1 });
  });

  test('one wrong assignment undoes the whole run', async () => {
    const one = await mention('koran', 1, {});
    const wrong = save({
      create: [{ issue: makeIssue(), mentionIds: [one] }],
      assign: [{ mentionId: one, issueId: 999_999 }],
      clusteredMentionIds: [one],
    });
    await expect(wrong).rejects.toThrow();
    expect((await listIssues(db(), { limit: 5 })).items).toEqual([]);
    expect((await listUnclustered(db(), 5)).map((view) => [view.id, view.issueId])).toEqual([[one, null]]);
  });

  test('members of issues still mentioned are listed by issue, oldest first', async () => {
    const [one, two, three] = [
      await mention('koran', 4, {}),
      await mention('radar', 2, {}),
      await mention('warga', 3, {}),
    ];
    await mention('koran', 5, {});
    await issueOf([one, two]);
    await issueOf([three]);
    expect(await listIssueMemberIds(db(), at(1))).toEqual([two, one, three]);
    expect(await listIssueMemberIds(db(), at(4))).toEqual([two, one]);
    expect(await listIssueMemberIds(db(), at(5))).toEqual([]);
  });

  test('mentions of an issue, newest first', async () => {
    const [one, two] = [await mention('koran', 4, {}), await mention('radar', 2, {})];
    const id = await issueOf([one, two]);
    expect((await listIssueMentions(db(), id, 5)).map((view) => view.id)).toEqual([one, two]);
    expect((await listIssueMentions(db(), id, 1)).map((view) => view.id)).toEqual([one]);
  });

  test.each<[string, Partial<IssueQuery>, string[]]>([
    ['all, latest mentioned first', {}, ['C', 'B', 'A 100% (jalan_x)']],
    ['state', { state: 'selesai' }, ['B']],
    ['topic', { topic: 'kesehatan' }, ['C']],
    ['agency', { agency: 'Dinkes' }, ['C']],
    ['attention', { attention: 'watch' }, ['B']],
    ['still mentioned from', { from: at(3) }, ['C', 'B']],
    ['first mentioned before', { to: at(3) }, ['B', 'A 100% (jalan_x)']],
    ['words of the title in any case and order', { q: '(JALAN 100%' }, ['A 100% (jalan_x)']],
    ['a wildcard is a character', { q: '_' }, ['A 100% (jalan_x)']],
    ['a backslash is a character', { q: '\\' }, []],
  ])('lists %s', async (_what, query, expected) => {
    await issueOf([await mention('koran', 1, {})], { title: 'A 100% (jalan_x)' });
    await issueOf(
      [await mention('koran', 2, { attention: 'watch' }), await mention('koran', 3, { attention: 'none' })],
      {
        title: 'B',
        state: 'selesai',
      },
    );
    await issueOf([await mention('koran', 4, { topic: 'kesehatan', agency: 'Dinkes' })], { title: 'C' });
    expect((await listIssues(db(), { limit: 10, ...query })).items.map((issue) => issue.title)).toEqual(expected);
  });

  test('pages through issues last mentioned at the same time', async () => {
    const ids: number[] = [];
    for (let n = 0; n < 7; n += 1) ids.push(await issueOf([await mention('koran', 1, {})]));
    const seen: number[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listIssues(db(), { limit: 3, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map((issue) => issue.id));
      cursor = page.next;
    }
    expect(seen).toEqual(ids.reverse());
    await expect(listIssues(db(), { limit: 3, cursor: 'x' })).rejects.toMatchObject({ code: 'invalid-cursor' });
  });
});
