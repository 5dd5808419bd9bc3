import { z } from 'zod';
import { largestWeight, longestTerm } from '../../core/office-lexicon.ts';
import { instant, label } from './common.ts';
import { line } from './written.ts';

/** A word or phrase, as typed. */
export const term = line(longestTerm).describe('A word, phrase or emoji; capitals do not matter.');
const isTenth = (value: number) => Math.abs(value * 10 - Math.round(value * 10)) < 1e-9;
const weightRule = `harus antara −${largestWeight} dan ${largestWeight}, bukan 0, dengan paling banyak satu angka di belakang koma`;
const isWeight = (value: number) => Math.abs(value) <= largestWeight && value !== 0 && isTenth(value);
export const weight = z
  .number()
  .refine(isWeight, weightRule)
  .describe(`−${largestWeight} (very bad) … ${largestWeight} (very good), in tenths, not 0.`);
export const weightParameter = z.coerce.number().refine(isWeight, weightRule);

const why = line(300).describe('Why, for those who look at the versions later.');
export const entryBody = z.strictObject({ term, weight, why }).meta({ id: 'LexiconEntryBody' });
export const removalBody = z.strictObject({ term, why }).meta({ id: 'LexiconRemovalBody' });
export const restoreBody = z.strictObject({ why }).meta({ id: 'LexiconRestoreBody' });

const entry = z.strictObject({ term: z.string(), weight: z.number() });
export const officeLexicon = z
  .strictObject({
    version: z.int().min(0).describe('0 while the office has never changed anything.'),
    entries: z.array(entry),
  })
  .meta({ id: 'OfficeLexicon', description: 'All words to which the office gives a weight of its own, by term.' });

export const savedLexicon = z.strictObject({ version: z.int().min(0), size: z.int().min(0) });

const listedTerm = z.strictObject({
  list: z.string().describe('File of the shipped lists: `id-core`.'),
  term: z.string(),
  weight: z.number().nullable().describe('−5 … 5; null in lists whose words carry no feeling.'),
  kind: z.string(),
  language: z.string().nullable(),
});

export const wordLookup = z
  .strictObject({
    term: z.string(),
    reading: z.array(z.string()).describe('As the program reads it: slang written out, endings of known words cut.'),
    lists: z.array(listedTerm),
    phrases: z.array(listedTerm).describe('Phrases of the lists that hold it.'),
    spellings: z.array(z.string()).describe('Other spellings that are read as it.'),
    learned: z.array(
      z.strictObject({
        word: z.string(),
        known: z.boolean().describe('False: only its letters tell the model something.'),
        points: z.number().describe("In points of an office's weight, in a text of 20 words about public matters."),
      }),
    ),
    office: z.number().nullable(),
    examples: z.array(z.strictObject({ id: z.int(), head: z.string(), publishedAt: instant, label })),
  })
  .meta({ id: 'WordLookup' });

export const changePreview = z
  .strictObject({
    term: z.string(),
    before: z.number().nullable(),
    after: z.number().nullable().describe('Null: the word is taken out.'),
    days: z.int(),
    found: z.int().describe('Mentions that may hold the word: of every three days the newest 150 at most.'),
    cut: z.boolean().describe('There were more in some of these days.'),
    looked: z.int().describe('Of those found, so many were looked at in the time, evenly spread.'),
    holding: z.int().describe('Of those looked at, hold the word.'),
    byHand: z.int().describe('Of those holding it, judged by a person: they stay.'),
    flipped: z.int(),
    flips: z.array(z.strictObject({ before: label, after: label, count: z.int() })),
    examples: z.array(z.strictObject({ id: z.int(), head: z.string(), before: label, after: label })),
  })
  .meta({ id: 'LexiconPreview' });

export const lexiconVersion = z
  .strictObject({
    version: z.int(),
    who: z.string(),
    why: z.string(),
    at: instant,
    size: z.int().describe('Words that it holds.'),
  })
  .meta({ id: 'LexiconVersion' });

export const entryChange = z.strictObject({
  term: z.string(),
  before: z.number().nullable(),
  after: z.number().nullable(),
});

export const wordProposal = z
  .strictObject({
    term: z.string(),
    direction: z.enum(['negative', 'positive']),
    weight: z.number(),
    agree: z.int().describe('Judged texts with the word that people moved that way.'),
    against: z.int().describe('Judged texts with the word that they moved the other way, or left.'),
    mended: z.int().describe('Of these, would come to what people said.'),
    broken: z.int().describe('Of these, would leave it.'),
  })
  .meta({ id: 'WordProposal' });

/** Named as `kentongan evaluate` and `kentongan adapt` read a labelled file. */
export const judgedText = z
  .strictObject({ title: z.string(), text: z.string(), sentiment: label })
  .meta({ id: 'JudgedText' });

const share = { accuracy: z.number(), macroF1: z.number() };
export const officeAccuracy = z
  .strictObject({
    texts: z.int(),
    few: z.boolean().describe('Fewer than 100: the figures may be chance.'),
    confirmed: z.int().describe('Texts of which the program says what the person said.'),
    ours: z.strictObject(share),
    plain: z.strictObject(share).describe('Our single words by the plain `sentiment` package.'),
    majority: z.strictObject({ ...share, label }).describe('Always the commonest label.'),
  })
  .meta({ id: 'OfficeAccuracy' });
