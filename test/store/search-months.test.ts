import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SearchNode } from '../../src/core/search-plan.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { type MentionQuery, searchMentions } from '../../src/store/search-mentions.ts';
import { syncSources } from '../../src/store/sources.ts';
import { createTestDatabase, dialects, type TestDatabase } from '../support/db.ts';
import { makeDraft, makeSource } from '../support/make.ts';

/** With how many mentions each: words of the last are too frequent in it to be taken all at once. */
const sizes = { '2026-01': 250, '2026-02': 250, '2026-03': 1_100 };
const months = Object.keys(sizes);

interface Told {
  readonly text: string;
  readonly publishedAt: string;
}

/** Collected in one month, and each tenth published in the month before. */
function tell(month: string, n: number): Told {
  const day = String(1 + (n % 27)).padStart(2, '0');
  const before = months[months.indexOf(month) - 1];
  const at = n % 10 === 0 && before !== undefined ? before : month;
  const words = ['air', ...Array.from({ length: n % 7 }, (_, step) => `isi${step}`), n % 2 === 0 ? 'mati' : 'nyala'];
  if (n === 33) words.push('langka');
  if (n % 40 === 3) words.push('jarang');
  return {
    text: words.join(' '),
    publishedAt: `${at}-${day}T03:00:0${Math.floor(n / 1_000)}.${String(n % 1_000).padStart(3, '0')}Z`,
  };
}

const collected = Object.entries(sizes).map(([month, length]) => Array.from({ length }, (_, n) => tell(month, n)));
const all = collected.flat();
const word = (...words: string[]): SearchNode => ({ kind: 'phrase', words });
const near = (distance: number): SearchNode => ({ kind: 'near', left: [['air']], right: [['mati']], distance });
const both = (...parts: SearchNode[]): SearchNode => ({ kind: 'and', parts });

const questions: readonly (readonly [string, Omit<MentionQuery, 'limit'>, (told: Told) => boolean])[] = [
  ['a word in everything', { node: word('air') }, () => true],
  ['a word in half', { node: word('mati') }, ({ text }) => text.includes('mati')],
  ['a rare word', { node: word('langka') }, ({ text }) => text.includes('langka')],
  ['a seldom word', { node: word('jarang') }, ({ text }) => text.includes('jarang')],
  ['no word at all', { node: word('tiada') }, () => false],
  ['a phrase', { node: word('air', 'mati') }, ({ text }) => text.includes('air mati')],
  ['words near each other', { node: near(2) }, ({ text }) => /\bair( \w+){0,2} mati\b/.test(text)],
  [
    'words near each other, and a rare one',
    { node: both(near(4), word('jarang')) },
    ({ text }) => /\bair( \w+){0,4} mati\b/.test(text) && text.includes('jarang'),
  ],
  [
    'words, but not near each other',
    { node: both(word('mati'), { kind: 'not', part: near(2) }) },
    ({ text }) => text.includes('mati') && !/\bair( \w+){0,2} mati\b/.test(text),
  ],
  ['what lacks a word', { node: { kind: 'not', part: word('mati') } }, ({ text }) => !text.includes('mati')],
  [
    'a time',
    { node: word('nyala'), from: '2026-01-20T00:00:00.000Z', to: '2026-02-10T00:00:00.000Z' },
    ({ text, publishedAt }) => text.includes('nyala') && publishedAt >= '2026-01-20' && publishedAt < '2026-02-10',
  ],
  ['an issue', { issueId: 1 }, ({ text }) => text.includes('jarang')],
  [
    'an issue and a word',
    { issueId: 1, node: word('mati') },
    ({ text }) => text.includes('jarang') && text.includes('mati'),
  ],
];

describe.each(dialects)('a search over months on %s', (dialect) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase(dialect);
    const { db } = database;
    await syncSources(db, [makeSource()], new Date('2026-01-01T00:00:00.000Z'));
    for (const [index, month] of months.entries()) {
      const drafts = (collected[index] ?? []).map((told, n) =>
        makeDraft({
          ...{ keys: [`url:${month}-${n}`], contentHash: `${month} ${n}`, title: null, stems: told.text },
          ...told,
        }),
      );
      const now = new Date(`${month}-28T06:00:00.000Z`);
      await saveStep(db, { sourceId: 'kabar-uji', drafts, cursor: null, rejected: 0, now });
    }
    await sql`insert into issues (id, title, state, topic, attention, first_at, last_at, first_publisher, mention_count,
        negative_count, positive_count, source_count, hoax_count, updated_at)
      values (1, 'Air', 'baru', 'air-listrik', 'none', '2026-01-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z', 'A', 1, 1, 0, 1, 0,
        '2026-03-01T00:00:00.000Z')`.execute(db);
    await sql`update mentions set issue_id = 1 where text like '%jarang%'`.execute(db);
  });
  afterAll(() => database.close());

  test.each(questions)('%s', async (_, query, isHit) => {
    const expected = all.filter(isHit).sort((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1));
    const found: Told[] = [];
    let cursor: string | null = null;
    do {
      const page = await searchMentions(database.db, { ...query, limit: 150, ...(cursor === null ? {} : { cursor }) });
      found.push(...page.items.map(({ text, publishedAt }) => ({ text, publishedAt })));
      cursor = page.next;
    } while (cursor !== null);
    expect(found).toEqual(expected.map(({ text, publishedAt }) => ({ text, publishedAt })));
  });
});
