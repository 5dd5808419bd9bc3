import { describe, expect, test } from 'vitest';
import { dayWindow } from '../../src/core/time.ts';
import { makeDigest } from '../../src/jobs/digest.ts';
import { viewDigest } from '../../src/jobs/view-digest.ts';
import { addClarification } from '../../src/store/clarifications.ts';
import { saveEdits } from '../../src/store/digest-edits.ts';
import { saveDigest } from '../../src/store/digests.ts';
import { changeState } from '../../src/store/issue-life.ts';
import { findIssue } from '../../src/store/issues.ts';
import { saveClustering } from '../../src/store/save-clustering.ts';
import { recordFailure } from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeIssue } from '../support/make.ts';
import { due, makeDigestDeps as makeDeps } from './digest-deps.ts';
import { addMention, addSources, createTestClock, hour, makeSource, type SeedMention } from './seed.ts';

/** `hours` after the beginning of the report of the 21st. */
const inDay = (hours: number) => new Date(Date.parse(due) - 24 * hour + hours * hour).toISOString();

describe.each(dialects)('makeDigest on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const clock = createTestClock(new Date(due));

  async function seedDay(): Promise<void> {
    await addSources(db(), [
      makeSource({ id: 'kabar', title: 'Kabar Raga' }),
      makeSource({ id: 'suara', title: 'Suara Wulung' }),
      makeSource({ id: 'forum', title: 'Forum Warga', class: 'community' }),
      makeSource({ id: 'mesin', title: 'Mesin Berita', class: 'aggregator' }),
      makeSource({ id: 'cermin', title: 'Cermin', class: 'mirror' }),
      makeSource({ id: 'mati', title: 'Sumber Mati', enabled: false }),
    ]);
    const water = 'Air mati tiga hari di Kedungrinjing, warga antre di sumur dan menagih janji perumda.';
    const places = [{ code: '35.16.06', name: 'Kedungrinjing', field: 'text' as const, start: 0, end: 0 }];
    const complaint = { topic: 'air-listrik', agency: 'PDAM', places } as const;
    const members = new Map<string, number[]>();
    const add = async (issue: string, seed: SeedMention) => {
      members.set(issue, [...(members.get(issue) ?? []), await addMention(db(), seed)]);
    };
    // The day before.
    await add('water', {
      sourceId: 'kabar',
      title: 'Air Mati Dua Hari',
      text: water,
      publishedAt: inDay(-5),
      scored: complaint,
    });
    await add('road', {
      sourceId: 'kabar',
      title: 'Jalan Ciwulung Rusak',
      text: 'Jalan Ciwulung berlubang sepanjang tiga kilometer, truk pasir lewat setiap hari.',
      publishedAt: inDay(-8),
      scored: { topic: 'infrastruktur-jalan', agency: 'PUPR' },
    });
    // The day itself: its first and its last moment, and the first of the next.
    await add('water', {
      sourceId: 'suara',
      title: 'Air Mati Tiga Hari',
      text: water,
      keys: ['uji:air'],
      publishedAt: inDay(0),
      scored: complaint,
    });
    await add('water', {
      sourceId: 'mesin',
      title: 'Air Mati Tiga Hari',
      text: water,
      publisher: 'Suara Wulung',
      publishedAt: inDay(1),
      scored: complaint,
    });
    await add('water', {
      sourceId: 'cermin',
      title: 'Air Mati Tiga Hari',
      text: water,
      publishedAt: inDay(2),
      scored: complaint,
    });
    await add('water', {
      sourceId: 'forum',
      kind: 'post',
      title: 'air mati',
      text: water,
      publishedAt: inDay(3),
      scored: complaint,
    });
    await add('water', {
      sourceId: 'suara',
      kind: 'comment',
      title: null,
      text: 'sabar terus',
      parentKey: 'uji:air',
      publishedAt: inDay(4),
      scored: { ...complaint, label: 'neutral', attention: 'watch' },
    });
    await add('praise', {
      sourceId: 'kabar',
      title: 'Puskesmas Dipuji',
      text: 'Antrean daring membuat pasien senang dan dilayani cepat.',
      publishedAt: new Date(Date.parse(due) - 1).toISOString(),
      scored: { label: 'positive', attention: 'none', target: 'government', topic: 'kesehatan', agency: 'Dinkes' },
    });
    await add('hoax', {
      sourceId: 'kabar',
      title: 'Hoaks Bansos',
      text: 'Pesan tautan bansos palsu beredar lagi di grup keluarga, jangan diklik.',
      publishedAt: inDay(10),
      scored: {
        label: 'neutral',
        attention: 'watch',
        target: 'none',
        hoaxClass: 'claim',
        topic: 'bansos-sosial',
        agency: null,
      },
    });
    await add('next', {
      sourceId: 'kabar',
      title: 'Esok',
      text: 'Berita hari berikutnya.',
      publishedAt: due,
      scored: complaint,
    });
    await addMention(db(), {
      sourceId: 'kabar',
      title: 'Kota sebelah',
      text: 'Bukan daerah ini.',
      publishedAt: inDay(5),
      scored: { about: '35.76' },
    });
    const titles = { water: 'Air Mati Dua Hari', road: 'Jalan Ciwulung Rusak', praise: 'Puskesmas Dipuji' };
    const more = { ...titles, hoax: 'Hoaks Bansos', next: 'Esok' } as Readonly<Record<string, string>>;
    const create = [...members].map(([issue, mentionIds]) => ({
      issue: makeIssue({ title: more[issue] ?? issue, topic: 'lainnya' }),
      mentionIds,
    }));
    const clusteredMentionIds = create.flatMap(({ mentionIds }) => mentionIds);
    await saveClustering(db(), { assign: [], create, refresh: [], clusteredMentionIds, now: clock.now() });
  }

  test('sorts the day into its sections', async () => {
    await seedDay();
    const digest = await makeDigest(makeDeps(db(), clock.now), '2026-11-21');
    expect(digest).toMatchObject({
      date: '2026-11-21',
      regionName: 'Kabupaten Banyuraga',
      ...dayWindow('2026-11-21', 'Asia/Jakarta'),
      madeAt: due,
      complete: true,
      sentiment: {
        media: { positive: 1, neutral: 0, negative: 1, potential: 1, unscored: 0 },
        social: { positive: 0, neutral: 0, negative: 1, potential: 1, unscored: 0 },
      },
      sentimentBefore: {
        media: { positive: 0, neutral: 0, negative: 2, potential: 0, unscored: 0 },
        social: { positive: 0, neutral: 0, negative: 0, potential: 0, unscored: 0 },
      },
    });
    const titles = (list: readonly { issue: { title: string } }[]) => list.map(({ issue }) => issue.title);
    expect(titles(digest.negative)).toEqual(['Air Mati Dua Hari']);
    expect(digest.negative[0]).toMatchObject({
      spread: { media: 1, accounts: 1, comments: 1 },
      places: ['Kedungrinjing'],
      count: 3,
      countBefore: 1,
      isNew: false,
      links: [{ publisher: 'Suara Wulung', title: 'Air Mati Tiga Hari' }, { publisher: 'Forum Warga' }],
    });
    expect(digest.negative[0]?.substance).toContain('Air mati tiga hari di Kedungrinjing');
    expect(titles(digest.potential)).toEqual(['Hoaks Bansos']);
    expect(titles(digest.hoaxes.map(({ entry }) => entry))).toEqual(['Hoaks Bansos']);
    expect(digest.hoaxes[0]).toMatchObject({ entry: { isNew: true }, status: 'unanswered', answer: null });
    expect(titles(digest.positive)).toEqual(['Puskesmas Dipuji']);
    expect(titles(digest.followUps.map(({ entry }) => entry)).sort()).toEqual([
      'Air Mati Dua Hari',
      'Jalan Ciwulung Rusak',
    ]);
    expect(digest.followUps.find(({ entry }) => entry.issue.topic === 'infrastruktur-jalan')).toMatchObject({
      entry: { count: 0, countBefore: 1 },
      state: 'baru',
      isOverdue: false,
      responseMs: null,
      effect: null,
    });
    expect(digest.clippings.map(({ title, publisher }) => `${publisher}: ${title}`)).toEqual([
      'Kabar Raga: Puskesmas Dipuji',
      'Kabar Raga: Hoaks Bansos',
      'Suara Wulung: Air Mati Tiga Hari',
      'Forum Warga: air mati',
    ]);
    expect(digest.coverage.sources.map(({ id }) => id).sort()).toEqual(['cermin', 'forum', 'kabar', 'mesin', 'suara']);
    expect(digest.coverage).toMatchObject({ mentions: 8, counted: 5, copies: 2, notRelevant: 1, waiting: 0 });
  });

  test('leaves out what an officer judged to be no issue', async () => {
    await seedDay();
    const before = await makeDigest(makeDeps(db(), clock.now), '2026-11-21');
    const id = before.negative[0]?.issue.id ?? 0;
    expect(await findIssue(db(), id)).not.toBeNull();
    await db().updateTable('issues').set({ state: 'bukan-isu' }).where('id', '=', id).execute();
    const digest = await makeDigest(makeDeps(db(), clock.now), '2026-11-21');
    expect(digest.negative).toEqual([]);
    expect(digest.followUps.map(({ entry }) => entry.issue.id)).not.toContain(id);
  });

  test('of an empty day, and of a day that has not ended', async () => {
    await addSources(db(), [makeSource()]);
    const digest = await makeDigest(makeDeps(db(), clock.now), '2026-11-22');
    expect(digest).toMatchObject({ complete: false, negative: [], followUps: [], clippings: [], topWords: [] });
    expect(digest.coverage.sources).toMatchObject([{ id: 'kabar-uji', status: 'never-run' }]);
  });

  test('says in sentences what the counts say, who should do what until when', async () => {
    await seedDay();
    await recordFailure(db(), 'suara', {
      startedAt: due,
      endedAt: due,
      fault: 'network',
      error: 'network: putus',
      nextRunAt: due,
      stoppedReason: null,
    });
    const digest = await makeDigest(makeDeps(db(), clock.now), '2026-11-21');
    expect(digest.summary).toEqual([
      'Terpantau 5 sebutan tentang Kabupaten Banyuraga (+3 dibanding kemarin): 2 negatif (40%), 2 berpotensi negatif, 1 positif.',
      'Tidak ada isu negatif baru; 1 isu negatif berlanjut.',
      '“Air Mati Dua Hari” (PDAM, Kedungrinjing): meningkat (1 → 3 sebutan), 3 sebutan (1 media, 1 akun, 1 komentar); belum diverifikasi.',
      'Berpotensi negatif: “Hoaks Bansos”: isu baru, 1 sebutan (1 media); belum diverifikasi.',
      'Ada 1 klaim yang beredar dan belum terklarifikasi.',
    ]);
    expect(digest.trust).toBe(
      '1 dari 5 sumber gagal dibaca atau senyap (Suara Wulung); angka laporan ini bisa lebih rendah daripada kenyataan. 4 sumber belum pernah dibaca.',
    );
    expect(digest.analysis.map(({ text }) => text)).toEqual([
      '“Air Mati Dua Hari” (PDAM): meningkat (1 → 3 sebutan); 3 sebutan (1 media, 1 akun, 1 komentar). Belum ada pernyataan resmi yang terpantau.',
      'Klaim “Hoaks Bansos” belum terklarifikasi: tidak ada cek fakta atau klarifikasi yang cocok.',
    ]);
    const tomorrow = '2026-11-22T23:00:00.000Z';
    expect(digest.recommendations.slice(0, 2)).toMatchObject([
      { action: 'Minta klarifikasi PDAM tentang “Air Mati Dua Hari”', responsible: 'PDAM', dueAt: tomorrow },
      { action: 'Periksa fakta dan susun klarifikasi atas klaim “Hoaks Bansos”', dueAt: tomorrow },
    ]);
    expect(digest.peak).toMatchObject({ count: 1, from: inDay(0) });
    expect(digest.trend).toHaveLength(24);
    expect(digest.sentimentWeekAgo).toBeNull();
    expect(digest).toMatchObject({
      period: 'day',
      program: '1.2.3',
      preparedBy: 'Bidang IKP',
      totals: { negative: 1, negativeNew: 0, potential: 1, hoaxes: 1, followUps: 2, positive: 1, clippings: 4 },
      wordSample: { read: 5, of: 5 },
    });
    expect(digest.clippings.map(({ field }) => field)).toEqual(['kesra', 'kesra', 'ekuin', 'ekuin']);
    expect(digest.image.map(({ name, counts: { negative, positive } }) => [name, negative, positive])).toEqual([
      ['PDAM', 2, 0],
      ['Dinkes', 0, 1],
    ]);
  });

  test('follows an issue through its answer, and asks for one that is late', async () => {
    await seedDay();
    const first = await makeDigest(makeDeps(db(), clock.now), '2026-11-21');
    const water = first.negative[0]?.issue.id ?? 0;
    const road = first.followUps.find(({ entry }) => entry.issue.id !== water)?.entry.issue.id ?? 0;
    const who = { who: 'Rina', why: null };
    await changeState(db(), {
      ...{ ...who, issueId: road, to: 'diteruskan', agency: 'PUPR' },
      dueAt: inDay(20),
      now: new Date(inDay(1)),
    });
    await addClarification(db(), {
      ...{ ...who, issueId: water, title: 'Pipa diperbaiki', claimed: null, text: 'Sudah.', url: null, agency: 'PDAM' },
      ...{ publishedAt: inDay(2), answers: true, now: new Date(inDay(5)) },
    });
    const digest = await makeDigest(makeDeps(db(), clock.now), '2026-11-21');
    const followUps = new Map(digest.followUps.map((followUp) => [followUp.entry.issue.id, followUp]));
    expect(followUps.get(road)).toMatchObject({ state: 'diteruskan', isOverdue: true, dueAt: inDay(20) });
    expect(followUps.get(water)).toMatchObject({
      state: 'ditanggapi',
      responseMs: 7 * hour,
      effect: { hours: 22, before: { negative: 3 }, after: { negative: 1 }, complete: false },
    });
    const actions = digest.recommendations.map(({ action }) => action);
    expect(actions[0]).toMatch(
      /^Tagih jawaban PUPR atas “Jalan Ciwulung Rusak” \(PUPR\): batas waktunya lewat sejak 22 Nov 2026/,
    );
    expect(actions.some((action) => action.startsWith('Minta klarifikasi PDAM'))).toBe(false);
    expect(digest.analysis.some(({ text }) => text.includes('sebutan negatif turun dari 3 menjadi 1'))).toBe(true);
  });

  test('of a week and a month cuts them into days', async () => {
    await seedDay();
    const week = await makeDigest(makeDeps(db(), clock.now), '2026-W47');
    expect(week).toMatchObject({
      period: 'week',
      from: '2026-11-15T23:00:00.000Z',
      to: '2026-11-22T23:00:00.000Z',
      complete: false,
      sentimentWeekAgo: null,
      sentimentBefore: { media: { negative: 0 } },
      coverage: { counted: 8 },
    });
    expect(week.trend.map(({ counts }) => counts.negative)).toEqual([0, 0, 0, 0, 2, 2, 1]);
    expect(week.peak).toMatchObject({ from: inDay(0), to: due, count: 5 });
    const month = await makeDigest(makeDeps(db(), clock.now), '2026-11');
    expect([month.period, month.trend.length, month.coverage.counted]).toEqual(['month', 30, 8]);
  });

  test('compares a day with the same day a week earlier', async () => {
    await addSources(db(), [makeSource()]);
    await addMention(db(), { publishedAt: inDay(-7 * 24 + 1) });
    const digest = await makeDigest(makeDeps(db(), clock.now), '2026-11-21');
    expect(digest.sentimentWeekAgo?.media.negative).toBe(1);
  });

  test('viewed: as it was made while it waits, with what was edited; marked when it was never stored', async () => {
    await seedDay();
    const deps = makeDeps(db(), clock.now);
    const past = await viewDigest(deps, '2026-11-20');
    expect(past).toMatchObject({ afterwards: true, complete: true });
    expect(await viewDigest(deps, '2026-11-21')).toMatchObject({ afterwards: false });
    expect(await viewDigest(deps, '2026-11-22')).toMatchObject({ afterwards: false, complete: false });
    for (const key of ['2026-11-24', '2026-W48', '2026-12', '2026-11-21+1', 'kemarin', '2026-11-21+x']) {
      expect(await viewDigest(deps, key)).toBeNull();
    }
    const held = await makeDigest(deps, '2026-11-20');
    await saveDigest(db(), { ...held, lexicon: 'lama' });
    const issueId = held.negative[0]?.issue.id ?? 0;
    const edits = { summary: null, analysis: null, recommendations: null, excludedIssues: [issueId], notes: [] };
    await saveEdits(db(), { date: '2026-11-20', who: 'Rina', now: clock.now() }, edits);
    const seen = await viewDigest(deps, '2026-11-20');
    expect(seen).toMatchObject({
      lexicon: 'lama',
      afterwards: false,
      editorial: { editedBy: 'Rina', approvedBy: null },
    });
    expect(seen?.negative.map(({ issue }) => issue.id)).not.toContain(issueId);
  });
});
