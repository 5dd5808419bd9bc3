import { describe, expect, test } from 'vitest';
import type { AccountDraft } from '../../src/core/account.ts';
import type { MentionDraft, Metrics } from '../../src/core/mention.ts';
import { lastMonth, makeActivityReport } from '../../src/jobs/activity.ts';
import { renderActivityCsv } from '../../src/reports/activity-csv.ts';
import { renderActivityHtml } from '../../src/reports/activity-html.tsx';
import { renderActivityText } from '../../src/reports/activity-text.ts';
import { saveAccounts } from '../../src/store/accounts.ts';
import { saveStep } from '../../src/store/save-step.ts';
import type { Db } from '../../src/store/schema.ts';
import { recordSuccess, syncSources } from '../../src/store/sources.ts';
import { region } from '../api/seed.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeSource } from '../support/make.ts';
import { testPseudonyms } from '../support/pseudonyms.ts';

const now = new Date('2026-11-22T08:00:00.000Z');
const zone = 'Asia/Jakarta';

function makeAccount(overrides: Partial<AccountDraft> = {}): AccountDraft {
  return {
    platform: 'facebook',
    handle: 'pupr.uji',
    name: 'Dinas PUPR Uji',
    class: 'government',
    agency: 'PUPR',
    owner: null,
    contact: null,
    url: 'https://www.facebook.com/pupr.uji',
    sourceId: 'fb-uji',
    note: null,
    active: true,
    ...overrides,
  };
}

const counts = (likes: number | null, comments: number | null): Metrics => ({
  likes,
  comments,
  shares: null,
  views: null,
  others: {},
});

function post(key: string, at: string, overrides: Partial<MentionDraft> = {}): MentionDraft {
  return makeDraft({
    keys: [`id:facebook:posts:${key}`],
    kind: 'post',
    platform: 'facebook',
    title: null,
    text: `Kiriman ${key}`,
    authorHandle: 'pupr.uji',
    publishedAt: at,
    ...overrides,
  });
}

function comment(key: string, parent: string, at: string, author: string, text: string): MentionDraft {
  const own = author === 'pupr.uji';
  return post(key, at, {
    keys: [`id:facebook:comments:${key}`],
    parentKey: parent,
    kind: 'comment',
    text,
    author: own ? 'Dinas PUPR Uji' : author,
    authorHandle: own ? 'pupr.uji' : author.toLowerCase().replaceAll(' ', '.'),
  });
}

async function fill(db: Db): Promise<void> {
  await syncSources(db, [makeSource({ id: 'fb-uji', platform: 'facebook', class: 'government' })], now);
  const under = 'id:facebook:posts:a';
  await saveStep(db, {
    sourceId: 'fb-uji',
    cursor: null,
    rejected: 0,
    now,
    drafts: [
      post('old', '2026-09-30T02:00:00.000Z', { metrics: counts(500, 5) }),
      post('a', '2026-10-01T02:00:00.000Z', { metrics: counts(10, 4) }),
      post('b', '2026-10-08T02:00:00.000Z', { metrics: counts(20, null) }),
      post('c', '2026-10-15T02:00:00.000Z'),
      post('d', '2026-10-22T02:00:00.000Z'),
      post('e', '2026-10-31T16:59:00.000Z'),
      post('next', '2026-10-31T17:00:00.000Z', { metrics: counts(900, 9) }),
      comment('1', under, '2026-10-01T03:00:00.000Z', 'Ibu Lilis', 'Kapan jalan Kemlagi diperbaiki?'),
      comment('2', under, '2026-10-01T04:00:00.000Z', 'Pak Rudi', 'Nomor aduannya berapa?'),
      comment('3', under, '2026-10-01T05:00:00.000Z', 'Warga', 'Mantap, lanjutkan'),
      comment('4', under, '2026-10-01T06:00:00.000Z', 'pupr.uji', 'Bu Lilis, perbaikan dimulai pekan depan.'),
      comment('5', 'id:facebook:comments:3', '2026-10-01T07:00:00.000Z', 'Kang Dede', 'Iraha aspalna?'),
      comment('6', 'id:facebook:comments:5', '2026-10-01T08:00:00.000Z', 'pupr.uji', 'Minggu depan, Kang.'),
    ],
  });
}

