import { z } from 'zod';
import { isAllowed } from '../../core/access.ts';
import { RequestError } from '../../core/errors.ts';
import { type ManagedSource, type ManagedStatus, type SourceSketch, sketchStatus } from '../../core/managed-source.ts';
import { addDays, localDate } from '../../core/time.ts';
import { findManagedSource, listSourceOverviews, listSourceSketches } from '../../store/managed-sources.ts';
import { parseNameCursor, toNameCursor } from '../../store/paging.ts';
import { listRuns } from '../../store/runs.ts';
import type { Db } from '../../store/schema.ts';
import { listSourceDays } from '../../store/source-days.ts';
import { defineRoute } from '../route.ts';
import { flag, pageOf, platform, sourceClass } from '../schemas/common.ts';
import { managedStatusWord, run, source, sourceDay, toSourceBody } from '../schemas/source.ts';
import { line } from '../schemas/written.ts';

const one = z.strictObject({ id: line(200) });
const shownDays = 30;
/** More than any regency has: who reads them all need not page. */
const maxLimit = 1_000;

export const sourceRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/sources',
    access: 'read',
    tag: 'sources',
    summary: 'Every source and its health, by id; a thousand fit into one page.',
    input: z.strictObject({
      status: managedStatusWord.optional(),
      class: sourceClass.optional(),
      platform: platform.optional(),
      archived: flag('Also those that were removed.'),
      limit: z.coerce.number().int().min(1).max(maxLimit).default(maxLimit).describe('Items per page.'),
      // Longer than others, because an id may be.
      cursor: z.string().min(1).max(2_000).optional().describe('`next` of the page before.'),
    }),
    output: pageOf(source),
    csv: {
      filename: 'sumber.csv',
      columns: [
        { header: 'id', value: (item) => item.id },
        { header: 'title', value: (item) => item.title },
        { header: 'class', value: (item) => item.class },
        { header: 'collector', value: (item) => item.collector },
        { header: 'status', value: (item) => item.status },
        { header: 'platform', value: (item) => item.platform },
        { header: 'terms', value: (item) => item.legal?.terms ?? null },
        { header: 'purpose', value: (item) => item.legal?.purpose ?? null },
        { header: 'basis', value: (item) => item.legal?.basis ?? null },
        { header: 'credential', value: (item) => item.credential },
        { header: 'notice', value: (item) => item.notice },
        { header: 'lastRunAt', value: (item) => item.lastRunAt },
        { header: 'lastSuccessAt', value: (item) => item.lastSuccessAt },
        { header: 'lastNewItemAt', value: (item) => item.lastNewItemAt },
        { header: 'nextRunAt', value: (item) => item.nextRunAt },
        { header: 'errorCount', value: (item) => item.errorCount },
        { header: 'lastFault', value: (item) => item.lastFault },
        { header: 'lastError', value: (item) => item.lastError },
        { header: 'stoppedReason', value: (item) => item.stoppedReason },
        { header: 'items', value: (item) => item.itemCount },
        { header: 'rejected', value: (item) => item.rejectedCount },
      ],
    },
    async handle({ limit, cursor, ...wanted }, { db, now }) {
      const at = now();
      const after = cursor === undefined ? null : parseNameCursor(cursor);
      const ids = (await listSourceSketches(db))
        .filter((sketch) => isWanted(sketch, sketchStatus(sketch, at), wanted))
        .map(({ id }) => id)
        .filter((id) => after === null || id > after)
        .sort();
      const shown = ids.slice(0, limit);
      const last = shown.at(-1);
      const items = (await listSourceOverviews(db, shown)).map((row) => toSourceBody(row, at));
      return { items, next: last === undefined || ids.length === shown.length ? null : toNameCursor(last) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/sources/:id',
    access: 'read',
    tag: 'sources',
    summary: 'One source and its health. Its options are shown to those who may change sources.',
    input: one,
    output: source.extend({ options: z.unknown().describe('Null for those who may not change sources.') }),
    async handle(input, { db, now }, actor) {
      const found = await find(db, input.id);
      return { ...toSourceBody(found, now()), options: isAllowed(actor, 'sources') ? found.options : null };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/sources/:id/runs',
    access: 'read',
    tag: 'sources',
    summary: 'The last 50 runs of a source, newest first, in one page.',
    input: one,
    output: pageOf(run),
    csv: {
      filename: 'pengambilan.csv',
      columns: [
        { header: 'startedAt', value: (item) => item.startedAt },
        { header: 'endedAt', value: (item) => item.endedAt },
        { header: 'stored', value: (item) => item.stored },
        { header: 'repeats', value: (item) => item.repeats },
        { header: 'edits', value: (item) => item.edits },
        { header: 'rejected', value: (item) => item.rejected },
        { header: 'setAside', value: (item) => item.setAside },
        { header: 'error', value: (item) => item.error },
      ],
    },
    async handle(input, { db }) {
      const { id } = await find(db, input.id);
      return { items: (await listRuns(db, id, 50)).map(({ sourceId: _, ...rest }) => rest), next: null };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/sources/:id/days',
    access: 'read',
    tag: 'sources',
    summary:
      'What a source brought and cost on each of the last 30 days, oldest first; days without a run are left out.',
    input: one,
    output: pageOf(sourceDay),
    csv: {
      filename: 'sumber-per-hari.csv',
      columns: [
        { header: 'day', value: (item) => item.day },
        { header: 'runs', value: (item) => item.runs },
        { header: 'failures', value: (item) => item.failures },
        { header: 'stored', value: (item) => item.stored },
        { header: 'requests', value: (item) => item.requests },
        { header: 'bytes', value: (item) => item.bytes },
      ],
    },
    async handle(input, { db, now, region }) {
      const { id } = await find(db, input.id);
      const from = addDays(localDate(now(), region.timezone), 1 - shownDays);
      return { items: (await listSourceDays(db, [id], from)).get(id) ?? [], next: null };
    },
  }),
];

/** Removed sources are listed only for those who ask for them. */
function isWanted(
  source: SourceSketch,
  status: ManagedStatus,
  wanted: { readonly [key in 'status' | 'class' | 'platform']?: string | undefined } & { readonly archived: boolean },
): boolean {
  if (status === 'archived' && !wanted.archived && wanted.status !== 'archived') return false;
  const isEither = (value: string, asked: string | undefined) => asked === undefined || asked === value;
  return (
    isEither(status, wanted.status) &&
    isEither(source.class, wanted.class) &&
    isEither(source.platform, wanted.platform)
  );
}

async function find(db: Db, id: string): Promise<ManagedSource> {
  const found = await findManagedSource(db, id);
  if (found === null) throw new RequestError(404, 'not-found', 'Sumber ini tidak ada.');
  return found;
}
