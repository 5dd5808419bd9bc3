import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MentionDraft } from '../../src/core/mention.ts';
import { listVersions } from '../../src/store/mentions.ts';
import { saveStep } from '../../src/store/save-step.ts';
import type { Db } from '../../src/store/schema.ts';
import { searchMentions } from '../../src/store/search-mentions.ts';
import { listSources, syncSources } from '../../src/store/sources.ts';
import { createTestDatabase, dialects } from '../support/db.ts';
import { hashOf, makeDraft, makeSource, testNow } from '../support/make.ts';

/** Few keys, headlines and days, so that pointers and articles meet in every way. */
const draft = fc
  .record({
    key: fc.integer({ min: 0, max: 4 }),
    head: fc.integer({ min: 0, max: 2 }),
    day: fc.constantFrom('15', '18', '19', '21'),
    isPointer: fc.boolean(),
    word: fc.constantFrom('satu', 'dua'),
    likes: fc.option(fc.nat(2), { nil: null }),
  })
  .map(({ key, head, day, isPointer, word, likes }): MentionDraft => {
    const kind = isPointer ? 'pointer' : 'article';
    return makeDraft({
      // Key 0 stands for a pointer whose link was unwrapped.
      keys: [key === 0 ? 'url:both' : `url:${kind}:${key}`],
      aliases: head === 0 ? [] : [`head:kabar.test:${head}`],
      platform: isPointer ? 'google-news' : 'web',
      publishedAt: `2026-11-${day}T06:00:00.000Z`,
      title: `Judul ${head}`,
      text: isPointer ? '' : word,
      contentHash: hashOf(`${head} ${isPointer ? '' : word}`),
      setAside: word === 'dua' && key === 4 ? 'gambling-spam' : null,
      metrics: likes === null ? null : { likes, comments: null, shares: null, views: null, others: {} },
    });
  });
const step = fc.record({
  sourceId: fc.constantFrom('google', 'kabar'),
  drafts: fc.array(draft, { minLength: 1, maxLength: 5 }),
});

const sources = [makeSource({ id: 'google', class: 'aggregator' }), makeSource({ id: 'kabar' })];

describe.each(dialects)('%s', (dialect) => {
  test('a step comes to what its posts one by one would, and sources count what they hold', async () => {
    const [whole, single] = [await createTestDatabase(dialect), await createTestDatabase(dialect)];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        try {
          for (const { db } of [whole, single]) await syncSources(db, sources, testNow);
          for (const [index, { sourceId, drafts }] of steps.entries()) {
            const rest = { sourceId, cursor: null, rejected: 0, now: new Date(testNow.getTime() + index * 1_000) };
            await saveStep(whole.db, { ...rest, drafts });
            for (const one of drafts) await saveStep(single.db, { ...rest, drafts: [one] });
          }
          const state = await stateOf(whole.db);
          expect(state).toEqual(await stateOf(single.db));
          for (const { id, itemCount, setAsideCount } of await listSources(whole.db)) {
            const held = state.filter(({ sourceId }) => sourceId === id);
            const spam = held.filter(({ setAside }) => setAside !== null);
            expect([itemCount, setAsideCount]).toEqual([held.length, spam.length]);
          }
          // What is known stays known: the same posts again bring nothing new.
          for (const { sourceId, drafts } of steps) {
            const again = { sourceId, drafts, cursor: null, rejected: 0, now: testNow };
            expect((await saveStep(whole.db, again)).stored).toEqual([]);
          }
        } finally {
          await Promise.all([whole.empty(), single.empty()]);
        }
      }),
      { numRuns: dialect === 'sqlite' ? 60 : 6 },
    );
    await Promise.all([whole.close(), single.close()]);
  }, 120_000);
});

/** Everything but ids. */
async function stateOf(db: Db) {
  const { items } = await searchMentions(db, { limit: 100, includeSetAside: true });
  const mentions = items.toSorted((a, b) => a.id - b.id);
  return Promise.all(
    mentions.map(async ({ id, sourceId, platform, title, text, publishedAt, setAside, metrics }) => {
      const versions = (await listVersions(db, id)).map(({ contentHash }) => contentHash).sort();
      return { sourceId, platform, title, text, publishedAt, setAside, metrics, versions };
    }),
  );
}
