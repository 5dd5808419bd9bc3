import { beforeEach, describe, expect, test } from 'vitest';
import { saveStep } from '../../src/store/save-step.ts';
import { saveScores } from '../../src/store/scores.ts';
import { type MentionQuery, searchMentions } from '../../src/store/search-mentions.ts';
import { syncSources } from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeScored, makeSource, type ScoredOverrides, testNow } from '../support/make.ts';
import { holding } from '../support/search.ts';

const kemlagi = { code: '35.16.15', name: 'Kemlagi', field: 'text', start: 0, end: 7 } as const;
const desa = { code: '35.16.15.2003', name: 'Mojowono', field: 'text', start: 0, end: 8 } as const;
const other = { code: '35.16.150', name: 'Bukan', field: 'text', start: 0, end: 5 } as const;

const items: readonly (ScoredOverrides & {
  title: string;
  at: string;
  platform?: 'web' | 'x';
  spam?: true;
  raw?: true;
})[] = [
  { title: 'satu', at: '2026-11-20T01:00:00.000Z', places: [kemlagi], agency: 'PUPR' },
  {
    title: 'dua',
    at: '2026-11-20T02:00:00.000Z',
    label: 'positive',
    attention: 'none',
    topic: 'kesehatan',
    agency: 'Dinkes',
  },
  { title: 'tiga', at: '2026-11-21T01:00:00.000Z', about: '35.76', target: 'other', agency: null, platform: 'x' },
  { title: 'empat', at: '2026-11-21T02:00:00.000Z', about: null, label: 'neutral', attention: 'watch', target: 'none' },
  { title: 'lima', at: '2026-11-22T01:00:00.000Z', hoaxClass: 'claim', places: [desa, kemlagi, desa] },
  { title: 'enam', at: '2026-11-22T02:00:00.000Z', raw: true },
  { title: 'tujuh', at: '2026-11-22T03:00:00.000Z', spam: true },
  { title: 'delapan', at: '2026-11-22T04:00:00.000Z', places: [other], topic: 'kesehatan' },
];

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);

  beforeEach(async () => {
    await syncSources(db(), [makeSource(), makeSource({ id: 'warga', class: 'community', title: 'Warga' })], testNow);
  });

  async function fill(): Promise<void> {
    for (const [index, item] of items.entries()) {
      const draft = makeDraft({
        keys: [`url:${item.title}`],
        title: item.title,
        publishedAt: item.at,
        platform: item.platform ?? 'web',
        setAside: item.spam ? 'gambling-spam' : null,
        stems: `kata ${item.title}`,
      });
      const sourceId = index % 2 === 0 ? 'kabar-uji' : 'warga';
      const { stored } = await saveStep(db(), { sourceId, drafts: [draft], cursor: null, rejected: 0, now: testNow });
      if (item.raw || item.spam) continue;
      const row = { mentionId: stored[0] ?? 0, contentHash: draft.contentHash, scored: makeScored(item), stamp: 's1' };
      await saveScores(db(), [row], testNow);
    }
  }

  async function titles(query: Partial<MentionQuery>): Promise<string> {
    const page = await searchMentions(db(), { limit: 50, ...query });
    return page.items.map((item) => item.title).join(' ');
  }

  test.each<[string, Partial<MentionQuery>, string]>([
    ['everything but what is set aside', {}, 'delapan enam lima empat tiga dua satu'],
    ['everything', { includeSetAside: true }, 'delapan tujuh enam lima empat tiga dua satu'],
    ['relevant', { relevantOnly: true }, 'delapan lima dua satu'],
    ['about another regency', { about: '35.76' }, 'tiga'],
    ['about a regency and relevant to this one', { about: '35.76', relevantOnly: true }, ''],
    ['label', { label: 'positive' }, 'dua'],
    ['topic', { topic: 'kesehatan' }, 'delapan dua'],
    ['agency', { agency: 'PUPR' }, 'delapan lima empat satu'],
    ['attention', { attention: 'watch' }, 'empat'],
    ['target', { target: 'other' }, 'tiga'],
    ['hoax', { hoaxClass: 'claim' }, 'lima'],
    ['kecamatan with its desa, not one that begins alike', { placeCode: '35.16.15' }, 'lima satu'],
    ['desa', { placeCode: '35.16.15.2003' }, 'lima'],
    ['platform', { platform: 'x' }, 'tiga'],
    ['source', { sourceId: 'warga' }, 'delapan enam empat dua'],
    ['from, included', { from: '2026-11-22T01:00:00.000Z' }, 'delapan enam lima'],
    ['to, excluded', { to: '2026-11-20T02:00:00.000Z' }, 'satu'],
    [
      'verdict and time',
      { label: 'negative', from: '2026-11-21T01:00:00.000Z', to: '2026-11-22T04:00:00.000Z' },
      'lima tiga',
    ],
    ['word', { node: holding('lima') }, 'lima'],
    ['words', { node: holding('kata', 'enam') }, 'enam'],
    ['word and verdict', { node: holding('kata'), topic: 'kesehatan', relevantOnly: true }, 'delapan dua'],
    ['word of what is set aside', { node: holding('tujuh') }, ''],
    ['issue', { issueId: 1 }, ''],
  ])('%s', async (_what, query, expected) => {
    await fill();
    expect(await titles(query)).toBe(expected);
  });

  test('a view has its source and its whole score', async () => {
    await fill();
    const [view] = (await searchMentions(db(), { hoaxClass: 'claim', limit: 1 })).items;
    expect(view).toMatchObject({ sourceTitle: 'Kabar Uji', sourceClass: 'online-media', title: 'lima' });
    expect(view?.score).toEqual(makeScored({ hoaxClass: 'claim', places: [desa, kemlagi, desa] }));
  });

  test.each<[string, Partial<MentionQuery>]>([
    ['by mentions', {}],
    ['by scores', { relevantOnly: true }],
    ['by words', { node: holding('kata') }],
    ['by words and scores', { node: holding('kata'), label: 'negative' }],
  ])('pages %s through equal times without loss or repeat', async (_how, filter) => {
    const times = ['2026-11-20T01:00:00.000Z', '2026-11-20T01:00:00.000Z', '2026-11-21T00:00:00.000Z'];
    const drafts = Array.from({ length: 60 }, (_, n) =>
      makeDraft({ keys: [`url:${n}`], title: `${n}`, publishedAt: times[n % 3] ?? '', stems: 'kata' }),
    );
    const { stored } = await saveStep(db(), { sourceId: 'warga', drafts, cursor: null, rejected: 0, now: testNow });
    const rows = stored.map((mentionId, n) => ({
      mentionId,
      contentHash: drafts[n]?.contentHash ?? '',
      scored: makeScored(),
      stamp: 's1',
    }));
    await saveScores(db(), rows, testNow);
    for (const limit of [1, 7, 20, 59, 60, 61]) {
      const seen: number[] = [];
      let pages = 0;
      let cursor: string | undefined;
      for (;;) {
        pages += 1;
        const page = await searchMentions(db(), { ...filter, limit, ...(cursor === undefined ? {} : { cursor }) });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        seen.push(...page.items.map((item) => item.id));
        if (page.next === null) break;
        expect(page.items).toHaveLength(limit);
        cursor = page.next;
      }
      expect(pages).toBe(Math.ceil(60 / limit));
      const expected = [...stored].sort((a, b) => {
        const late = (id: number): number => ((id - (stored[0] ?? 0)) % 3 === 2 ? 1 : 0);
        return late(b) - late(a) || b - a;
      });
      expect(seen).toEqual(expected);
    }
  });

  test('a word that thousands of mentions hold pages like any other', async () => {
    const drafts = Array.from({ length: 5_100 }, (_, n) =>
      makeDraft({
        keys: [`url:${n}`],
        publishedAt: n % 2 === 0 ? '2026-11-20T01:00:00.000Z' : '2026-11-21T01:00:00.000Z',
        stems: n % 100 === 99 ? 'jarang' : 'kata umum',
      }),
    );
    const { stored } = await saveStep(db(), { sourceId: 'warga', drafts, cursor: null, rejected: 0, now: testNow });
    const expected = [1, 0].flatMap((odd) =>
      stored.filter((_, n) => n % 2 === odd && n % 100 !== 99).sort((a, b) => b - a),
    );
    const first = await searchMentions(db(), { node: holding('umum', 'kata'), limit: 2_500 });
    expect(first.items.map((item) => item.id)).toEqual(expected.slice(0, 2_500));
    const second = await searchMentions(db(), { node: holding('umum'), limit: 2_700, cursor: first.next ?? '' });
    expect(second.items.map((item) => item.id)).toEqual(expected.slice(2_500));
    expect((await searchMentions(db(), { node: holding('umum'), sourceId: 'kabar-uji', limit: 5 })).items).toEqual([]);
    expect((await searchMentions(db(), { node: holding('umum', 'jarang'), limit: 5 })).items).toEqual([]);
  });

  test('a page is not disturbed by what is collected while paging', async () => {
    await fill();
    const first = await searchMentions(db(), { limit: 3 });
    const fresh = makeDraft({ keys: ['url:baru'], title: 'baru', publishedAt: '2026-11-22T05:00:00.000Z' });
    await saveStep(db(), { sourceId: 'warga', drafts: [fresh], cursor: null, rejected: 0, now: testNow });
    expect(await titles({ limit: 3, cursor: first.next ?? '' })).toBe('empat tiga dua');
  });

  test.each(['x', '', 'bnVsbA', 'WzEsMl0', Buffer.from('["2026-11-22T01:00:00.000Z","1"]').toString('base64url')])(
    'a cursor that is not ours (%j) is refused',
    async (cursor) => {
      await expect(searchMentions(db(), { limit: 5, cursor })).rejects.toMatchObject({
        name: 'RequestError',
        status: 400,
        code: 'invalid-cursor',
      });
    },
  );
});
