import { beforeEach, describe, expect, test } from 'vitest';
import type { MentionDraft } from '../../src/core/mention.ts';
import { keepQuestions, type QuestionSummary } from '../../src/jobs/questions.ts';
import { saveAccounts } from '../../src/store/accounts.ts';
import { listAudit } from '../../src/store/audit.ts';
import { answerByHand, countQuestions, findQuestion, listQuestions } from '../../src/store/questions.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { saveScores } from '../../src/store/scores.ts';
import { syncSources } from '../../src/store/sources.ts';
import { addMention, lifeSources } from '../store/life-seed.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeScored, type ScoredOverrides, testNow } from '../support/make.ts';
import { testPseudonyms } from '../support/pseudonyms.ts';

const region = {
  agencies: [
    { id: 'PUPR', name: 'Dinas Pekerjaan Umum', aliases: ['DPUPR'], topics: [], email: null },
    { id: 'Dinkes', name: 'Dinas Kesehatan', aliases: [], topics: [], email: null },
  ],
};
const calm = { target: 'none', agency: null, label: 'neutral', attention: 'none' } as const;

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  beforeEach(() => syncSources(db(), lifeSources, testNow));

  const run = (now = testNow): Promise<QuestionSummary> =>
    keepQuestions({ db: db(), now: () => now, region, signal: new AbortController().signal });
  const say = (sourceId: string, text: string, draft: Partial<MentionDraft> = {}, scored: ScoredOverrides = calm) =>
    addMention(db(), sourceId, { kind: 'post', platform: 'facebook', title: null, text, ...draft }, scored);
  const asked = async () =>
    (await listQuestions(db(), { limit: 50 })).items.map(({ mentionId, kind, agency }) => [mentionId, kind, agency]);

  async function listOffice(): Promise<void> {
    const account = { owner: null, contact: null, url: null, note: null, active: true, sourceId: 'dinas' };
    await saveAccounts(
      db(),
      [
        {
          ...account,
          platform: 'facebook',
          handle: 'dinkes.uji',
          name: 'Dinkes Uji',
          class: 'government',
          agency: 'Dinkes',
        },
      ],
      testNow,
      testPseudonyms,
    );
  }

  test('lists what citizens ask the government, and whom', async () => {
    await listOffice();
    const named = await say('warga', 'DPUPR kapan jalan ini diaspal?', { publishedAt: '2026-11-22T01:00:00.000Z' });
    const complaint = await say(
      'aduan',
      'Mohon lampu jalan segera diperbaiki',
      { publishedAt: '2026-11-22T02:00:00.000Z' },
      { agency: 'PUPR' },
    );
    await say('dinas', 'Imunisasi hari Senin', {
      keys: ['url:pos'],
      authorHandle: 'dinkes.uji',
      voice: 'facebook:dinkes.uji',
    });
    const first = await say('dinas', 'bayar ga min', {
      kind: 'comment',
      keys: ['url:k1'],
      parentKey: 'url:pos',
      publishedAt: '2026-11-22T03:00:00.000Z',
    });
    const nested = await say('dinas', 'jam berapa ya', {
      kind: 'comment',
      parentKey: 'url:k1',
      publishedAt: '2026-11-22T04:00:00.000Z',
    });
    // To each other, in the news, by the office itself, about another place, and nothing asked.
    await say('warga', 'siapa yang jual pisang goreng?');
    await say('koran', 'Kapan bupati memperbaiki jalan?', { kind: 'article' }, { target: 'government' });
    await say('koran', 'Kapan bupati memperbaiki jalan ini?', {}, { target: 'government' });
    await say('dinas', 'Sudah imunisasi belum, bu?', {}, { target: 'government' });
    await say('warga', 'Pak bupati kapan diperbaiki?', {}, { about: null, target: 'government' });
    await say('warga', 'Jalan rusak lagi pak bupati', {}, { target: 'government' });

    expect((await run()).looked).toBeGreaterThan(5);
    expect(await asked()).toEqual([
      [nested, 'question', 'Dinkes'],
      [first, 'question', 'Dinkes'],
      [complaint, 'aspiration', 'PUPR'],
      [named, 'question', 'PUPR'],
    ]);
    expect(await run()).toEqual({ looked: 0, answered: 0 });
  });

  test('follows verdicts and edits, but keeps what was answered', async () => {
    const made = makeDraft({
      keys: ['url:s'],
      kind: 'post',
      title: null,
      text: 'Pak camat kapan selesai?',
      publishedAt: '2026-11-22T01:00:00.000Z',
    });
    const save = async (draft: MentionDraft) => {
      const { stored } = await saveStep(db(), {
        sourceId: 'warga',
        drafts: [draft],
        cursor: null,
        rejected: 0,
        now: testNow,
      });
      return stored[0] ?? 0;
    };
    const id = await save(made);
    const score = (draft: MentionDraft, change: ScoredOverrides, stamp: string) =>
      saveScores(
        db(),
        [{ mentionId: id, contentHash: draft.contentHash, scored: makeScored({ ...calm, ...change }), stamp }],
        testNow,
      );
    await score(made, { agency: 'PUPR' }, 's1');
    await run();
    expect(await asked()).toEqual([[id, 'question', 'PUPR']]);
    await score(made, { agency: 'Dinkes' }, 's2');
    await run();
    expect(await asked()).toEqual([[id, 'question', 'Dinkes']]);
    await score(made, { about: null }, 's3');
    await run();
    expect(await asked()).toEqual([]);
    await score(made, {}, 's4');
    await run();
    await answerByHand(db(), { mentionId: id, who: 'Rina', note: 'lewat telepon', url: null, now: testNow });
    const edited = makeDraft({ ...made, text: 'Sudah selesai, terima kasih.', contentHash: 'lain' });
    await save(edited);
    await score(edited, {}, 's4');
    await run();
    expect(await asked()).toEqual([[id, 'question', null]]);
  });

  test('a reply by an office answers, the first one; one by a neighbour does not', async () => {
    await listOffice();
    const post = { keys: ['url:tanya'], publishedAt: '2026-11-22T01:00:00.000Z' };
    const id = await say('warga', 'Dinas Kesehatan buka hari Sabtu ga', post);
    const reply = { kind: 'comment', parentKey: 'url:tanya' } as const;
    await say('warga', 'setahu saya tutup', { ...reply, publishedAt: '2026-11-22T01:10:00.000Z' });
    expect(await run()).toEqual({ looked: 2, answered: 0 });
    expect(await findQuestion(db(), id)).toMatchObject({ answeredAt: null });
    const office = { ...reply, author: 'Dinkes Uji', authorHandle: 'dinkes.uji', voice: 'facebook:dinkes.uji' };
    await say('warga', 'Buka sampai jam 12, Kak', { ...office, publishedAt: '2026-11-22T03:00:00.000Z' });
    const first = await say('warga', 'Selamat pagi, buka ya', { ...office, publishedAt: '2026-11-22T02:00:00.000Z' });
    expect((await run()).answered).toBe(1);
    expect(await findQuestion(db(), id)).toMatchObject({
      answeredAt: '2026-11-22T02:00:00.000Z',
      answerMentionId: first,
      answeredBy: 'Dinkes Uji',
    });
    expect((await run()).answered).toBe(0);
  });

  test('a person can say that it was answered, once', async () => {
    const id = await say('warga', 'Pak camat kapan selesai?');
    await run();
    const answer = (mentionId: number) =>
      answerByHand(db(), { mentionId, who: 'Rina', note: null, url: null, now: testNow });
    await expect(answer(999)).rejects.toMatchObject({ status: 404 });
    await answer(id);
    expect(await findQuestion(db(), id)).toMatchObject({
      answeredAt: testNow.toISOString(),
      answeredBy: 'Rina',
      answerMentionId: null,
    });
    await expect(answer(id)).rejects.toMatchObject({ status: 409, code: 'answered' });
    const { items } = await listAudit(db(), { object: `question:${id}`, limit: 5 });
    expect(items).toMatchObject([{ who: 'Rina', action: 'question.answered', detail: null }]);
  });

  test('are filtered, paged, and counted per agency as they stood when the period ended', async () => {
    const hours = ['2026-11-20T01', '2026-11-21T01', '2026-11-22T01', '2026-11-22T02'];
    const ids: number[] = [];
    for (const hour of hours)
      ids.push(await say('warga', `DPUPR kapan selesai ${hour}?`, { publishedAt: `${hour}:00:00.000Z` }));
    const lost = await say('warga', 'Pak camat, mohon selokan dikeruk', { publishedAt: '2026-11-22T03:00:00.000Z' });
    const ancient = await say('warga', 'DPUPR kapan selesai dulu?', { publishedAt: '2026-10-01T00:00:00.000Z' });
    await run();
    await answerByHand(db(), {
      mentionId: ids[0] ?? 0,
      who: 'Rina',
      note: null,
      url: null,
      now: new Date('2026-11-21T12:00:00.000Z'),
    });
    await answerByHand(db(), { mentionId: ids[2] ?? 0, who: 'Rina', note: null, url: null, now: testNow });

    const list = async (query: object) =>
      (await listQuestions(db(), { limit: 50, ...query })).items.map(({ mentionId }) => mentionId);
    expect(await list({ agency: null })).toEqual([lost]);
    expect(await list({ waiting: false })).toEqual([ids[2], ids[0]]);
    expect(await list({ agency: 'PUPR', waiting: true })).toEqual([ids[3], ids[1], ancient]);
    expect(await list({ kind: 'aspiration' })).toEqual([lost]);
    expect(await list({ from: '2026-11-21T01:00:00.000Z', to: '2026-11-22T01:00:00.000Z' })).toEqual([ids[1]]);
    const page = await listQuestions(db(), { limit: 4 });
    expect(await list({ cursor: page.next ?? '' })).toEqual([ids[0], ancient]);

    const period = { from: '2026-11-21T00:00:00.000Z', to: '2026-11-22T02:00:00.000Z' };
    expect(await countQuestions(db(), period)).toEqual([
      {
        agency: 'PUPR',
        asked: 2,
        // The third was answered only after the period; what was asked in October nobody waits for any more.
        waiting: 2,
        oldestWaitingAt: '2026-11-21T01:00:00.000Z',
        examples: [ids[1], ids[2]].map((mentionId) =>
          expect.objectContaining({ mentionId, url: 'https://kabar-uji.test/berita' }),
        ),
      },
    ]);
    const later = await countQuestions(db(), { from: period.to, to: '2026-11-23T00:00:00.000Z' });
    expect(later.map(({ agency, asked, waiting }) => [agency, asked, waiting])).toEqual([
      ['PUPR', 1, 2],
      [null, 1, 1],
    ]);
  });

  test('stops between batches when it is told to', async () => {
    await say('warga', 'Pak camat kapan selesai?');
    const stopped = new AbortController();
    stopped.abort();
    expect(await keepQuestions({ db: db(), now: () => testNow, region, signal: stopped.signal })).toEqual({
      looked: 0,
      answered: 0,
    });
    expect((await run()).looked).toBe(1);
  });
});
