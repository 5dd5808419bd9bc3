import { z } from 'zod';
import { RequestError } from '../../core/errors.ts';
import { compareEntries, longestTerm, type OfficeLexicon, tidyTerm } from '../../core/office-lexicon.ts';
import { type JudgedText, listJudgedTexts } from '../../store/corrections-texts.ts';
import { findLexicon, listLexiconVersions } from '../../store/lexicon-changes.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import { type Body, pageOf, paging, present } from '../schemas/common.ts';
import {
  changePreview,
  entryBody,
  entryChange,
  judgedText,
  lexiconVersion,
  officeAccuracy,
  officeLexicon,
  removalBody,
  restoreBody,
  savedLexicon,
  term,
  weightParameter,
  wordLookup,
  wordProposal,
} from '../schemas/lexicon.ts';

const tag = 'lexicon';
const noInput = z.strictObject({});
const versionNumber = z.coerce.number().int().min(0).max(1_000_000_000);

const savedBody = ({ version, entries }: OfficeLexicon): Body<typeof savedLexicon> => ({
  version,
  size: entries.length,
});

export const lexiconRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/lexicon',
    access: 'read',
    tag,
    summary: 'The words to which the office gives weights of its own.',
    input: noInput,
    output: officeLexicon,
    async handle(_input, { lexicon }) {
      return lexicon.current();
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/lexicon/words/:term',
    access: 'read',
    tag,
    summary:
      'All that lists, model and office know of a word or phrase, with mentions of the last 30 days that hold it.',
    input: z.strictObject({ term: z.string().trim().min(1).max(longestTerm) }),
    output: wordLookup,
    async handle(input, { lexicon }) {
      return { ...lexicon.lookUp(input.term), examples: await lexicon.examples(input.term) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/lexicon/preview',
    access: 'lexicon',
    tag,
    summary: 'Which mentions of the last 30 days would get another feeling if a word had this weight. Changes nothing.',
    description: 'Takes up to four seconds; the answer says how many mentions it could look at.',
    input: z.strictObject({ term, weight: weightParameter.optional().describe('Absent: the word is taken out.') }),
    output: changePreview,
    handle: (input, { lexicon }) => lexicon.preview(input.term, input.weight ?? null),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/lexicon/words',
    access: 'lexicon',
    tag,
    summary: 'Gives a word a weight. Everything is scored again in the background.',
    description: 'Makes a new version, unless the word has that weight already.',
    input: noInput,
    body: entryBody,
    output: savedLexicon,
    async write({ body, who }, { lexicon }) {
      const entry = parseBody(entryBody, body);
      return savedBody(await lexicon.change(entry.term, entry.weight, { who, why: entry.why }));
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/lexicon/words',
    access: 'lexicon',
    tag,
    summary: "Takes the office's weight of a word away, as a new version.",
    input: noInput,
    body: removalBody,
    output: savedLexicon,
    async write({ body, who }, { lexicon }) {
      const removal = parseBody(removalBody, body);
      const wanted = tidyTerm(removal.term);
      if (!lexicon.current().entries.some((entry) => entry.term === wanted)) {
        throw new RequestError(404, 'not-found', `Leksikon kantor tidak memuat “${wanted}”.`);
      }
      return savedBody(await lexicon.change(removal.term, null, { who, why: removal.why }));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/lexicon/versions',
    access: 'read',
    tag,
    summary: "Versions of the office's words, newest first.",
    input: z.strictObject({ limit: paging.limit, cursor: z.coerce.number().int().min(1).optional() }),
    output: pageOf(lexiconVersion),
    async handle({ limit, cursor }, { db }) {
      const found = await listLexiconVersions(db, { limit: limit + 1, ...present({ before: cursor }) });
      const items = found.slice(0, limit);
      return { items, next: found.length > limit ? String(items.at(-1)?.version) : null };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/lexicon/versions/:version/changes',
    access: 'read',
    tag,
    summary: 'What is different from one version to another.',
    input: z.strictObject({
      version: versionNumber,
      from: versionNumber.optional().describe('The version before if absent; 0 holds no words.'),
    }),
    output: z.strictObject({ items: z.array(entryChange) }),
    async handle({ version, from }, { db }) {
      const after = await findLexicon(db, version);
      const before = await findLexicon(db, from ?? Math.max(0, version - 1));
      if (after === null || before === null) throw new RequestError(404, 'not-found', 'Versi itu tidak ada.');
      return { items: compareEntries(before.entries, after.entries) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/lexicon/versions/:version/restore',
    access: 'lexicon',
    tag,
    summary: 'Uses the words of an earlier version again, as a new version; 0 takes all out.',
    input: z.strictObject({ version: versionNumber }),
    body: restoreBody,
    output: savedLexicon,
    async write({ input, body, who }, { lexicon }) {
      const { why } = parseBody(restoreBody, body);
      return savedBody(await lexicon.restore(input.version, { who, why }));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/lexicon/proposals',
    access: 'read',
    tag,
    summary: 'Words that the verdicts of people speak for, with what a weight would do to the texts that they judged.',
    input: noInput,
    output: z.strictObject({ texts: z.int().describe('Judged texts that were read.'), items: z.array(wordProposal) }),
    handle: (_input, { lexicon }) => lexicon.proposals(),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/lexicon/evaluation',
    access: 'lexicon',
    tag,
    summary: "The office's own evaluation set: texts with the feeling that people found in them, newest verdict first.",
    description:
      'As CSV or NDJSON it is a file that `kentongan evaluate` and `kentongan adapt` read. Texts only: neither authors nor addresses.',
    input: z.strictObject(paging),
    output: pageOf(judgedText),
    csv: {
      filename: 'himpunan-uji.csv',
      columns: [
        { header: 'title', value: (item) => item.title },
        { header: 'text', value: (item) => item.text },
        { header: 'sentiment', value: (item) => item.sentiment },
      ],
    },
    trailOf: () => ({ object: 'lexicon:evaluation', detail: {} }),
    async handle(query, { db }) {
      const { items, next } = await listJudgedTexts(db, { limit: query.limit, ...present({ cursor: query.cursor }) });
      return { items: items.map(toTextBody), next };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/lexicon/accuracy',
    access: 'read',
    tag,
    summary: 'How the program does on the texts that people have judged, beside what costs nothing.',
    description: 'People judge what strikes them as wrong: on all that is collected the program does better.',
    input: noInput,
    output: z.strictObject({ accuracy: officeAccuracy.nullable().describe('Null while nobody has judged a text.') }),
    async handle(_input, { lexicon }) {
      return { accuracy: await lexicon.accuracy() };
    },
  }),
];

function toTextBody({ title, text, label }: JudgedText): Body<typeof judgedText> {
  return { title: title ?? '', text, sentiment: label };
}
