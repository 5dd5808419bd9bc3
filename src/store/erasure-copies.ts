import { type BlotCheck, blotOut, createBlotCheck } from '../core/blot-out.ts';
import type { Instant } from '../core/mention.ts';
import { inWriteTransaction, isIn } from './dialect.ts';
import type { Db } from './schema.ts';

/** How many copies of erased words were blotted out. */
export interface BlottedCopies {
  readonly alerts: number;
  readonly messages: number;
  readonly reports: number;
  /** Files brought through the page, of which the first rows and the rejected lines are kept. */
  readonly imports: number;
}

/** Stands where erased words stood. */
export const blot = '[dihapus]';
const pageSize = 100;

/**
 * Blots the words of mentions out of everything that was made of them: alerts, messages (also sent ones, as they are kept here), reports
 * and their edits. Counts stay. Call it while the mentions are still there. What was sent is in other people's hands.
 */
export async function blotCopies(db: Db, mentionIds: readonly number[]): Promise<BlottedCopies> {
  const rows = await db
    .selectFrom('mentions')
    .select(['id', 'title', 'text', 'url', 'collectedAt'])
    .where(isIn(db, 'mentions.id', mentionIds))
    .execute();
  if (rows.length === 0) return { alerts: 0, messages: 0, reports: 0, imports: 0 };
  const versions = await db
    .selectFrom('mentionVersions')
    .select(['title', 'text'])
    .where(isIn(db, 'mentionVersions.mentionId', mentionIds))
    .execute();
  const texts = [...rows, ...versions].flatMap(({ title, text }) => (title === null ? [text] : [title, text]));
  const isErased = createBlotCheck(
    texts,
    rows.flatMap(({ url }) => url ?? []),
  );
  const since = rows.map(({ collectedAt }) => collectedAt).sort()[0] ?? '9999';
  return {
    alerts: await blotAlerts(db, since, isErased, new Set(rows.map(({ id }) => id))),
    messages: await blotMessages(db, since, isErased),
    reports: await blotReports(db, since, isErased),
    imports: await blotImports(db, isErased),
  };
}

async function blotAlerts(db: Db, since: Instant, isErased: BlotCheck, ids: ReadonlySet<number>): Promise<number> {
  let blotted = 0;
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('alerts')
      .select(['id', 'title', 'reason', 'snapshot', 'mentionIds', 'firedAt'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(pageSize)
      .execute();
    for (const { id, title, reason, snapshot, mentionIds, firedAt } of rows) {
      if (firedAt < since) continue;
      const before = JSON.parse(snapshot) as { mentions?: readonly { id: number }[] };
      const left = { ...before, mentions: (before.mentions ?? []).filter((mention) => !ids.has(mention.id)) };
      const { value, hits } = blotOut({ title, reason, snapshot: left }, isErased, blot);
      const named = (JSON.parse(mentionIds) as readonly number[]).some((mentionId) => ids.has(mentionId));
      if (hits === 0 && !named && left.mentions.length === (before.mentions ?? []).length) continue;
      const clean = value as { title: string; reason: string; snapshot: unknown };
      const set = { title: clean.title, reason: clean.reason, snapshot: JSON.stringify(clean.snapshot) };
      await inWriteTransaction(db, (trx) => trx.updateTable('alerts').set(set).where('id', '=', id).execute());
      blotted += 1;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return blotted;
    after = last.id;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function blotMessages(db: Db, since: Instant, isErased: BlotCheck): Promise<number> {
  let blotted = 0;
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('outbox')
      .select(['id', 'subject', 'text', 'html', 'payload', 'createdAt'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(pageSize)
      .execute();
    const hit = rows.filter(
      ({ createdAt, subject, text, html, payload }) =>
        createdAt >= since && [subject, text, html, payload ?? ''].some(isErased),
    );
    for (const { id, subject, payload } of hit) {
      const set = {
        ...{ subject: isErased(subject) ? blot : subject, text: blot, html: `<p>${blot}</p>` },
        payload: payload === null ? null : JSON.stringify(blotOut(parsed(payload), isErased, blot).value),
      };
      await inWriteTransaction(db, (trx) => trx.updateTable('outbox').set(set).where('id', '=', id).execute());
    }
    blotted += hit.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return blotted;
    after = last.id;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}

async function blotReports(db: Db, since: Instant, isErased: BlotCheck): Promise<number> {
  const dates = await db.selectFrom('digests').select('date').where('madeAt', '>=', since).execute();
  const edited = await db.selectFrom('digestEdits').select('date').where('editedAt', '>=', since).execute();
  let blotted = 0;
  for (const [table, list] of [['digests', dates] as const, ['digestEdits', edited] as const]) {
    for (const { date } of list) {
      blotted += await inWriteTransaction(db, async (trx) => {
        const row = await trx.selectFrom(table).select('data').where('date', '=', date).executeTakeFirst();
        if (row === undefined) return 0;
        const { value, hits } = blotOut(JSON.parse(row.data), isErased, blot);
        if (hits === 0) return 0;
        await trx
          .updateTable(table)
          .set({ data: JSON.stringify(value) })
          .where('date', '=', date)
          .execute();
        return 1;
      });
    }
  }
  return blotted;
}

/** A file may have been looked at long before its rows were stored. */
async function blotImports(db: Db, isErased: BlotCheck): Promise<number> {
  const rows = await db.selectFrom('imports').select(['id', 'preview', 'rejected']).execute();
  let blotted = 0;
  for (const { id, preview, rejected } of rows) {
    const { value, hits } = blotOut(JSON.parse(preview), isErased, blot);
    const lines = blotOut(rejected === null ? null : JSON.parse(rejected), isErased, blot);
    if (hits + lines.hits === 0) continue;
    const { rows: shown, ...rest } = value as { rows?: readonly { text: unknown }[] };
    // With its words goes who wrote them.
    const left = { ...rest, rows: (shown ?? []).filter(({ text }) => text !== blot) };
    const set = {
      preview: JSON.stringify(left),
      rejected: rejected === null ? null : JSON.stringify(lines.value),
    };
    await inWriteTransaction(db, (trx) => trx.updateTable('imports').set(set).where('id', '=', id).execute());
    blotted += 1;
  }
  return blotted;
}
