import { describe, expect, test } from 'vitest';
import { loadAgencyOverviews } from '../../src/store/agency-overview.ts';
import { changeState } from '../../src/store/issue-life.ts';
import {
  countPassedOn,
  listOverdueIssues,
  listSeenIssues,
  listUnacknowledged,
  loadIssues,
  loadReadiness,
} from '../../src/store/overview.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { saveScores } from '../../src/store/scores.ts';
import { syncSources } from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeIssue, makeScored, makeSource, testNow } from '../support/make.ts';

const hoursAgo = (hours: number): string => new Date(testNow.getTime() - hours * 3_600_000).toISOString();
const whole = { from: hoursAgo(24), to: testNow.toISOString() };

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);

  async function issue(overrides: Partial<ReturnType<typeof makeIssue>> = {}): Promise<number> {
    const values = {
      ...makeIssue({ mentionCount: 3, agency: 'PUPR', attention: 'alert' }),
      firstAt: hoursAgo(10),
      lastAt: hoursAgo(2),
    };
    const { id } = await db()
      .insertInto('issues')
      .values({ ...values, ...overrides })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  const passOn = async (issueId: number, hours: number, dueHours: number) => {
    const change = { issueId, who: 'Sari', why: null };
    const dueAt = hoursAgo(dueHours);
    await changeState(db(), { ...change, to: 'diteruskan', now: new Date(hoursAgo(hours)), dueAt });
  };

  test('issues of a period, latest mentioned first; none that is joined, empty or judged to be no issue', async () => {
    const old = await issue({ firstAt: hoursAgo(90), lastAt: hoursAgo(5) });
    const fresh = await issue({ lastAt: hoursAgo(1), agency: 'DLH' });
    await issue({ lastAt: hoursAgo(30), firstAt: hoursAgo(40) });
    await issue({ mergedInto: old });
    await issue({ mentionCount: 0 });
    await issue({ state: 'bukan-isu' });
    expect((await listSeenIssues(db(), { ...whole, agency: null })).map(({ id }) => id)).toEqual([fresh, old]);
    expect((await listSeenIssues(db(), { ...whole, agency: 'DLH' })).map(({ id }) => id)).toEqual([fresh]);
    expect(await listSeenIssues(db(), { ...whole, agency: '' })).toEqual([]);
    const before = { from: hoursAgo(100), to: hoursAgo(80), agency: null };
    expect((await listSeenIssues(db(), before)).map(({ id }) => id)).toEqual([old]);
    expect((await loadIssues(db(), [fresh, 999, old])).map(({ id }) => id)).toEqual([fresh, old]);
  });

  test('what is overdue, the longest first, and how much is with whom', async () => {
    const late = await issue();
    const later = await issue({ agency: 'DLH' });
    const waiting = await issue();
    await passOn(late, 20, 3);
    await passOn(later, 30, 6);
    await passOn(waiting, 3, -5);
    const ids = async (agency: string | null) =>
      (await listOverdueIssues(db(), { now: testNow, agency, limit: 10 })).map(({ id }) => id);
    expect(await ids(null)).toEqual([later, late]);
    expect(await ids('PUPR')).toEqual([late]);
    expect(await ids('')).toEqual([]);
    const counts = await countPassedOn(db(), testNow);
    expect([...counts].sort((a, b) => ((a.agency ?? '') < (b.agency ?? '') ? -1 : 1))).toEqual([
      { agency: 'DLH', waiting: 1, overdue: 1 },
      { agency: 'PUPR', waiting: 2, overdue: 1 },
    ]);
  });

  test('agencies with open issues, response times and questions', async () => {
    const answer = async (hours: number, took: number, dueIn: number) => {
      const id = await issue({ attention: 'watch' });
      await passOn(id, hours, hours - dueIn);
      const now = new Date(hoursAgo(hours - took));
      await changeState(db(), { issueId: id, who: 'Sari', why: null, to: 'ditanggapi', now });
      return id;
    };
    await answer(20, 2, 4);
    await answer(19, 6, 4);
    const third = await answer(18, 10, 24);
    await changeState(db(), { issueId: third, who: 'Sari', why: null, to: 'selesai', now: testNow });
    await passOn(await issue(), 12, 1);
    await issue({ agency: 'DLH' });
    await syncSources(db(), [makeSource()], testNow);
    const drafts = [1, 2, 3].map((n) => makeDraft({ keys: [`tanya:${n}`], text: `Kapan ${n}?` }));
    const { stored } = await saveStep(db(), { sourceId: 'kabar-uji', drafts, cursor: null, rejected: 0, now: testNow });
    for (const [index, mentionId] of stored.entries()) {
      const answeredAt = index === 0 ? hoursAgo(1) : null;
      const base = { mentionId, agency: 'PUPR', kind: 'question', answerMentionId: null, answeredBy: null };
      await db()
        .insertInto('questions')
        .values({ ...base, askedAt: hoursAgo(index === 2 ? 50 : 4), answeredAt })
        .execute();
    }
    const [pupr, dlh, none] = await loadAgencyOverviews(db(), {
      ...whole,
      now: testNow,
      agencies: ['PUPR', 'DLH', 'Dinkes'],
    });
    expect(pupr).toEqual({
      ...{ agency: 'PUPR', red: 1, yellow: 2, waiting: 1, overdue: 1, questionsWaiting: 1, questionsAnswered: 1 },
      times: { agency: 'PUPR', passedOn: 4, answered: 3, late: 1, medianMs: 6 * 3_600_000, p90Ms: 10 * 3_600_000 },
    });
    expect(dlh).toMatchObject({ agency: 'DLH', red: 1, waiting: 0, times: null });
    expect(none).toMatchObject({ agency: 'Dinkes', red: 0, yellow: 0, times: null, questionsWaiting: 0 });
  });

  test('alerts that nobody sees to', async () => {
    const issueId = await issue();
    const base = {
      ruleId: 'uji',
      subject: 'issue:1',
      issueId,
      level: 'alert',
      title: 'T',
      reason: 'R',
      occasion: 'first',
    };
    const rest = { topic: null, placeCode: null, placeName: null, mentionIds: '[]', snapshot: '{}' };
    const open = { acknowledgedAt: null, acknowledgedBy: null, acknowledgedNote: null, acknowledgedUntil: null };
    for (const [hours, agency, taken] of [
      [1, 'PUPR', false],
      [2, 'DLH', false],
      [3, 'PUPR', true],
      [300, 'PUPR', false],
    ] as const) {
      const acknowledged = taken ? { ...open, acknowledgedAt: hoursAgo(1), acknowledgedBy: 'Sari' } : open;
      await db()
        .insertInto('alerts')
        .values({ ...base, ...rest, ...acknowledged, agency, firedAt: hoursAgo(hours) })
        .execute();
    }
    const query = { from: hoursAgo(168), limit: 1 };
    expect(await listUnacknowledged(db(), { ...query, agency: null })).toMatchObject({
      total: 2,
      items: [{ agency: 'PUPR' }],
    });
    expect(await listUnacknowledged(db(), { ...query, agency: 'DLH' })).toMatchObject({
      total: 1,
      items: [{ agency: 'DLH' }],
    });
    expect(await listUnacknowledged(db(), { ...query, agency: '' })).toEqual({ total: 0, items: [] });
  });

  test('whether there is anything to tell of', async () => {
    expect(await loadReadiness(db())).toEqual({ sources: 0, anyMention: false, anyRelevant: false, waiting: 0 });
    await syncSources(db(), [makeSource()], testNow);
    const draft = makeDraft();
    const step = { sourceId: 'kabar-uji', drafts: [draft], cursor: null, rejected: 0, now: testNow };
    const { stored } = await saveStep(db(), step);
    expect(await loadReadiness(db())).toEqual({ sources: 1, anyMention: true, anyRelevant: false, waiting: 1 });
    const scored = makeScored();
    await saveScores(
      db(),
      [{ mentionId: stored[0] ?? 0, contentHash: draft.contentHash, scored, stamp: 's' }],
      testNow,
    );
    expect(await loadReadiness(db())).toEqual({ sources: 1, anyMention: true, anyRelevant: true, waiting: 0 });
  });
});
