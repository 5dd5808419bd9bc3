import fc from 'fast-check';
import { Migrator, sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { createFieldNames } from '../../src/core/search-fields.ts';
import { planSearch, type SearchNode } from '../../src/core/search-plan.ts';
import { parseQuery } from '../../src/core/search-query-parser.ts';
import { wordsOfStems, wordsToIndex } from '../../src/core/search-words.ts';
import { markKind } from '../../src/store/meta.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { findReindexing, reindexSome } from '../../src/store/search-index.ts';
import { searchMentions } from '../../src/store/search-mentions.ts';
import { syncSources } from '../../src/store/sources.ts';
import { stemsOf } from '../../src/text/stems.ts';
import { region } from '../api/seed.ts';
import { createEmptyDatabase, dialects, testRegion, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeSource, testNow } from '../support/make.ts';
import { holding } from '../support/search.ts';

const fields = createFieldNames(region, []);

/** What a person would type, as the store is asked. */
function planOf(text: string): SearchNode {
  const { tree } = parseQuery(text, fields);
  const { node } = planSearch(tree, { stemsOf, now: testNow, zone: 'Asia/Jakarta' });
  if (node === null) throw new Error(`nothing to search for: ${text}`);
  return node;
}

describe('words', () => {
  test.each([
    ['keluh jalan keluh', ['keluh', 'jalan', 'keluh']],
    ['anak-anak, PUPR/Dinkes! e@mail.id', ['anak', 'anak', 'pupr', 'dinkes', 'e', 'mail', 'id']],
    ['Rp38,6 35.16', ['rp38', '6', '35', '16']],
    ['ＢＡＮＪＩＲ ﬁle', ['banjir', 'file']],
    ['ꦗꦮ é kafé', ['ꦗꦮ', 'é', 'kafé']],
    ['\' " * ( ) : & | ! <-> \\ \0', []],
    ['', []],
    ['a'.repeat(500), ['a'.repeat(60)]],
  ])('%j', (stems, words) => {
    expect(wordsOfStems(stems)).toEqual(words);
  });

  test('a huge text keeps a bounded number of words', () => {
    const words = wordsToIndex(Array.from({ length: 200_000 }, (_, n) => `kata${n}`).join(' '));
    expect(words.length).toBeGreaterThan(10_000);
    expect(words.join(' ').length).toBeLessThan(250_000);
  });
});

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  beforeEach(() => syncSources(db(), [makeSource()], testNow));

  async function save(...texts: readonly string[]): Promise<readonly number[]> {
    const drafts = texts.map((text, n) =>
      makeDraft({ keys: [`url:${n}`], title: null, text, stems: stemsOf(text).join(' '), contentHash: `hash ${text}` }),
    );
    return (await saveStep(db(), { sourceId: 'kabar-uji', drafts, cursor: null, rejected: 0, now: testNow })).stored;
  }

  async function found(node: SearchNode): Promise<number[]> {
    const { items } = await searchMentions(db(), { node, limit: 100 });
    return items.map((item) => item.id).sort((a, b) => a - b);
  }

  const find = (query: string) => found(planOf(query));

  test('"keluhan" finds "dikeluhkan" and "mengeluhkan"', async () => {
    const [passive = 0, active = 0, bridge = 0] = await save(
      'Jalan rusak di Kemlagi dikeluhkan warga.',
      'Warga mengeluhkan sampah pasar.',
      'Pemerintah meresmikan jembatan.',
    );
    expect(await find('keluhan')).toEqual([passive, active]);
    expect(await find('keluhan sampah')).toEqual([active]);
    expect(await find('keluhan jembatan')).toEqual([]);
    expect(await find('KELUHAN, sampah!')).toEqual([active]);
    expect(await find('(jembatan OR keluhan) -sampah')).toEqual([passive, bridge]);
  });

  test.each<[string, string]>([
    ['"air mati"', '0'],
    ['air mati', '0 1 2 4'],
    ['"mati air"', '1'],
    ['air NEAR/0 mati', '0 1'],
    ['air NEAR/2 mati', '0 1 2'],
    ['air NEAR/9 mati', '0 1 2 4'],
    ['(air OR listrik) NEAR/0 mati', '0 1 3'],
    ['"listrik mati" OR "air mati"', '0 3'],
    ['mati -"air mati"', '1 2 3 4'],
    ['-air', '3 5'],
    ['-air -listrik', '5'],
    ['warga OR -mati', '5'],
    ['air -(mati OR listrik)', ''],
    ['air NEAR/0 air', '0 1 2 4'],
    ['"jalan-jalan"', '5'],
    ['jalan-jalan sore', '5'],
    ['tidakada OR (air NEAR/0 mati)', '0 1'],
    ['-(air mati) mati', '3'],
  ])('%s', async (query, expected) => {
    const ids = await save(
      'air mati lagi',
      'mati air di kampung',
      'air di rumah mati',
      'listrik mati',
      'mati lampu dan sejak pagi sampai sore tidak ada air',
      'warga jalan-jalan sore',
    );
    expect((await find(query)).map((id) => ids.indexOf(id)).join(' ')).toBe(expected);
  });

  test('words of any script, numbers and odd characters are found as words, never as operators', async () => {
    const texts = [
      'ꦗꦮ kafé naïf',
      'dana 38,6 miliar 35.16',
      "o'brien AND OR NOT near",
      'a-b:c*d',
      '😀 hujan',
      '中文 слово',
    ];
    const ids = await save(...texts);
    for (const [index, word] of ['ꦗꦮ', '38', 'not', 'd', 'hujan', 'слово'].entries()) {
      expect(await found(holding(word)), word).toEqual([ids[index]]);
    }
    for (const nonsense of ['near', 'and', 'rowid', 'words']) {
      expect(await found(holding(nonsense, 'tidakada'))).toEqual([]);
    }
    expect(await found({ kind: 'or', parts: [] })).toEqual([]);
    expect(await find('"38,6"')).toEqual([ids[1]]);
  });

  test('finds what it should, by a model of it', async () => {
    const vocabulary = ['air', 'mati', 'warga', 'pasar'];
    const word = fc.constantFrom(...vocabulary);
    const texts = fc.sample(fc.array(word, { minLength: 1, maxLength: 7 }), { seed: 6, numRuns: 40 });
    const unique = [...new Set(texts.map((words) => words.join(' ')))];
    const ids = await save(...unique);
    const words = fc.array(word, { minLength: 1, maxLength: 2 });
    const { tree } = fc.letrec<{ tree: SearchNode; leaf: SearchNode }>((tie) => ({
      leaf: fc.oneof(
        fc.record({ kind: fc.constant('phrase' as const), words }),
        fc.record({
          kind: fc.constant('near' as const),
          left: fc.array(words, { minLength: 1, maxLength: 2 }),
          right: fc.array(words, { minLength: 1, maxLength: 2 }),
          distance: fc.nat(3),
        }),
        fc.record({
          kind: fc.constant('field' as const),
          field: fc.constant('platform' as const),
          id: fc.constantFrom('web', 'x'),
        }),
      ),
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        tie('leaf'),
        fc.record({ kind: fc.constant('not' as const), part: tie('tree') }),
        fc.record({
          kind: fc.constantFrom('and' as const, 'or' as const),
          parts: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
        }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(tree, async (node) => {
        const expected = ids.filter((_, index) => isTrue(node, unique[index]?.split(' ') ?? []));
        expect(await found(node)).toEqual(expected);
      }),
      { numRuns: 250 },
    );
  });

  test('a mention is found by exactly the words it was indexed with', async () => {
    const word = fc.oneof(fc.constantFrom('jalan', 'rusak', 'x-y', 'é'), fc.string({ unit: 'grapheme', maxLength: 6 }));
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 8 }), word, async (words, asked) => {
        const stems = words.join(' ');
        const contentHash = `hash ${Math.random()}`;
        const draft = makeDraft({ keys: ['url:one'], title: null, text: stems, stems, contentHash });
        await saveStep(db(), { sourceId: 'kabar-uji', drafts: [draft], cursor: null, rejected: 0, now: testNow });
        const wanted = wordsOfStems(asked);
        if (wanted.length === 0) return;
        const held = wordsOfStems(stems);
        const isHeld = held.some((_, start) => wanted.every((one, index) => held[start + index] === one));
        expect(await found(holding(asked))).toHaveLength(isHeld ? 1 : 0);
      }),
      { numRuns: 100 },
    );
  });

  test('a text far longer than any article is found by its beginning', async () => {
    const [id] = await save(`awal ${'kata isi '.repeat(30_000)} akhir`);
    expect(await find('"awal kata"')).toEqual([id]);
    expect(await find('akhir')).toEqual([]);
  });

  test('what is erased or dated anew leaves nothing behind', async () => {
    const [gone = 0, moved = 0] = await save('air satu', 'air dua');
    await db().deleteFrom('mentions').where('id', '=', gone).execute();
    await db()
      .updateTable('mentions')
      .set({ publishedAt: '2026-01-01T00:00:00.000Z' })
      .where('id', '=', moved)
      .execute();
    const rows = await sql<{ count: number }>`select count(*) as count from mention_words
      ${dialect === 'sqlite' ? sql`where mention_words match 'air'` : sql`where words @@ 'air'::tsquery`}`.execute(
      db(),
    );
    // On SQLite the place in the index is the date: whoever changes one indexes anew.
    expect(rows.rows[0]?.count).toBe(dialect === 'sqlite' ? 0 : 1);
  });

  test('an upgraded database is indexed again in steps, newest first, and says so until it is done', async () => {
    const old = await createEmptyDatabase(dialect);
    const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0006'));
    await new Migrator({ db: old.db, provider: { getMigrations: async () => before } }).migrateToLatest();
    await sql`insert into sources (id, title, collector, class, platform, enabled, interval_ms, silent_after_ms, options, next_run_at)
      values ('a', 'A', 'feed', 'online-media', 'web', 1, 1, 1, '{}', '2026-11-20T01:00:00.000Z')`.execute(old.db);
    for (let n = 0; n < 5; n += 1) {
      const at = `2026-11-2${n}T01:00:00.000Z`;
      const title = n === 3 ? null : 'Air Mati';
      await sql`insert into mentions (source_id, kind, platform, published_at, precision, language, content_hash, collected_at, title, text)
        values ('a', 'article', 'web', ${at}, 'exact', 'id', 'x', ${at}, ${title}, 'warga mengeluh')`.execute(old.db);
    }
    await migrate(old.db);
    await markKind(old.db, 'live', testRegion);
    const hits = async (query: string) =>
      (await searchMentions(old.db, { node: planOf(query), limit: 9 })).items.length;
    expect(await findReindexing(old.db)).toEqual({ upToId: 5 });
    expect(await hits('keluhan')).toBe(0);
    expect(await reindexSome(old.db, stemsOf, 2)).toEqual({ indexed: 2, remains: true });
    expect(await hits('keluhan')).toBe(2);
    expect(await hits('"mati warga"')).toBe(1);
    expect(await reindexSome(old.db, stemsOf, 2)).toEqual({ indexed: 2, remains: true });
    expect(await reindexSome(old.db, stemsOf, 2)).toEqual({ indexed: 1, remains: false });
    expect(await findReindexing(old.db)).toBeNull();
    expect(await reindexSome(old.db, stemsOf, 2)).toEqual({ indexed: 0, remains: false });
    expect(await hits('keluhan')).toBe(5);
    await old.close();
  });
});

/** The same by looking at the words. */
function isTrue(node: SearchNode, words: readonly string[]): boolean {
  switch (node.kind) {
    case 'phrase':
      return placesOf(node.words, words).length > 0;
    case 'near':
      return node.left.some((left) =>
        node.right.some((right) =>
          placesOf(left, words).some((a) =>
            placesOf(right, words).some((b) => {
              const between = a < b ? b - (a + left.length) : a - (b + right.length);
              return a === b || between <= node.distance;
            }),
          ),
        ),
      );
    case 'field':
      return node.id === 'web';
    case 'not':
      return !isTrue(node.part, words);
    case 'and':
      return node.parts.every((part) => isTrue(part, words));
    case 'or':
      return node.parts.some((part) => isTrue(part, words));
    default:
      throw new Error('not asked for here');
  }
}

function placesOf(phrase: readonly string[], words: readonly string[]): readonly number[] {
  return words.flatMap((_, start) => (phrase.every((word, index) => words[start + index] === word) ? [start] : []));
}
