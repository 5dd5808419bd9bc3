import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadModels } from '../../src/app/models.ts';
import type { OfficeEntry, OfficeLexicon } from '../../src/core/office-lexicon.ts';
import type { ScoredDoc } from '../../src/core/score.ts';
import { emptyGazetteer } from '../../src/regions/gazetteer.ts';
import { createScorer } from '../../src/scoring/create-scorer.ts';
import { lexiconFiles, parseLexicons } from '../../src/text/parse-lexicons.ts';
import { region } from '../jobs/seed.ts';
import { smallLexiconFiles } from './small-lexicons.ts';

const models = loadModels();
type Files = Readonly<Record<string, string>>;
const parse = (files: Files) =>
  parseLexicons(Object.fromEntries(lexiconFiles.map((name) => [name, files[name] ?? ''])));
const own = { ...region, agencies: [{ id: 'PUPR', name: 'PUPR', aliases: ['dpupr'], topics: [], email: null }] };

interface Words {
  readonly files: Files;
  readonly office: readonly OfficeEntry[];
}
const start: Words = { files: smallLexiconFiles, office: [] };

function scorerOf({ files, office }: Words) {
  const lexicon: OfficeLexicon = { version: office.length === 0 ? 0 : 1, entries: office };
  return createScorer({
    lexicons: parse(files),
    models,
    region: own,
    otherRegencies: emptyGazetteer,
    office: () => lexicon,
  });
}

const verdictOf = (scorer: ReturnType<typeof scorerOf>, title: string | null, text: string): string => {
  const [scored] = scorer.score([{ id: '1', title, text, publishedAt: null, platform: null }]);
  const { versions: _, ...verdict } = scored as ScoredDoc;
  return JSON.stringify(verdict);
};
const finderOf = (before: Words, after: Words) => {
  const found = scorerOf(after).changesSince({ lexicons: parse(before.files), office: before.office });
  if (found === null) throw new Error('the change cannot be told');
  return found;
};
const withRow = (files: Files, name: string, row: string): Files => ({
  ...files,
  [name]: `${files[name]}\n${row.replaceAll('|', '\t')}`,
});
const withoutRow = (files: Files, name: string, nth: number): Files => {
  const rows = (files[name] ?? '').split('\n');
  if (rows.length < 3) return files;
  const at = 1 + (nth % (rows.length - 1));
  return { ...files, [name]: rows.filter((_, index) => index !== at).join('\n') };
};
const office = (...entries: readonly (readonly [string, number])[]): Words => ({
  files: smallLexiconFiles,
  office: entries.map(([term, weight]) => ({ term, weight })),
});

