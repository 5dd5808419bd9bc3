import { beforeEach, describe, expect, test } from 'vitest';
import { loadIssueLife, loadResponses } from '../../src/jobs/issue-life.ts';
import { addClarification } from '../../src/store/clarifications.ts';
import { changeState } from '../../src/store/issue-life.ts';
import { findIssue } from '../../src/store/issues.ts';
import { syncSources } from '../../src/store/sources.ts';
import { addIssue, addMention, lifeSources } from '../store/life-seed.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { testNow } from '../support/make.ts';

const by = { who: 'Rina', why: null };

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  let issueId = 0;

  beforeEach(async () => {
    await syncSources(db(), lifeSources, testNow);
    const at = (hour: number) => ({ publishedAt: `2026-11-22T0${hour}:00:00.000Z` });
    const ids = [
      await addMention(db(), 'koran', at(1)),
      await addMention(db(), 'warga', { kind: 'post', ...at(2) }),
      await addMention(db(), 'salinan', at(2)),
      await addMention(db(), 'dinas', at(4)),
      await addMention(db(), 'koran', at(6)),
    ];
    issueId = await addIssue(db(), ids);
  });

  const issue = async (id = issueId) => {
    const found = await findIssue(db(), id);
    if (found === null) throw new Error('no issue');
    return found;
  };
  const publish = (publishedAt: string) =>
    addClarification(db(), {
      ...{ issueId, title: 'Jawaban', claimed: null, text: 'Isi', url: null, agency: null, publishedAt, answers: true },
      ...{ ...by, now: testNow },
    });

  test('an issue that nobody answered has no answer and no effect', async () => {
    const life = await loadIssueLife(db(), await issue(), testNow, 'Asia/Jakarta');
    expect(life).toMatchObject({ history: [], clarifications: [], answeredAt: null, responseMs: null, effect: null });
    expect(life.spread.voices.map(({ name }) => name)).toEqual(['Koran Uji', 'Info Warga']);
  });

  test('the first published answer counts, not when it was written down', async () => {
    await publish('2026-11-22T05:00:00.000Z');
    await publish('2026-11-22T03:00:00.000Z');
    const { answeredAt, responseMs, effect, clarifications } = await loadIssueLife(
      db(),
      await issue(),
      testNow,
      'Asia/Jakarta',
    );
    expect([answeredAt, responseMs, clarifications.length]).toEqual(['2026-11-22T03:00:00.000Z', 2 * 3_600_000, 2]);
    // The mirror and the office itself do not count.
    expect(effect).toMatchObject({ hours: 5, before: { negative: 2, all: 2 }, after: { negative: 1, all: 1 } });
  });

  test('without a text, being called answered is the answer; one from before the issue took no time', async () => {
    await changeState(db(), { ...by, issueId, to: 'ditanggapi', now: new Date('2026-11-22T06:30:00.000Z') });
    expect((await loadResponses(db(), [await issue()], testNow)).get(issueId)).toMatchObject({
      answeredAt: '2026-11-22T06:30:00.000Z',
      responseMs: 5.5 * 3_600_000,
      effect: { hours: 1 },
    });
    await publish('2026-11-20T00:00:00.000Z');
    expect((await loadResponses(db(), [await issue()], testNow)).get(issueId)?.responseMs).toBe(0);
  });

  test('many issues are told at once, each by its own', async () => {
    const other = await addIssue(db(), [await addMention(db(), 'koran')]);
    await publish('2026-11-22T03:00:00.000Z');
    const responses = await loadResponses(db(), [await issue(), await issue(other)], testNow);
    expect(responses.get(other)).toEqual({ answeredAt: null, responseMs: null, effect: null });
    expect(responses.get(issueId)?.effect?.hours).toBe(5);
    expect(await loadResponses(db(), [], testNow)).toEqual(new Map());
  });
});