describe.each(dialects)('the account report on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const report = (month: string) =>
    makeActivityReport({ db: db(), now: () => now, region, demo: false, pseudonyms: testPseudonyms }, month);

  test('on the first morning of a month one post is one a week, not a hundred', async () => {
    await fill(db());
    await saveAccounts(db(), [makeAccount()], now, testPseudonyms);
    const morning = new Date('2026-10-31T18:00:00.000Z');
    const { agencies } = await makeActivityReport(
      { db: db(), now: () => morning, region, demo: false, pseudonyms: testPseudonyms },
      '2026-11',
    );
    expect(agencies[0]?.accounts[0]).toMatchObject({ posts: 1, postsPerWeek: 1 });
  });

  test('an account whose source was not yet read in that month is not called silent', async () => {
    await syncSources(db(), [makeSource({ id: 'fb-uji', platform: 'facebook', class: 'government' })], now);
    const at = now.toISOString();
    const totals = { stored: 0, repeats: 0, edits: 0, rejected: 0, setAside: 0 };
    await recordSuccess(db(), 'fb-uji', { startedAt: at, endedAt: at, nextRunAt: at, totals });
    await saveAccounts(db(), [makeAccount()], now, testPseudonyms);
    const later = new Date('2026-12-02T08:00:00.000Z');
    const stateIn = async (month: string) =>
      (await makeActivityReport({ db: db(), now: () => later, region, demo: false, pseudonyms: testPseudonyms }, month))
        .agencies[0]?.accounts[0]?.state;
    expect(await stateIn('2026-10')).toBe('unmonitored');
    expect(await stateIn('2026-11')).toBe('silent');
  });

  test('counts the posts of the month in the zone of the regency, with what is known of reactions', async () => {
    await fill(db());
    await saveAccounts(db(), [makeAccount()], now, testPseudonyms);
    const [agency] = (await report('2026-10')).agencies;
    expect(agency).toMatchObject({ agency: 'PUPR' });
    expect(agency?.accounts[0]).toMatchObject({
      state: 'active',
      posts: 5,
      postsPerWeek: 1.1,
      lastPostAt: '2026-10-31T16:59:00.000Z',
      interactions: 34,
      interactionsPerPost: 6.8,
      views: null,
    });
  });

  test('lists questions that the account did not answer: it answers who it names or replies to', async () => {
    await fill(db());
    await saveAccounts(db(), [makeAccount()], now, testPseudonyms);
    const account = (await report('2026-10')).agencies[0]?.accounts[0];
    expect(account?.questions).toBe(3);
    expect(account?.unanswered.map(({ text }) => text)).toEqual(['Nomor aduannya berapa?']);
  });

  test('finds an account that the platform knows by another name than the list', async () => {
    await fill(db());
    await saveAccounts(db(), [makeAccount({ handle: '998877665544', name: 'Dinas PUPR' })], now, testPseudonyms);
    const account = (await report('2026-10')).agencies[0]?.accounts[0];
    expect(account).toMatchObject({ state: 'active', posts: 5, account: { handle: '998877665544' } });
    expect(account?.unansweredCount).toBe(1);
  });

  test('says of an account that nothing collects that it is not monitored, and of a read one that it is silent', async () => {
    await fill(db());
    await saveAccounts(
      db(),
      [
        makeAccount(),
        makeAccount({ platform: 'x', handle: 'tanpasumber', agency: null, sourceId: null }),
        makeAccount({ handle: 'berhenti', active: false }),
        makeAccount({ platform: 'telegram', handle: 'kreator', class: 'influencer' }),
      ],
      now,
      testPseudonyms,
    );
    const { agencies, ...lists } = await report('2026-08');
    const states = agencies.flatMap(({ accounts }) => accounts.map(({ account, state }) => [account.handle, state]));
    expect(states).toEqual([
      ['pupr.uji', 'unmonitored'],
      ['tanpasumber', 'unmonitored'],
    ]);
    const others = region.agencies.filter(({ id }) => id !== 'PUPR').map(({ name }) => name);
    const own = region.agencies.filter(({ id }) => id === 'PUPR').map(({ name }) => name);
    expect(lists).toMatchObject({
      agenciesWithoutActive: [],
      agenciesUnmonitored: own,
      agenciesWithoutAccount: others,
    });
    const november = await report('2026-11');
    expect(november.agencies[0]?.accounts[0]).toMatchObject({ state: 'rare', posts: 1 });
    expect(november).toMatchObject({ agenciesWithoutActive: own, agenciesUnmonitored: [] });
    expect(renderActivityText(november, zone)).toContain('*Tanpa akun yang aktif (1)*');
    expect(november.to).toBe(now.toISOString());
  });

  test('is printed for paper, WhatsApp and spreadsheets with hostile names as text', async () => {
    await fill(db());
    await saveAccounts(db(), [makeAccount({ name: '=HYPERLINK("x")<script>*a*' })], now, testPseudonyms);
    const made = await report('2026-10');
    const html = renderActivityHtml(made, zone);
    expect(html).toContain('Laporan Keaktifan Akun Resmi');
    expect(html).not.toContain('<script');
    expect(html).toContain('Nomor aduannya berapa?');
    expect(renderActivityText(made, zone)).toContain('1 pertanyaan belum dijawab');
    expect(renderActivityCsv(made)).not.toMatch(/(^|,)"?=/m);
    expect(renderActivityCsv(await report('2026-08'))).toMatch(/,belum dipantau,,,,,,,,\r\n$/);
  });
});

test('the month that ended last', () => {
  expect(lastMonth(new Date('2026-11-30T16:59:00.000Z'), zone)).toBe('2026-10');
  expect(lastMonth(new Date('2026-11-30T17:00:00.000Z'), zone)).toBe('2026-11');
  expect(lastMonth(new Date('2027-01-05T00:00:00.000Z'), zone)).toBe('2026-12');
});
