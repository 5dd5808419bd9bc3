import { z } from 'zod';
import { RequestError } from '../../core/errors.ts';
import { listEvidence } from '../../store/evidence.ts';
import type { MentionView } from '../../store/mention-rows.ts';
import { findMention, listVersions } from '../../store/mentions.ts';
import { listMetrics } from '../../store/metrics.ts';
import type { Db } from '../../store/schema.ts';
import { searchMentions } from '../../store/search-mentions.ts';
import type { ApiDeps } from '../deps.ts';
import { type CsvShape, defineRoute } from '../route.ts';
import {
  attention,
  type Body,
  flag,
  hoaxClass,
  id,
  label,
  pageOf,
  paging,
  period,
  platform,
  present,
  regencyCode,
  target,
  toPeriod,
  topic,
  word,
} from '../schemas/common.ts';
import {
  evidenceEntry,
  mention,
  mentionVersion,
  metrics,
  toMentionBody,
  toMetricsBody,
  toVersionBody,
} from '../schemas/mention.ts';

const filters = {
  q: word.optional().describe('Words that all occur, in any form: `keluhan` finds "dikeluhkan".'),
  label: label.optional(),
  topic: topic.optional(),
  agency: word.optional().describe('Short name of an agency (OPD): `PUPR`.'),
  place: z
    .string()
    .regex(/^\d\d(\.\d+){1,3}$/, 'harus berupa kode wilayah seperti 35.16.15')
    .optional()
    .describe('Code of a kecamatan (finds its desa too) or desa.'),
  attention: attention.optional(),
  target: target.optional(),
  hoax: hoaxClass.optional(),
  about: regencyCode.optional().describe('Regency that the text is about.'),
  relevantOnly: flag("Only what is about this installation's regency."),
  platform: platform.optional(),
  source: word.optional().describe('Id of a source.'),
  issue: id.optional().describe('Id of an issue.'),
  includeSetAside: flag('Also what was set aside, for instance gambling spam.'),
};

/** Excel shows at most 32,767 characters in a cell. */
const maxCell = 32_000;

export const mentionCsv: CsvShape<Body<typeof mention>> = {
  filename: 'sebutan.csv',
  columns: [
    { header: 'id', value: (item) => item.id },
    { header: 'publishedAt', value: (item) => item.publishedAt },
    { header: 'source', value: (item) => item.source.title },
    { header: 'publisher', value: (item) => item.publisher },
    { header: 'class', value: (item) => item.source.class },
    { header: 'platform', value: (item) => item.platform },
    { header: 'kind', value: (item) => item.kind },
    { header: 'title', value: (item) => item.title },
    { header: 'text', value: (item) => item.text.slice(0, maxCell) },
    { header: 'url', value: (item) => item.url },
    { header: 'language', value: (item) => item.language },
    { header: 'about', value: (item) => item.score?.relevance.about ?? null },
    { header: 'label', value: (item) => item.score?.sentiment.label ?? 'unscored' },
    { header: 'value', value: (item) => item.score?.sentiment.value ?? null },
    { header: 'confidence', value: (item) => item.score?.sentiment.confidence ?? null },
    { header: 'attention', value: (item) => item.score?.attention ?? null },
    { header: 'target', value: (item) => item.score?.target ?? null },
    { header: 'hoax', value: (item) => item.score?.hoax.class ?? null },
    { header: 'topic', value: (item) => item.score?.topic ?? null },
    { header: 'agency', value: (item) => item.score?.agency ?? null },
    { header: 'places', value: (item) => [...new Set(item.score?.places.map(({ name }) => name))].join('; ') },
    { header: 'issue', value: (item) => item.issueId },
    { header: 'likes', value: (item) => item.metrics?.likes ?? null },
    { header: 'comments', value: (item) => item.metrics?.comments ?? null },
    { header: 'shares', value: (item) => item.metrics?.shares ?? null },
    { header: 'views', value: (item) => item.metrics?.views ?? null },
  ],
};

export const mentionRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/mentions',
    access: 'read-agency',
    tag: 'mentions',
    summary: 'Search over all mentions, newest first.',
    description:
      'Filters on verdicts (label, topic, agency, place, attention, target, hoax, about) leave out mentions that are not scored yet. ' +
      'Names of people who write posts and comments are personal data and are left out; `author` is given only for articles.',
    input: z.strictObject({ ...filters, ...period, ...paging }),
    output: pageOf(mention),
    csv: mentionCsv,
    async handle({ q, place, hoax, source, issue, from, to, limit, ...filter }, deps) {
      const query = present({
        ...filter,
        ...stemsQuery(q, deps),
        placeCode: place,
        hoaxClass: hoax,
        sourceId: source,
        issueId: issue,
        ...toPeriod({ from, to }, deps.region.timezone),
      });
      const { items, next } = await searchMentions(deps.db, { ...query, limit });
      return { items: items.map(toMentionBody), next };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/mentions/:id',
    access: 'read-agency',
    tag: 'mentions',
    summary: 'One mention with the texts it had before later edits and its counts over time, both oldest first.',
    input: z.strictObject({ id }),
    output: mention
      .extend({
        versions: z.array(mentionVersion),
        metricsOverTime: z.array(metrics).describe('Every count that differed from the one before.'),
      })
      .meta({ id: 'MentionWithVersions' }),
    async handle(input, { db }) {
      const found = await getMention(db, input.id);
      return {
        ...toMentionBody(found),
        versions: (await listVersions(db, input.id)).map(toVersionBody),
        metricsOverTime: (await listMetrics(db, input.id)).map(toMetricsBody),
      };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/mentions/:id/evidence',
    access: 'read',
    tag: 'mentions',
    summary: 'The answers that a mention was made of, oldest first.',
    description: 'Where and when each was fetched and the hash of what came; the answers themselves are not given out.',
    input: z.strictObject({ id }),
    output: z.strictObject({ items: z.array(evidenceEntry) }),
    async handle(input, { db }) {
      await getMention(db, input.id);
      return { items: await listEvidence(db, input.id) };
    },
  }),
];

/** @throws RequestError 404 */
async function getMention(db: Db, id: number): Promise<MentionView> {
  const found = await findMention(db, id);
  if (found === null) throw new RequestError(404, 'not-found', `Sebutan ${id} tidak ada.`);
  return found;
}

/** A search text without any word (`!!!`) finds nothing; an absent one does not filter. */
function stemsQuery(q: string | undefined, deps: ApiDeps): { stems?: readonly string[] } {
  if (q === undefined) return {};
  const stems = deps.stemsOf(q);
  return { stems: stems.length === 0 ? [''] : stems };
}
