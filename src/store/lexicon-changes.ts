import { RequestError } from '../core/errors.ts';
import {
  type EntryChange,
  type LexiconVersion,
  mostEntries,
  noOfficeLexicon,
  type OfficeEntry,
  type OfficeLexicon,
  withEntry,
} from '../core/office-lexicon.ts';
import { writeAudit } from './audit.ts';
import { inWriteTransaction } from './dialect.ts';
import type { Db } from './schema.ts';

/** An office's own words. Every change makes a version that holds all of them; none is ever changed or deleted. */

export interface LexiconChange {
  readonly who: string;
  readonly why: string;
  readonly now: Date;
}

/** The newest version's number, 0 while there is none: cheap enough to ask every second. */
export async function findLexiconVersion(db: Db): Promise<number> {
  const row = await db
    .selectFrom('lexiconVersions')
    .select('version')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.version ?? 0;
}

/** The words in use. */
export async function loadLexicon(db: Db): Promise<OfficeLexicon> {
  return (await findLexicon(db, await findLexiconVersion(db))) ?? noOfficeLexicon;
}

/** The words as they were in a version; null when there is none of that number. 0 is the beginning: no words. */
export async function findLexicon(db: Db, version: number): Promise<OfficeLexicon | null> {
  if (version === 0) return noOfficeLexicon;
  const row = await db
    .selectFrom('lexiconVersions')
    .select('entries')
    .where('version', '=', version)
    .executeTakeFirst();
  return row === undefined ? null : { version, entries: JSON.parse(row.entries) as readonly OfficeEntry[] };
}

/** Newest first. @param before only older ones than this number */
export async function listLexiconVersions(
  db: Db,
  query: { readonly before?: number; readonly limit: number },
): Promise<readonly LexiconVersion[]> {
  let select = db.selectFrom('lexiconVersions').selectAll().orderBy('version', 'desc').limit(query.limit);
  if (query.before !== undefined) select = select.where('version', '<', query.before);
  return (await select.execute()).map(({ entries, ...version }) => ({
    ...version,
    size: (JSON.parse(entries) as readonly OfficeEntry[]).length,
  }));
}

/**
 * Gives a word a weight, or takes it out (null).
 * @returns the words in use afterwards; the version is the same when nothing was different
 * @throws RequestError 409 when there are too many words
 */
export function changeEntry(
  db: Db,
  { term, weight, ...change }: LexiconChange & { readonly term: string; readonly weight: number | null },
): Promise<OfficeLexicon> {
  return inWriteTransaction(db, async (trx) => {
    const current = await loadLexicon(trx);
    const before = current.entries.find((entry) => entry.term === term)?.weight ?? null;
    if (before === weight) return current;
    const entries = withEntry(current.entries, term, weight);
    if (entries.length > mostEntries) {
      throw new RequestError(409, 'too-many-words', `Leksikon kantor memuat paling banyak ${mostEntries} kata.`);
    }
    const detail: EntryChange = { term, before, after: weight };
    return saveVersion(trx, current.version + 1, entries, change, 'lexicon.word', detail);
  });
}

/**
 * Makes the words of an earlier version those in use, as a new version. 0 takes all out.
 * @throws RequestError 404 · 409 when it is in use already
 */
export function restoreLexicon(db: Db, version: number, change: LexiconChange): Promise<OfficeLexicon> {
  return inWriteTransaction(db, async (trx) => {
    const current = await loadLexicon(trx);
    const wanted = await findLexicon(trx, version);
    if (wanted === null) throw new RequestError(404, 'not-found', `Versi ${version} tidak ada.`);
    if (JSON.stringify(wanted.entries) === JSON.stringify(current.entries)) {
      throw new RequestError(409, 'same-words', `Isi versi ${version} sama dengan yang sedang dipakai.`);
    }
    return saveVersion(trx, current.version + 1, wanted.entries, change, 'lexicon.restore', { from: version });
  });
}

async function saveVersion(
  trx: Db,
  version: number,
  entries: readonly OfficeEntry[],
  { who, why, now }: LexiconChange,
  action: 'lexicon.word' | 'lexicon.restore',
  detail: object,
): Promise<OfficeLexicon> {
  const at = now.toISOString();
  await trx
    .insertInto('lexiconVersions')
    .values({ version, entries: JSON.stringify(entries), who, why, at })
    .execute();
  await writeAudit(trx, { at, who, action, object: `lexicon:${version}`, detail: { ...detail, why } });
  return { version, entries };
}
