import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishRegency } from '../../src/jobs/province/publish.ts';
import { findReceivedShare, listReceivedShares, shareIssue } from '../../src/store/province/shares.ts';
import { listIssueCards, listRegencyDays, listRegencyStates } from '../../src/store/province/view.ts';
import { refreshDayCounts } from '../../src/store/refresh-day-counts.ts';
import { refreshIssues } from '../../src/store/refresh-issues.ts';
import { syncSources } from '../../src/store/sources.ts';
import { addIssue, addMention, lifeSources } from '../store/life-seed.ts';
import { testNow } from '../support/make.ts';
import { openTestProvince, type TestProvince } from '../support/province.ts';

const zone = 'Asia/Jakarta';
const deps = () => ({ db: province.first, regency: '35.16', zone });
const later = new Date(testNow.getTime() + 60_000);

let province: TestProvince;
let issue = 0;
let citizens = 0;

beforeAll(async () => {
  province = await openTestProvince();
  const { first } = province;
  await syncSources(first, lifeSources, testNow);
  const publishedAt = new Date(testNow.getTime() - 3_600_000).toISOString();
  const news = { publishedAt, title: 'Jembatan Kedungsari ambrol', text: 'Jembatan Kedungsari ambrol diterjang arus.' };
  const scored = { label: 'negative', about: '35.16' } as const;
  const ids = [
    await addMention(first, 'koran', { ...news, url: 'https://koran.test/jembatan?utm_source=x' }, scored),
    await addMention(
      first,
      'warga',
      { publishedAt, url: null, title: null, text: 'jembatan kedungsari putus lur' },
      scored,
    ),
  ];
  issue = await addIssue(first, ids, 'Jembatan Kedungsari ambrol');
  const post = await addMention(
    first,
    'warga',
    { publishedAt, title: null, text: 'rumah Pak Darmo kemalingan' },
    scored,
  );
  citizens = await addIssue(first, [post], 'rumah Pak Darmo kemalingan');
  await refreshIssues(first, [issue, citizens], testNow.toISOString());
  await refreshDayCounts(first, { zone, maxDays: 40 });
});
afterAll(() => province.close());

describe('publishing', () => {
  test('tells counts and cards once, and then only that it is alive', async () => {
    const told = await publishRegency(deps(), testNow);
    expect(told).toEqual({ days: 1, cards: 2, withdrawn: 0 });
    expect(await publishRegency(deps(), later)).toEqual({ days: 0, cards: 0, withdrawn: 0 });
    const [state] = await listRegencyStates(province.shared);
    expect(state).toMatchObject({ regency: '35.16', publishedAt: later.toISOString(), openIssues: 2, sources: 5 });
    const days = await listRegencyDays(province.shared, '2000-01-01', '2999-01-01');
    expect(days).toMatchObject([{ regency: '35.16', mentions: 3, negatives: 3, unscored: 0, openIssues: 2 }]);
  });

  test('tells no words of citizens', async () => {
    const cards = await listIssueCards(province.shared, '2000');
    expect(cards.map(({ issueId, title }) => [issueId, title])).toEqual(
      expect.arrayContaining([
        [issue, 'Jembatan Kedungsari ambrol'],
        [citizens, expect.stringMatching(/^Unggahan warga: /)],
      ]),
    );
    const stored = JSON.stringify(cards);
    expect(stored).not.toMatch(/darmo|kemalingan|diterjang|koran\.test/i);
    const card = cards.find(({ issueId }) => issueId === issue);
    expect(card?.keys.urls).toHaveLength(1);
    expect(card?.keys.stems.length).toBeGreaterThan(1);
  });

  test('takes back what is no issue any more, and copies of what was erased', async () => {
    const { first, second } = province;
    const member = await first.selectFrom('mentions').selectAll().where('issueId', '=', issue).orderBy('id').execute();
    await shareIssue(
      first,
      {
        ...{
          from: '35.16',
          to: '35.17',
          issueId: issue,
          title: 'Jembatan',
          topic: 'infrastruktur-jalan',
          agency: null,
        },
        ...{ attention: 'alert', placeName: null, firstAt: '2026', lastAt: '2026', mentionCount: 2, negativeCount: 2 },
        ...{ who: 'Ani', reason: 'di perbatasan', at: testNow.toISOString() },
      },
      member.map(({ id }) => ({
        ...{ mentionId: id, publishedAt: '2026', platform: 'web', kind: 'article', publisher: 'Koran Uji', url: null },
        ...{ title: 'Judul', text: 'Isi', label: 'negative' },
      })),
    );
    expect(await listReceivedShares(second, '35.17', 10)).toMatchObject([{ from: '35.16', reason: 'di perbatasan' }]);
    await first
      .deleteFrom('mentions')
      .where('id', '=', member[1]?.id ?? 0)
      .execute();
    await first.updateTable('issues').set({ state: 'bukan-isu' }).where('id', '=', citizens).execute();
    expect(await publishRegency(deps(), later)).toMatchObject({ withdrawn: 1 });
    const found = await findReceivedShare(second, { from: '35.16', to: '35.17', issueId: issue });
    expect(found?.mentions.map(({ mentionId }) => mentionId)).toEqual([member[0]?.id]);
  });
});
