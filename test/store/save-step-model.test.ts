import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MentionDraft } from '../../src/core/mention.ts';
import { type findMention, listVersions } from '../../src/store/mentions.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { searchMentions } from '../../src/store/search-mentions.ts';
import { findSource, syncSources } from '../../src/store/sources.ts';
import { createTestDatabase, dialects } from '../support/db.ts';
import { hashOf, makeDraft, makeSource, testNow } from '../support/make.ts';
import { holding } from '../support/search.ts';

/** The same rules, one post at a time and with plain arrays: what any sequence of steps must come to. */
interface ModelMention {
  readonly sourceId: string;
  text: string;
  readonly versions: string[];
}

function applyToModel(
  keys: Map<string, ModelMention>,
  sourceId: string,
  draft: MentionDraft,
): 'new' | 'edit' | 'repeat' {
  const known = draft.keys.map((key) => keys.get(key)).find((mention) => mention !== undefined);
  const mention = known ?? { sourceId, text: draft.text, versions: [] };
  for (const key of draft.keys) if (!keys.has(key)) keys.set(key, mention);
  if (known === undefined) return 'new';
  if (known.sourceId !== sourceId || known.text === draft.text || known.versions.includes(draft.text)) return 'repeat';
  known.versions.push(known.text);
  known.text = draft.text;
  return 'edit';
}

const key = fc.integer({ min: 0, max: 7 }).map((n) => `key:${n}`);
const draft = fc
  .record({ keys: fc.uniqueArray(key, { minLength: 1, maxLength: 3 }), word: fc.constantFrom('satu', 'dua', 'tiga') })
  .map(({ keys, word }) => makeDraft({ keys, title: null, text: word, contentHash: hashOf(word), stems: word }));
const step = fc.record({
  sourceId: fc.constantFrom('satu', 'dua'),
  drafts: fc.array(draft, { maxLength: 6 }),
  cursor: fc.option(fc.string({ maxLength: 4, unit: 'grapheme-ascii' }), { nil: null }),
  rejected: fc.nat(3),
});

/** Found once by chance: the second post of the second step is the first mention by the key that the first post brings. */
const post = (keys: readonly string[], word: string): MentionDraft =>
  makeDraft({ keys, title: null, text: word, contentHash: hashOf(word), stems: word });
const chain: { sourceId: 'satu' | 'dua'; drafts: MentionDraft[]; cursor: string | null; rejected: number }[] = [
  {
    sourceId: 'dua',
    drafts: [post(['key:0'], 'dua'), post(['key:0'], 'satu'), post(['key:1'], 'dua')],
    cursor: null,
    rejected: 0,
  },
  {
    sourceId: 'dua',
    drafts: [post(['key:7', 'key:0'], 'satu'), post(['key:7', 'key:1'], 'dua')],
    cursor: null,
    rejected: 0,
  },
];

describe.each(dialects)('%s', (dialect) => {
  test('any sequence of steps comes to what one post at a time would', async () => {
    const database = await createTestDatabase(dialect);
    const { db } = database;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        try {
          await syncSources(db, [makeSource({ id: 'satu' }), makeSource({ id: 'dua' })], testNow);
          const keys = new Map<string, ModelMention>();
          const counts = { satu: { items: 0, rejected: 0 }, dua: { items: 0, rejected: 0 } };
          for (const { sourceId, drafts, cursor, rejected } of steps) {
            const verdicts = drafts.map((one) => applyToModel(keys, sourceId, one));
            const count = (verdict: string) => verdicts.filter((one) => one === verdict).length;
            const result = await saveStep(db, { sourceId, drafts, cursor, rejected, now: testNow });
            expect([result.stored.length, result.edits.length, result.repeats]).toEqual([
              count('new'),
              count('edit'),
              count('repeat'),
            ]);
            const own = counts[sourceId as 'satu' | 'dua'];
            own.items += count('new');
            own.rejected += rejected;
            expect(await findSource(db, sourceId)).toMatchObject({
              cursor,
              itemCount: own.items,
              rejectedCount: own.rejected,
            });
          }
          expect(await contentOf(db)).toEqual(
            [...new Set(keys.values())].map(({ sourceId, text, versions }) => stateOf(sourceId, text, versions)).sort(),
          );
          for (const word of ['satu', 'dua', 'tiga']) {
            const { items } = await searchMentions(db, { node: holding(word), limit: 100 });
            const expected = [...new Set(keys.values())].filter((mention) => mention.text === word);
            expect(items).toHaveLength(expected.length);
          }
        } finally {
          await database.empty();
        }
      }),
      { numRuns: dialect === 'sqlite' ? 150 : 25, examples: [[chain]] },
    );
    await database.close();
  });
});

function stateOf(sourceId: string, text: string, versions: readonly string[]): string {
  return `${sourceId}: ${text} was ${[...versions].sort().join(' ')}`;
}

async function contentOf(db: Parameters<typeof findMention>[0]): Promise<string[]> {
  const { items } = await searchMentions(db, { limit: 100 });
  const states = await Promise.all(
    items.map(async ({ id, sourceId, text }) => {
      const versions = await listVersions(db, id);
      return stateOf(
        sourceId,
        text,
        versions.map((version) => version.text),
      );
    }),
  );
  return states.sort();
}
