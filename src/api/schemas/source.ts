import { z } from 'zod';
import { terms } from '../../core/collector.ts';
import { sourceFaults } from '../../core/errors.ts';
import { managedStatus, originOf, type SourceOverview } from '../../core/managed-source.ts';
import { pacedIntervalMs, sourceStatuses } from '../../core/source.ts';
import type { SourceChange, SourceDraft } from '../../core/source-desk.ts';
import { type Body, instant, platform, sourceClass } from './common.ts';
import { line, prose } from './written.ts';

export const status = z.enum(sourceStatuses);
/** As people see it: what they decided comes before what the site does. */
export const managedStatusWord = z.enum([...sourceStatuses, 'paused', 'archived']);

const byHand = { by: z.string(), at: instant };

export const source = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    collector: z.string(),
    class: sourceClass,
    platform,
    status: managedStatusWord.describe(
      '`quiet`: runs succeed but nothing new came for long. `failing`: the last run failed, the next may succeed. `blocked`: the site refuses. `gone`: not asked again. `needs-credential`: no key, or one that is not accepted. `needs-attention`: will not get better by itself. `paused`: by a person, until resumed. `archived`: removed from the registry.',
    ),
    origin: z
      .enum(['file', 'page', 'import'])
      .describe(
        '`file`: set in `kentongan.yaml` and changed there. `page`: added here. `import`: filled by imported files.',
      ),
    made: z.strictObject(byHand).nullable().describe('Who added it here.'),
    paused: z.strictObject({ ...byHand, reason: z.string() }).nullable(),
    archived: z.strictObject(byHand).nullable(),
    notice: z.string().nullable().describe('Why it waits although nothing is wrong, Indonesian.'),
    legal: z
      .strictObject({
        purpose: z.string(),
        basis: z.string(),
        terms: z.enum(terms),
        reference: z.string().nullable(),
      })
      .nullable()
      .describe('Why the office may read it; null only while it is disabled.'),
    credential: z.string().nullable().describe('Id of the key it is read with.'),
    intervalMs: z.int().describe('As configured.'),
    pacedIntervalMs: z.int().describe('At its present pace: quiet sources are read less often, busy ones more often.'),
    nextRunAt: instant,
    lastRunAt: instant.nullable(),
    lastSuccessAt: instant.nullable(),
    lastNewItemAt: instant.nullable(),
    errorCount: z.int().describe('Failed runs in a row.'),
    lastFault: z
      .enum([...sourceFaults, 'internal'])
      .nullable()
      .describe('What kind of fault the last failure was.'),
    lastError: z.string().nullable(),
    lastErrorAt: instant.nullable(),
    stoppedReason: z.string().nullable(),
    itemCount: z.int(),
    rejectedCount: z.int(),
  })
  .meta({ id: 'Source' });

/** Without options and cursor: they may hold paths of the operator's machine. */
export function toSourceBody(row: SourceOverview, now: Date): Body<typeof source> {
  return {
    id: row.id,
    title: row.title,
    collector: row.collector,
    class: row.class,
    platform: row.platform,
    status: managedStatus(row, now),
    origin: originOf(row),
    made: row.made,
    paused: row.paused,
    archived: row.archived,
    notice: row.notice,
    legal: row.legal,
    credential: row.credential,
    intervalMs: row.intervalMs,
    pacedIntervalMs: Math.round(pacedIntervalMs(row)),
    nextRunAt: row.nextRunAt,
    lastRunAt: row.lastRunAt,
    lastSuccessAt: row.lastSuccessAt,
    lastNewItemAt: row.lastNewItemAt,
    errorCount: row.errorCount,
    lastFault: row.lastFault,
    lastError: row.lastError,
    lastErrorAt: row.lastErrorAt,
    stoppedReason: row.stoppedReason,
    itemCount: row.itemCount,
    rejectedCount: row.rejectedCount,
  };
}

const every = line(10).describe('As in the configuration: `15m`, `1h`, `1d`. Not below the floor of the collector.');
const options = z
  .union([z.record(z.string().max(100), z.unknown()), prose(10_000)])
  .describe('Of the collector: an object, or the same as a text of lines `key: value` as a form sends it.');
const legalWords = z.strictObject({
  purpose: line(1_000).optional().describe('What it is read for; that of the configuration if absent.'),
  basis: line(2_000)
    .optional()
    .describe('The law, decree or agreement that allows it; that of the configuration if absent.'),
  terms: z.enum(terms).optional(),
  reference: line(200).optional().describe('Number of the contract or letter of permission.'),
});

/** The keys of an entry of `sources` in the configuration. */
export const sourceBody = z
  .strictObject({
    id: line(60).optional().describe('kebab-case, never changed; made from the title if absent.'),
    title: line(200),
    collector: line(50),
    class: sourceClass,
    platform: platform.default('web'),
    every: every.optional(),
    silentAfter: every.optional(),
    options: options.optional(),
    credential: line(60).optional().describe('Id of the key that it is read with.'),
    legal: legalWords.optional(),
  })
  .meta({ id: 'SourceBody' });

/** What is absent stays as it is. */
export const sourceChangeBody = z
  .strictObject({
    title: line(200).optional(),
    class: sourceClass.optional(),
    every: every.optional(),
    silentAfter: every.optional(),
    options: options.optional(),
    credential: line(60).optional(),
    legal: legalWords.optional(),
  })
  .meta({ id: 'SourceChange' });

export const pauseBody = z
  .strictObject({ reason: line(300).describe('Shown with the source, and kept on the audit trail.') })
  .meta({ id: 'SourcePause' });

export function toDraft({ id, platform: place, collector, ...rest }: z.output<typeof sourceBody>): SourceDraft {
  const { title, class: kind, ...change } = toChange(rest);
  return { ...change, id: id ?? null, title: title ?? '', class: kind ?? 'public', platform: place, collector };
}

export function toChange(body: z.output<typeof sourceChangeBody>): SourceChange {
  const { legal = {} } = body;
  return {
    title: body.title ?? null,
    class: body.class ?? null,
    every: body.every ?? null,
    silentAfter: body.silentAfter ?? null,
    options: body.options ?? null,
    credential: body.credential ?? null,
    legal: {
      purpose: legal.purpose ?? null,
      basis: legal.basis ?? null,
      terms: legal.terms ?? null,
      reference: legal.reference ?? null,
    },
  };
}

/** One run of a source. */
export const run = z
  .strictObject({
    id: z.int(),
    startedAt: instant,
    endedAt: instant,
    stored: z.int(),
    repeats: z.int(),
    edits: z.int(),
    rejected: z.int(),
    setAside: z.int(),
    error: z.string().nullable().describe('Null when it succeeded.'),
  })
  .meta({ id: 'SourceRun' });

/** What a source did on one day of the regency's zone. */
export const sourceDay = z
  .strictObject({
    day: z.string().describe('`2026-11-22`'),
    runs: z.int(),
    failures: z.int(),
    stored: z.int().describe('New items.'),
    requests: z
      .int()
      .describe('To the site or platform, without those for robots.txt; 0 for days before they were counted.'),
    bytes: z.int().describe('Of the answers, unpacked.'),
  })
  .meta({ id: 'SourceDay' });
