import type { Selectable } from 'kysely';
import type { Matchers, Silence } from '../core/dispatch.ts';
import { RequestError } from '../core/errors.ts';
import type { Instant } from '../core/mention.ts';
import { writeAudit } from './audit.ts';
import { inWriteTransaction } from './dialect.ts';
import { wakeHeld } from './notices.ts';
import { type Page, parseCursor, toPage } from './paging.ts';
import type { Db, Tables } from './schema.ts';

export interface NewSilence {
  readonly match: Matchers;
  readonly reason: string;
  readonly author: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

export function insertSilence(db: Db, draft: NewSilence, now: Date): Promise<Silence> {
  const { match, ...own } = draft;
  const createdAt = now.toISOString();
  return inWriteTransaction(db, async (trx) => {
    const row = await trx
      .insertInto('silences')
      .values({ ...own, matchers: JSON.stringify(match), createdAt, endedAt: null, endedBy: null })
      .returningAll()
      .executeTakeFirstOrThrow();
    const entry = { at: createdAt, who: draft.author, action: 'silence.create', object: `silence:${row.id}` };
    await writeAudit(trx, { ...entry, detail: { match, ...own } });
    return toSilence(row);
  });
}

/**
 * Ends it now; the row stays. What it kept back is looked at again at once. Ending one that has ended changes nothing.
 * @throws RequestError 404
 */
export function endSilence(db: Db, id: number, who: string, now: Date): Promise<Silence> {
  const at = now.toISOString();
  return inWriteTransaction(db, async (trx) => {
    const row = await trx.selectFrom('silences').selectAll().where('id', '=', id).executeTakeFirst();
    if (row === undefined) throw new RequestError(404, 'not-found', 'Peredaman ini tidak ada.');
    if (row.endedAt !== null || row.endsAt <= at) return toSilence(row);
    await trx.updateTable('silences').set({ endedAt: at, endedBy: who }).where('id', '=', id).execute();
    await writeAudit(trx, { at, who, action: 'silence.end', object: `silence:${id}`, detail: null });
    await wakeHeld(trx, 'silenced', now);
    return toSilence({ ...row, endedAt: at, endedBy: who });
  });
}

/** Not ended yet: in force, or still to begin. The one that ends first comes first. */
export async function listSilences(db: Db, now: Date): Promise<readonly Silence[]> {
  const rows = await db
    .selectFrom('silences')
    .selectAll()
    .where('endsAt', '>', now.toISOString())
    .where('endedAt', 'is', null)
    .orderBy('endsAt')
    .orderBy('id')
    .execute();
  return rows.map(toSilence);
}

/** Also those that have ended, the newest first. @throws RequestError 400 for a cursor that is not ours */
export async function listAllSilences(
  db: Db,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<Page<Silence>> {
  let select = db
    .selectFrom('silences')
    .selectAll()
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (cursor !== undefined) {
    const after = parseCursor(cursor);
    select = select.where((eb) => eb(eb.refTuple('createdAt', 'id'), '<', eb.tuple(after.at, after.id)));
  }
  return toPage(await select.execute(), limit, ({ createdAt, id }) => ({ at: createdAt, id }), toSilence);
}

/** Those that were in force at some time of the period, the newest first. */
export async function listSilencesOf(
  db: Db,
  period: { readonly from: Instant; readonly to: Instant },
): Promise<readonly Silence[]> {
  const rows = await db
    .selectFrom('silences')
    .selectAll()
    .where('endsAt', '>', period.from)
    .where('startsAt', '<', period.to)
    .where((eb) => eb.or([eb('endedAt', 'is', null), eb('endedAt', '>', period.from)]))
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toSilence);
}

/** After the clock was set back: one made "in the future" holds as long as it was meant to, from now. */
export async function mendSilences(trx: Db, now: Date): Promise<void> {
  const at = now.toISOString();
  const early = await trx
    .selectFrom('silences')
    .select(['id', 'createdAt', 'startsAt', 'endsAt'])
    .where('createdAt', '>', at)
    .execute();
  for (const { id, createdAt, startsAt, endsAt } of early) {
    const back = (time: Instant): Instant =>
      new Date(Date.parse(time) - Date.parse(createdAt) + now.getTime()).toISOString();
    await trx
      .updateTable('silences')
      .set({ createdAt: at, startsAt: back(startsAt), endsAt: back(endsAt) })
      .where('id', '=', id)
      .execute();
  }
  await trx.updateTable('silences').set({ endedAt: at }).where('endedAt', '>', at).execute();
}

function toSilence({ matchers, ...own }: Selectable<Tables['silences']>): Silence {
  return { ...own, match: JSON.parse(matchers) as Matchers };
}
