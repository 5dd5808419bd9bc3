import { z } from 'zod';
import { type Actor, agencyScopeOf } from '../../core/access.ts';
import { RequestError } from '../../core/errors.ts';
import { queryFields } from '../../core/search-query.ts';
import { listEvidence } from '../../store/evidence.ts';
import { loadFacets } from '../../store/facets.ts';
import type { MentionView } from '../../store/mention-rows.ts';
import { findMention, listVersions } from '../../store/mentions.ts';
import { listMetrics } from '../../store/metrics.ts';
import type { Db } from '../../store/schema.ts';
import { findReindexing } from '../../store/search-index.ts';
import { isOfAgency, type MentionQuery, searchMentions } from '../../store/search-mentions.ts';
import { type ReadQuery, readQuery } from '../../store/search-query-text.ts';
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
import { facets, searchSaid } from '../schemas/search.ts';

const queryHelp =
  'Words that all occur, in any form (`keluhan` finds "dikeluhkan"); `"a phrase"`, `a OR b`, `-a`, `a NEAR/5 b`, parentheses, and filters: ' +
  `${queryFields.map((field) => `\`${field}:\``).join(' ')}. What cannot be understood is left out and named in \`search.problems\`.`;

const filters = {
  q: z.string().trim().min(1).max(500).optional().describe(queryHelp),
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
  unchecked: flag('Only what nobody has judged.'),
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
    summary: 'Search over all mentions, newest first or best first.',
    description:
      'Filters on verdicts (label, topic, agency, place, attention, target, hoax, about) leave out mentions that are not scored yet. ' +
      'Names of people who write posts and comments are personal data and are left out; `author` is given only for articles. ' +
      'Those who speak for an agency get what is about it or belongs to its issues.',
    input: z.strictObject({
      ...filters,
      ...period,
      ...paging,
      sort: z
        .enum(['newest', 'relevance'])
        .default('newest')
        .describe('`relevance`: of the newest hits, the best first; needs words in `q`.'),
    }),
    output: pageOf(mention).extend({ search: searchSaid }),
    csv: mentionCsv,
    async handle({ limit, cursor, sort, ...filter }, deps, actor) {
      const { query, read } = await toQuery(filter, deps, actor);
      const paged = { ...query, limit, sort, ...(cursor === undefined ? {} : { cursor }) };
      const { items, next, lookedAt, sort: order } = await searchMentions(deps.db, paged);
      return {
        items: items.map(toMentionBody),
        next,
        search: {
          read: read?.text ?? null,
          problems: read === null ? [] : [...read.problems],
          sort: order,
          lookedAt,
          indexing: (await findReindexing(deps.db)) !== null,
        },
      };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/mentions/facets',
    access: 'read-agency',
    tag: 'mentions',
    summary:
      'How the newest hits of a search divide by feeling, topic, agency, kecamatan, platform and class of source.',
    input: z.strictObject({ ...filters, ...period }),
    output: facets,
    async handle(filter, deps, actor) {
      const { query, read } = await toQuery(filter, deps, actor);
      const found = await loadFacets(deps.db, query);
      return { ...found, problems: read === null ? [] : [...read.problems] };
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
    async handle(input, { db }, actor) {
      const found = await getMention(db, input.id, actor);
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
    async handle(input, { db }, actor) {
      await getMention(db, input.id, actor);
      return { items: await listEvidence(db, input.id) };
    },
  }),
];

/** @throws RequestError 404 also for one that does not concern the actor's agency */
async function getMention(db: Db, id: number, actor: Actor): Promise<MentionView> {
  const found = await findMention(db, id);
  const scope = agencyScopeOf(actor);
  if (found !== null && (scope === null || (await isOfAgency(db, id, scope)))) return found;
  throw new RequestError(404, 'not-found', `Sebutan ${id} tidak ada.`);
}

type Filters = z.output<z.ZodObject<typeof filters & typeof period>>;

async function toQuery(
  { q, place, hoax, source, issue, from, to, ...filter }: Filters,
  { db, region, now, stemsOf }: ApiDeps,
  actor: Actor,
): Promise<{ readonly query: Omit<MentionQuery, 'limit'>; readonly read: ReadQuery | null }> {
  const read = q === undefined ? null : await readQuery({ db, region, now: now(), stemsOf }, q);
  const query = present({
    ...filter,
    node: read?.node ?? undefined,
    placeCode: place,
    hoaxClass: hoax,
    sourceId: source,
    issueId: issue,
    scope: agencyScopeOf(actor) ?? undefined,
    ...toPeriod({ from, to }, region.timezone),
  });
  return { query, read };
}