describe('what a change of words touches', () => {
  test.each([
    ['a word', withRow(smallLexiconFiles, 'id-core.tsv', 'mangkrak|-2|failure'), 'Proyek mangkrak lagi.'],
    ['a word drawn out', withRow(smallLexiconFiles, 'id-core.tsv', 'mangkrak|-2|failure'), 'Mangkraaak terus!'],
    ['a word with an ending', withRow(smallLexiconFiles, 'id-core.tsv', 'mangkrak|-2|failure'), 'soal mangkraknya'],
    ['a root', withRow(smallLexiconFiles, 'topics.tsv', 'pertanian|panggul|2'), 'warga memanggulnya pulang'],
    ['a hashtag', withRow(smallLexiconFiles, 'id-core.tsv', 'mangkrak|-2|failure'), 'lihat #ProyekMangkrak'],
    ['a double word', withRow(smallLexiconFiles, 'id-core.tsv', 'molor|-2|failure'), 'kok molor-molor dan molor2'],
    ['slang', withRow(smallLexiconFiles, 'slang.tsv', 'rsk|rusak'), 'jalan rsk'],
    ['a negator', withRow(smallLexiconFiles, 'negators.tsv', 'nggak|3'), 'nggak bagus'],
    ['a phrase', withRow(smallLexiconFiles, 'id-core.tsv', 'mati lampu|-2|failure'), 'Mati lampu lagi'],
    ['furniture', withRow(smallLexiconFiles, 'furniture.tsv', 'penulis|credit'), 'Jalan.\nPenulis: Rusak Parah'],
    ['a host', withRow(smallLexiconFiles, 'hoax.tsv', 'bitly.test|bait|2'), 'buka https://bitly.test/abc ya'],
    ['a local word', withRow(smallLexiconFiles, 'glossary.tsv', 'jv|grimis|hujan'), 'wis grimis'],
    ['an emoji', withRow(smallLexiconFiles, 'emoji.tsv', '🥳|2|praise'), 'asyik 🥳'],
  ])('%s is told', (_name, files, text) => {
    const finder = finderOf(start, { files, office: [] });
    expect(finder(null, text)).toBe(true);
    expect(finder(text, 'Cuaca cerah.')).toBe(true);
    expect(finder(null, 'Warga menanam padi di sawah.')).toBe(false);
  });

  test.each([
    ['Kantor itu ambyar.', true],
    ['Ambyarnya kantor itu.', true],
    ['AMBYARRR!', true],
    ['Ambyarisme itu apa?', false],
    ['Kantor itu bagus.', false],
  ])('an office word: %s %s', (text, expected) => {
    expect(finderOf(start, office(['ambyar', -3]))(null, text)).toBe(expected);
    expect(finderOf(office(['ambyar', -3]), start)(null, text)).toBe(expected);
    expect(finderOf(office(['ambyar', -3]), office(['ambyar', -2]))(null, text)).toBe(expected);
    expect(finderOf(office(['ambyar', -3]), office(['ambyar', -3]))(null, text)).toBe(false);
  });

  test('a phrase is told only where all of it can stand', () => {
    const finder = finderOf(start, office(['tidak becus', -3]));
    expect(finder(null, 'Mereka gk becusnya minta ampun')).toBe(true);
    expect(finder(null, 'tidak ada yang datang')).toBe(false);
  });

  test('a phrase whose first word hides the shorter form of another is told', () => {
    const before = office(['heboh', -2]);
    const after = office(['heboh', -2], ['hebohnya warga', 2]);
    expect(verdictOf(scorerOf(before), null, 'Hebohnya orang sekampung kemarin sore')).not.toBe(
      verdictOf(scorerOf(after), null, 'Hebohnya orang sekampung kemarin sore'),
    );
    expect(finderOf(before, after)(null, 'Hebohnya orang sekampung kemarin sore')).toBe(true);
  });

  test('texts that are not told have the same verdict, whatever changes', () => {
    const bases =
      'mangkrak molor rusak bagus banjir tidak gk bgs jalan air keruh sakit rumah mati lampu dalan apik ambyar heboh kurang sangat tapi membantah hoaks kabar pdam upacara malang era warga menanggapi meningkat stunting 👍 😡 tags editor bitly.test 123'.split(
        ' ',
      );
    const base = fc.constantFrom(...bases);
    const affixed = fc
      .tuple(
        fc.constantFrom('', '', '', 'me', 'ber', 'pem', 'di', 'ke', '#'),
        base,
        fc.constantFrom('', '', '', 'nya', 'lah', 'nyalah', 'an', 'kan', '2', 'kkkk'),
      )
      .map((pieces) => pieces.join(''));
    const doubled = base.map((word) => `${word}-${word}`);
    const shouted = affixed.map((word) => word.toUpperCase());
    const word = fc.oneof({ weight: 5, arbitrary: affixed }, base, doubled, shouted, fc.constant('ｒｕｓａｋ'));
    const sign = fc.constantFrom(' ', ' ', ' ', ' ', ', ', '. ', '! ', '\n', ': ', ' https://bitly.test/', '-');
    const text = fc
      .array(fc.tuple(word, sign), { minLength: 1, maxLength: 14 })
      .map((pairs) => pairs.map((pair) => pair.join('')).join(''));
    const term = fc.oneof(
      base,
      affixed.filter((each) => /^[a-z]+$/.test(each)),
      fc.tuple(base, base).map((pair) => pair.join(' ')),
      fc.tuple(base, base, base).map((three) => three.join(' ')),
    );
    const weight = fc.constantFrom(-3, -1, 1, 2.5);
    const row = fc.oneof(
      fc
        .tuple(fc.constantFrom('id-core.tsv', 'jv.tsv', 'emoji.tsv'), term, weight)
        .map(([name, each, points]) => [name, `${each}|${points}|failure`] as const),
      fc.tuple(base, term).map(([form, each]) => ['slang.tsv', `${form}|${each}`] as const),
      term.map((each) => ['negators.tsv', `${each}|3`] as const),
      term.map((each) => ['intensifiers.tsv', `${each}|1.5|before`] as const),
      term.map((each) => ['contrast.tsv', each] as const),
      fc
        .tuple(term, fc.constantFrom('bait', 'debunk', 'spread'))
        .map(([each, kind]) => ['hoax.tsv', `${each}|${kind}|3`] as const),
      term.map((each) => ['topics.tsv', `kesehatan|${each}|3`] as const),
      term.map((each) => ['agency-hints.tsv', `PUPR|${each}|3`] as const),
      term.map((each) => ['government.tsv', `${each}|body`] as const),
      term.map((each) => ['reporting.tsv', `${each}|deny`] as const),
      fc
        .tuple(term, fc.constantFrom('credit', 'opener', 'line'))
        .map(([each, kind]) => ['furniture.tsv', `${each}|${kind}`] as const),
      term.map((each) => ['directions.tsv', `${each}|bad-when-up`] as const),
      fc.tuple(base, base).map(([form, each]) => ['glossary.tsv', `jv|${form}|${each}`] as const),
      base.map((each) => ['id-words.tsv', each] as const),
      base.map((each) => ['su-words.tsv', each] as const),
    );
    const addition = row.map(
      ([name, line]) =>
        (words: Words): Words => ({ ...words, files: withRow(words.files, name, line) }),
    );
    const removal = fc
      .tuple(
        fc.constantFrom(...lexiconFiles.filter((name) => name !== 'agencies.tsv' && name !== 'synonyms.tsv')),
        fc.nat(30),
      )
      .map(
        ([name, nth]) =>
          (words: Words): Words => ({ ...words, files: withoutRow(words.files, name, nth) }),
      );
    const typed = fc.tuple(term, weight).map(
      ([each, points]) =>
        (words: Words): Words => ({
          ...words,
          office: [...words.office.filter((entry) => entry.term !== each), { term: each, weight: points }],
        }),
    );
    const change = fc.oneof(addition, removal, typed);
    const sane = (words: Words): boolean => {
      try {
        parse(words.files);
        return true;
      } catch {
        // A row that stands there already.
        return false;
      }
    };
    const grown = (changes: readonly ((words: Words) => Words)[], from: Words): Words =>
      changes.reduce((words, each) => (sane(each(words)) ? each(words) : words), from);

    let left = 0;
    let changed = 0;
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 4 }),
        fc.array(change, { minLength: 1, maxLength: 2 }),
        fc.array(fc.tuple(fc.option(text), text), { minLength: 40, maxLength: 40 }),
        (first, second, texts) => {
          const before = grown(first, start);
          const after = grown(second, before);
          const [old, fresh] = [scorerOf(before), scorerOf(after)];
          for (const [from, to, judgedFrom, judgedTo] of [
            [before, after, old, fresh],
            [after, before, fresh, old],
          ] as const) {
            const finder = finderOf(from, to);
            for (const [title, body] of texts) {
              const same = verdictOf(judgedFrom, title, body) === verdictOf(judgedTo, title, body);
              const touched = finder(title, body);
              if (!touched) expect({ title, body, same }).toEqual({ title, body, same: true });
              left += touched ? 0 : 1;
              changed += same ? 0 : 1;
            }
          }
        },
      ),
      { numRuns: 45 },
    );
    // Neither is everything told, nor is nothing changed.
    expect(left).toBeGreaterThan(40);
    expect(changed).toBeGreaterThan(40);
  });
});
