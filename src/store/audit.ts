import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Instant } from '../core/mention.ts';
import { appendToChain } from './audit-chain.ts';
import { dialectOf, inWriteTransaction } from './dialect.ts';
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
  if (entries.length === 0) return;
  const rows = entries.map(({ at, who, action, object, detail }) => ({
    at,
    who,
    action,
    object,
    detail: detail === null || detail === undefined ? null : JSON.stringify(detail),
  }));
  await inWriteTransaction(trx, (chained) => appendToChain(chained, rows));
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
    .select(['id', 'at', 'who', 'action', 'object', 'detail'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (object !== undefined) select = select.where('object', '=', object);
  if (who !== undefined) select = select.where('who', '=', who);
  if (action !== undefined) select = select.where(startsWith(db, action));
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

/** Of a whole group (`issue.`) as its index has it. */
function startsWith(db: Db, prefix: string): RawBuilder<SqlBool> {
  if (!/^[^.]+\.$/.test(prefix)) return sql<SqlBool>`substr(action, 1, ${sql.lit(prefix.length)}) = ${prefix}`;
  return dialectOf(db) === 'postgres'
    ? sql<SqlBool>`left(action, strpos(action, '.')) = ${prefix}`
    : sql<SqlBool>`substr(action, 1, instr(action, '.')) = ${prefix}`;
}
