import { describe, expect, test } from 'vitest';
import { createFieldNames } from '../../src/core/search-fields.ts';
import { planSearch, type SearchNode } from '../../src/core/search-plan.ts';
import { parseQuery } from '../../src/core/search-query-parser.ts';
import { loadFacets, searchWithFacets } from '../../src/store/facets.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { saveScores } from '../../src/store/scores.ts';
import { searchMentions } from '../../src/store/search-mentions.ts';
import { syncSources } from '../../src/store/sources.ts';
import { stemsOf } from '../../src/text/stems.ts';
import { region } from '../api/seed.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeScored, makeSource, testNow } from '../support/make.ts';
import { expectations, type Name, texts } from './search-set.ts';

const names = Object.keys(texts) as Name[];

function planOf(query: string): SearchNode {
  const { tree } = parseQuery(query, createFieldNames(region, []));
  const { node } = planSearch(tree, { stemsOf, now: testNow, zone: 'Asia/Jakarta' });
  if (node === null) throw new Error(`nothing to search for: ${query}`);
  return node;
}

/** One set, one language of queries, one answer: whichever database holds it, in one month or in many. */
describe.each(dialects)('the shared set on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const nameOf = new Map<number, string>();

  /** @param published the nth text's time */
  async function fill(collected: (n: number) => string, published: (n: number) => string): Promise<void> {
    await syncSources(db(), [makeSource(), makeSource({ id: 'warga', class: 'community' })], testNow);
    for (const [n, name] of names.entries()) {
      const text = texts[name];
      const draft = makeDraft({
        ...{ keys: [`url:${name}`], title: null, text, stems: stemsOf(text).join(' '), contentHash: name },
        ...{ publishedAt: published(n), platform: n % 2 === 0 ? 'web' : 'facebook' },
      });
      const step = { sourceId: n % 3 === 0 ? 'warga' : 'kabar-uji', drafts: [draft], cursor: null, rejected: 0 };
      const { stored } = await saveStep(db(), { ...step, now: new Date(collected(n)) });
      nameOf.set(stored[0] ?? 0, name);
      const scored = makeScored({ label: n % 2 === 0 ? 'negative' : 'positive' });
      await saveScores(db(), [{ mentionId: stored[0] ?? 0, contentHash: name, scored, stamp: 's' }], testNow);
    }
  }

  const day = (n: number) => `2026-0${1 + Math.floor(n / 2)}-${10 + (n % 2)}T01:00:00.000Z`;

  async function find(query: string, limit = 50, sort: 'newest' | 'relevance' = 'newest'): Promise<string[]> {
    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await searchMentions(db(), {
        ...{ node: planOf(query), limit, sort },
        ...(cursor === '' ? {} : { cursor }),
      });
      found.push(...page.items.map(({ id }) => nameOf.get(id) ?? `${id}`));
      cursor = page.next;
    }
    return found;
  }

  test('is found as it should, over all months', async () => {
    await fill(day, day);
    for (const [query, expected] of expectations) expect([query, await find(query)]).toEqual([query, expected]);
    for (const [query, expected] of expectations) expect([query, await find(query, 1)]).toEqual([query, expected]);
  });

  test('a page that comes with its facets is the page without them', async () => {
    await fill(day, day);
    for (const [query] of expectations) {
      for (const limit of [1, 50]) {
        const asked = { node: planOf(query), limit, sort: 'newest' } as const;
        const { found, facets } = await searchWithFacets(db(), asked, 3);
        expect([query, found]).toEqual([query, await searchMentions(db(), asked)]);
        expect([query, facets]).toEqual([query, await loadFacets(db(), { node: asked.node }, 3)]);
      }
    }
  });

  test('is found newest first also when old news is collected late', async () => {
    await fill(day, (n) => day((n * 5) % names.length));
    const order = names.map((_, n) => names[names.findIndex((__, m) => (m * 5) % names.length === n)]).reverse();
    for (const limit of [1, 3, 50]) expect(await find('-tidakada', limit), `${limit}`).toEqual(order);
    for (const [query, expected] of expectations) {
      expect([query, (await find(query, 2)).sort()]).toEqual([query, [...expected].sort()]);
    }
  });

  test.each<[string, readonly Name[]]>([
    ['jalan sentimen:positif', ['perbaikan']],
    ['jalan -sentimen:positif', ['jalanJalan', 'jalanRusak']],
    ['(air platform:facebook) OR dokter', ['dokter', 'airMati']],
    ['mati platform:web', ['matiAir']],
    ['mati kelas:warga', ['airMati']],
    ['dan dari:2026-03-01', ['henti', 'jawa', 'akun']],
    ['dan sampai:2026-05-01', ['akun', 'perbaikan']],
    ['-jalan -air -dan sentimen:negatif', ['mempertanggungjawabkan', 'panjang', 'asing']],
  ])('with fields: %s', async (query, expected) => {
    await fill(day, day);
    expect(await find(query)).toEqual(expected);
  });

  test.each<[string, readonly Name[]]>([
    // Said more often in less text; a rare word weighs more than a frequent one; of equals the newer.
    ['air', ['airMati', 'matiAir']],
    ['jalan', ['jalanJalan', 'jalanRusak', 'perbaikan']],
    ['dan OR pertanggungjawaban', ['mempertanggungjawabkan', 'jawa', 'henti', 'akun', 'perbaikan']],
    ['dan OR jalan', ['perbaikan', 'jalanJalan', 'jalanRusak', 'jawa', 'henti', 'akun']],
    ['warga OR air', ['airMati', 'jalanRusak', 'matiAir', 'jalanJalan']],
    ['lalu OR mati', ['matiAir', 'airMati', 'panjang']],
  ])('the best first: %s', async (query, expected) => {
    await fill(day, day);
    expect(await find(query, 50, 'relevance')).toEqual(expected);
    expect(await find(query, 1, 'relevance')).toEqual(expected);
  });
});
