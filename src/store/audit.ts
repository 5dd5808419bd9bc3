import type { Instant } from '../core/mention.ts';
import { chunksOf } from './dialect.ts';
import { type Page, parseCursor, toPage } from './paging.ts';
import type { Db } from './schema.ts';

/** What somebody did, as it is kept. Never changed, never deleted. */
export interface AuditEntry {
  readonly at: Instant;
  /** Name of the person, as the token says it; `kentongan` for what the program did by itself. */
  readonly who: string;
  /** What was done, `<resource>.<verb>`: `issue.state`, `silence.create`, `election.read`. */
  readonly action: string;
  /** What it was done to, `<kind>:<id>`: `issue:12`. */
  readonly object: string;
  /** What else is worth keeping, as JSON; null when there is nothing. */
  readonly detail: unknown;
}

export interface AuditRow extends AuditEntry {
  readonly id: number;
}

/** Call it in the transaction that makes the change, so that there is never one without the other. */
export async function writeAudit(trx: Db, ...entries: readonly AuditEntry[]): Promise<void> {
  const rows = entries.map(({ detail, ...entry }) => ({
    ...entry,
    detail: detail === null || detail === undefined ? null : JSON.stringify(detail),
  }));
  for (const chunk of chunksOf(rows, 5)) await trx.insertInto('audit').values(chunk).execute();
}

export interface AuditQuery {
  readonly object?: string;
  readonly who?: string;
  /** Of actions, what they begin with: `issue.` is everything done to issues. */
  readonly action?: string;
  readonly from?: Instant;
  readonly to?: Instant;
  readonly limit: number;
  readonly cursor?: string;
}

/** Newest first. @throws RequestError 400 for a cursor that is not ours */
export async function listAudit(db: Db, query: AuditQuery): Promise<Page<AuditRow>> {
  const { object, who, action, from, to, cursor } = query;
  let select = db
    .selectFrom('audit')
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (object !== undefined) select = select.where('object', '=', object);
  if (who !== undefined) select = select.where('who', '=', who);
  if (action !== undefined)
    select = select.where((eb) => eb(eb.fn('substr', ['action', eb.val(1), eb.val(action.length)]), '=', action));
  if (from !== undefined) select = select.where('at', '>=', from);
  if (to !== undefined) select = select.where('at', '<', to);
  if (cursor !== undefined) {
    const after = parseCursor(cursor);
    select = select.where((eb) => eb(eb.refTuple('at', 'id'), '<', eb.tuple(after.at, after.id)));
  }
  return toPage(
    await select.execute(),
    query.limit,
    (row) => row,
    ({ detail, ...row }) => ({ ...row, detail: detail === null ? null : JSON.parse(detail) }),
  );
}
