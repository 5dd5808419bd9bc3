import type { Selectable } from 'kysely';
import type { Actor } from '../core/access.ts';
import { RequestError } from '../core/errors.ts';
import type { Instant } from '../core/mention.ts';
import { writeAudit } from './audit.ts';
import { inWriteTransaction } from './dialect.ts';
import type { Db, Tables } from './schema.ts';

/** A search that somebody keeps: their own, or also the office's. */
export interface SavedSearch extends SearchSetting {
  readonly id: number;
  readonly owner: string;
  /** Whether it belongs to whom it is shown to. */
  readonly own: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export interface SearchSetting {
  readonly name: string;
  /** As typed. */
  readonly query: string;
  readonly sort: 'newest' | 'relevance';
  /** Also what is not about this regency. */
  readonly everywhere: boolean;
  /** Others of the office see it too. */
  readonly shared: boolean;
}

type Owner = Pick<Actor, 'userId' | 'name' | 'kind'>;

/** More than a person keeps apart; shared ones of others count for those. */
const mostOwn = 200;
const mostShown = 500;

/** One's own and the shared ones, by name. */
export async function listSavedSearches(db: Db, actor: Owner): Promise<readonly SavedSearch[]> {
  const own = await ownedBy(db, actor).orderBy('name').orderBy('id').limit(mostOwn).execute();
  const shared = await db
    .selectFrom('savedSearches')
    .selectAll()
    .where('shared', '=', 1)
    .orderBy('name')
    .orderBy('id')
    .limit(mostShown)
    .execute();
  const ids = new Set(own.map(({ id }) => id));
  return [...own, ...shared.filter(({ id }) => !ids.has(id))]
    .map((row) => toSavedSearch(row, actor))
    .sort((a, b) => a.name.localeCompare(b.name, 'id') || a.id - b.id);
}

function ownedBy(db: Db, { kind, userId, name }: Owner) {
  const select = db.selectFrom('savedSearches').selectAll();
  if (kind === 'guest') return select.where('id', 'is', null);
  return userId === null
    ? select.where('userId', 'is', null).where('owner', '=', name)
    : select.where('userId', '=', userId);
}

/** @throws RequestError 404 also for another person's own */
export async function loadSavedSearch(db: Db, actor: Owner, id: number): Promise<SavedSearch> {
  const row = await db.selectFrom('savedSearches').selectAll().where('id', '=', id).executeTakeFirst();
  const found = row === undefined ? null : toSavedSearch(row, actor);
  if (found !== null && (found.own || found.shared)) return found;
  throw new RequestError(404, 'not-found', `Pencarian tersimpan ${id} tidak ada.`);
}

/** @throws RequestError 409 when one has that name already, or too many */
export function addSavedSearch(db: Db, actor: Owner, setting: SearchSetting, now: Date): Promise<SavedSearch> {
  return inWriteTransaction(db, async (trx) => {
    await requireFreeName(trx, actor, setting.name, null);
    const at = now.toISOString();
    const { id } = await trx
      .insertInto('savedSearches')
      .values({ ...toColumns(setting), userId: actor.userId, owner: actor.name, createdAt: at, updatedAt: at })
      .returning('id')
      .executeTakeFirstOrThrow();
    await record(trx, actor, 'create', id, { after: setting }, at);
    return loadSavedSearch(trx, actor, id);
  });
}

/** @throws RequestError 404 · 403 for a shared one of somebody else · 409 when another has that name */
export function changeSavedSearch(
  db: Db,
  actor: Owner,
  id: number,
  setting: SearchSetting,
  now: Date,
): Promise<SavedSearch> {
  return inWriteTransaction(db, async (trx) => {
    const before = await loadOwn(trx, actor, id);
    await requireFreeName(trx, actor, setting.name, id);
    const at = now.toISOString();
    await trx
      .updateTable('savedSearches')
      .set({ ...toColumns(setting), updatedAt: at })
      .where('id', '=', id)
      .execute();
    await record(trx, actor, 'change', id, { before: settingOf(before), after: setting }, at);
    return loadSavedSearch(trx, actor, id);
  });
}

/** @throws RequestError 404 · 403 for a shared one of somebody else */
export function removeSavedSearch(db: Db, actor: Owner, id: number, now: Date): Promise<void> {
  return inWriteTransaction(db, async (trx) => {
    const before = await loadOwn(trx, actor, id);
    await trx.deleteFrom('savedSearches').where('id', '=', id).execute();
    await record(trx, actor, 'delete', id, { before: settingOf(before) }, now.toISOString());
  });
}

async function loadOwn(trx: Db, actor: Owner, id: number): Promise<SavedSearch> {
  const found = await loadSavedSearch(trx, actor, id);
  if (found.own) return found;
  throw new RequestError(403, 'not-yours', `Pencarian ini milik ${found.owner}; simpan salinannya sendiri.`);
}

async function requireFreeName(trx: Db, actor: Owner, name: string, except: number | null): Promise<void> {
  const own = await ownedBy(trx, actor)
    .limit(mostOwn + 1)
    .execute();
  if (own.some((row) => row.name === name && row.id !== except)) {
    throw new RequestError(409, 'name-taken', `Anda sudah mempunyai pencarian bernama “${name}”.`);
  }
  if (except === null && own.length >= mostOwn) {
    throw new RequestError(409, 'too-many', `Paling banyak ${mostOwn} pencarian tersimpan; hapus yang tidak dipakai.`);
  }
}

function record(
  trx: Db,
  { name: who }: Owner,
  verb: string,
  id: number,
  detail: Readonly<Record<string, unknown>>,
  at: Instant,
): Promise<void> {
  return writeAudit(trx, { at, who, action: `saved-search.${verb}`, object: `saved-search:${id}`, detail });
}

function settingOf({ name, query, sort, everywhere, shared }: SavedSearch): SearchSetting {
  return { name, query, sort, everywhere, shared };
}

function toColumns({ everywhere, shared, ...rest }: SearchSetting) {
  return { ...rest, everywhere: everywhere ? 1 : 0, shared: shared ? 1 : 0 };
}

function toSavedSearch(row: Selectable<Tables['savedSearches']>, actor: Owner): SavedSearch {
  const isOwn = actor.userId === null ? row.userId === null && row.owner === actor.name : row.userId === actor.userId;
  return {
    id: row.id,
    owner: row.owner,
    own: actor.kind !== 'guest' && isOwn,
    name: row.name,
    query: row.query,
    sort: row.sort as SavedSearch['sort'],
    everywhere: row.everywhere === 1,
    shared: row.shared === 1,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
