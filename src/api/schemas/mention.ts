import { z } from 'zod';
import { type StoredScore, verdicts } from '../../core/correction.ts';
import { toWebAddress } from '../../core/web-address.ts';
import type { MentionView } from '../../store/mention-rows.ts';
import type { MentionVersion } from '../../store/mentions.ts';
import type { MetricSnapshot } from '../../store/metrics.ts';
import {
  attention,
  type Body,
  hoaxClass,
  instant,
  kind,
  label,
  platform,
  sourceClass,
  target,
  topic,
} from './common.ts';

const span = { start: z.int().min(0), end: z.int().min(0) };
const field = z.enum(['title', 'text']);

const evidence = z
  .strictObject({ field, ...span, text: z.string(), weight: z.number(), rule: z.string() })
  .meta({ id: 'Evidence', description: 'A span of `field` that made the verdict; offsets are UTF-16 units.' });

const score = z
  .strictObject({
    language: z.string(),
    relevance: z.strictObject({
      about: z.string().nullable().describe('Regency code, `35.16`.'),
      level: z.enum(['regency', 'city', 'elsewhere']),
      confidence: z.number(),
      why: z.array(z.string()),
    }),
    sentiment: z.strictObject({
      label,
      value: z.number().describe('−1 … 1'),
      confidence: z.number().describe('0 … 1; low means not enough signal, not neutral.'),
      evidence: z.array(evidence),
    }),
    target,
    attention: attention.describe('none hijau · watch kuning ("berpotensi negatif") · alert merah'),
    reasons: z.array(z.string()),
    hoax: z.strictObject({
      class: hoaxClass,
      value: z.number(),
      evidence: z.array(evidence),
      matches: z.array(z.strictObject({ claimId: z.string(), similarity: z.number(), url: z.string().nullable() })),
    }),
    topic,
    agency: z.string().nullable(),
    places: z.array(z.strictObject({ code: z.string(), name: z.string(), field, ...span })),
    versions: z.strictObject({ sentiment: z.number(), lexicon: z.string() }),
  })
  .meta({ id: 'Score' });

const count = z.int().nullable();

export const metrics = z
  .strictObject({
    at: instant.describe('When it was counted.'),
    likes: count,
    comments: count,
    shares: count,
    views: count,
    others: z.record(z.string(), z.number()).describe('Counts of this platform alone, by its own names.'),
  })
  .meta({
    id: 'Metrics',
    description: 'What people did with a post, as the platform counts it; null where it does not say.',
  });

export const mention = z
  .strictObject({
    id: z.int(),
    source: z.strictObject({ id: z.string(), title: z.string(), class: sourceClass }),
    kind,
    platform,
    url: z.string().nullable(),
    title: z.string().nullable(),
    text: z.string(),
    author: z
      .string()
      .nullable()
      .describe('Only of articles: who writes posts and comments is personal data, which this API leaves out.'),
    publisher: z.string().nullable().describe('Who printed it when that is not the source itself.'),
    publishedAt: instant,
    precision: z.enum(['exact', 'minute', 'day', 'guessed']),
    language: z.string(),
    parentId: z.int().nullable().describe('The mention that this one answers.'),
    issueId: z.int().nullable(),
    collectedAt: instant,
    editedAt: instant.nullable(),
    setAside: z.enum(['gambling-spam', 'restricted']).nullable(),
    metrics: metrics.nullable().describe('The latest count; null when the source counts nothing.'),
    score: score
      .nullable()
      .describe('Null until it is scored. Where a person has judged the text, that is what it says.'),
    correction: z
      .strictObject({
        verdict: z.enum(verdicts),
        note: z.string().nullable(),
        who: z.string(),
        at: instant,
        machine: label.nullable().describe('What the program said when the person looked; null when it had not yet.'),
      })
      .nullable()
      .describe('What a person has said of the text as it stands; null where nobody has.'),
  })
  .meta({ id: 'Mention' });

export const mentionVersion = z
  .strictObject({
    title: z.string().nullable(),
    text: z.string(),
    seenAt: instant.describe('When the next text replaced it.'),
  })
  .meta({ id: 'MentionVersion' });

export function toMentionBody(view: MentionView): Body<typeof mention> {
  return {
    id: view.id,
    source: { id: view.sourceId, title: view.sourceTitle, class: view.sourceClass },
    kind: view.kind,
    platform: view.platform,
    url: toWebAddress(view.url),
    title: view.title,
    text: view.text,
    author: view.kind === 'article' ? view.author : null,
    publisher: view.publisher,
    publishedAt: view.publishedAt,
    precision: view.precision,
    language: view.language,
    parentId: view.parentId,
    issueId: view.issueId,
    collectedAt: view.collectedAt,
    editedAt: view.editedAt,
    setAside: view.setAside,
    metrics: view.metrics === null || view.metricsAt === null ? null : { at: view.metricsAt, ...view.metrics },
    score: view.score === null ? null : toScoreBody(view.score),
    correction: toCorrectionBody(view),
  };
}

function toScoreBody({ id: _id, corrected: _corrected, ...scored }: StoredScore): Body<typeof score> {
  return scored;
}

function toCorrectionBody({ correction }: MentionView): Body<typeof mention>['correction'] {
  if (correction === null) return null;
  const { said, ...rest } = correction;
  return { ...rest, machine: said?.label ?? null };
}

export function toMetricsBody(snapshot: MetricSnapshot): Body<typeof metrics> {
  return snapshot;
}

export const evidenceEntry = z
  .strictObject({
    id: z.int(),
    url: z.string(),
    fetchedAt: instant,
    sha256: z.string(),
    size: z.int().min(0).describe('Bytes of the answer as it came.'),
  })
  .meta({ id: 'EvidenceEntry', description: 'An answer that the mention was made of, as it is kept.' });

export function toVersionBody({ title, text, seenAt }: MentionVersion): Body<typeof mentionVersion> {
  return { title, text, seenAt };
}
