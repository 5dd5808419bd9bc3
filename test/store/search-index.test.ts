import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { saveStep } from '../../src/store/save-step.ts';
import { toWords } from '../../src/store/search-index.ts';
import { searchMentions } from '../../src/store/search-mentions.ts';
import { syncSources } from '../../src/store/sources.ts';
import { stemsOf } from '../../src/text/stems.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeSource, testNow } from '../support/make.ts';

describe('toWords', () => {
  test.each([
    ['keluh jalan keluh', ['keluh', 'jalan']],
    ['anak-anak, PUPR/Dinkes! e@mail.id', ['anak', 'pupr', 'dinkes', 'e', 'mail', 'id']],
    ['Rp38,6 35.16', ['rp38', '6', '35', '16']],
    ['ＢＡＮＪＩＲ ﬁle', ['banjir', 'file']],
    ['ꦗꦮ é kafé', ['ꦗꦮ', 'é', 'kafé']],
    ['\' " * ( ) : & | ! <-> \\ \0', []],
    ['', []],
    ['a'.repeat(500), ['a'.repeat(60)]],
  ])('%j', (stems, words) => {
    expect(toWords(stems)).toEqual(words);
  });

  test('a huge text keeps a bounded number of words', () => {
    const words = toWords(Array.from({ length: 200_000 }, (_, n) => `kata${n}`).join(' '));
    expect(words.length).toBeGreaterThan(10_000);
    expect(words.join(' ').length).toBeLessThan(250_000);
  });
});

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  beforeEach(() => syncSources(db(), [makeSource()], testNow));

  async function save(...texts: readonly string[]): Promise<readonly number[]> {
    const drafts = texts.map((text, n) =>
      makeDraft({ keys: [`url:${n}`], title: null, text, stems: stemsOf(text).join(' ') }),
    );
    return (await saveStep(db(), { sourceId: 'kabar-uji', drafts, cursor: null, rejected: 0, now: testNow })).stored;
  }

  async function find(query: string): Promise<number[]> {
    return (await searchMentions(db(), { stems: stemsOf(query), limit: 50 })).items.map((item) => item.id);
  }

  test('"keluhan" finds "dikeluhkan" and "mengeluhkan"', async () => {
    const [passive = 0, active = 0] = await save(
      'Jalan rusak di Kemlagi dikeluhkan warga.',
      'Warga mengeluhkan sampah pasar.',
      'Pemerintah meresmikan jembatan.',
    );
    expect((await find('keluhan')).sort((a, b) => a - b)).toEqual([passive, active]);
    expect(await find('keluhan sampah')).toEqual([active]);
    expect(await find('keluhan jembatan')).toEqual([]);
    expect(await find('KELUHAN, sampah!')).toEqual([active]);
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
    for (const [index, word] of ['ꦗꦮ', '38', 'NOT', 'd', 'hujan', 'слово'].entries()) {
      expect((await searchMentions(db(), { stems: [word], limit: 5 })).items.map((item) => item.id)).toEqual([
        ids[index],
      ]);
    }
    for (const nonsense of ['"', "'", '*', '& |', 'zzz*', '!dana', 'stems:dana', '\0', '()', 'NOT dana AND tidakada']) {
      expect((await searchMentions(db(), { stems: [nonsense, 'tidakada'], limit: 5 })).items).toEqual([]);
      await searchMentions(db(), { stems: [nonsense], limit: 5 });
    }
    expect((await searchMentions(db(), { stems: ['***'], limit: 5 })).items).toEqual([]);
    expect((await searchMentions(db(), { stems: [], limit: 50 })).items).toHaveLength(texts.length);
  });

  test('a mention is found by exactly the words it was indexed with', async () => {
    const word = fc.oneof(fc.constantFrom('jalan', 'rusak', 'x-y', 'é'), fc.string({ unit: 'grapheme', maxLength: 6 }));
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 8 }), word, async (words, asked) => {
        const stems = words.join(' ');
        const draft = makeDraft({
          keys: ['url:one'],
          title: null,
          text: stems,
          stems,
          contentHash: `hash ${Math.random()}`,
        });
        await saveStep(db(), { sourceId: 'kabar-uji', drafts: [draft], cursor: null, rejected: 0, now: testNow });
        const held = new Set(toWords(stems));
        const wanted = toWords(asked);
        const { items } = await searchMentions(db(), { stems: [asked], limit: 5 });
        const all = asked !== '' && wanted.length > 0 && wanted.every((one) => held.has(one));
        expect(items).toHaveLength(all ? 1 : 0);
      }),
      { numRuns: 150 },
    );
  });
});
