import { createHash } from 'node:crypto';
import { crashAt } from '../core/crash-point.ts';
import type { Instant } from '../core/mention.ts';
import { erasedKey } from './authors.ts';
import { deleteSeals } from './authors-sealed.ts';
import { chunksOf, inWriteTransaction, isIn } from './dialect.ts';
import { type BlottedCopies, blotCopies } from './erasure-copies.ts';
import { type ErasureNote, writeErasures } from './erasure-file.ts';
import { deleteMentions } from './erasure-mentions.ts';
import { findMeta, setMeta } from './meta.ts';
import { scrubFiles } from './purge-files.ts';
import type { Db } from './schema.ts';

export interface ErasureOrder {
  /** All of them; those that are gone already are passed over. */
  readonly mentionIds: readonly number[];
  /** Accounts that are erased with all that they had written until `until`, also what is collected later. */
  readonly pseudonyms: readonly string[];
  /** File beside the database that remembers it; null for a database without one. */
  readonly file: string | null;
  readonly now: Date;
}

/** What an erasure removed, as the person is told. */
export interface ErasureReport extends BlottedCopies {
  readonly mentions: number;
  /** Names behind pseudonyms. */
  readonly seals: number;
  /** Raw answers that held any of it, with what else they held. */
  readonly evidence: number;
  readonly issues: number;
}

export const nothingErased: ErasureReport = {
  ...{ mentions: 0, seals: 0, evidence: 0, issues: 0 },
  ...{ alerts: 0, messages: 0, reports: 0, imports: 0 },
};

const stepSize = 50;

/**
 * Erases mentions whole, with every copy of their words, and remembers it so that neither the next collection nor an older backup
 * brings them back. First it is written down, then copies, then the mentions: a kill in between leaves nothing that a second run, or
 * the next start, does not finish.
 */
export async function eraseMentions(db: Db, order: ErasureOrder): Promise<ErasureReport> {
  const { mentionIds, pseudonyms, file, now } = order;
  const at = now.toISOString();
  await remember(db, await notesOf(db, mentionIds, pseudonyms, at), file);
  crashAt('erasure-remembered');
  const report = { ...nothingErased };
  for (const ids of inSteps(mentionIds, stepSize)) {
    const copies = await blotCopies(db, ids);
    report.alerts += copies.alerts;
    report.messages += copies.messages;
    report.reports += copies.reports;
    report.imports += copies.imports;
    const gone = await inWriteTransaction(db, (trx) => deleteMentions(trx, ids, at));
    report.mentions += gone.mentions;
    report.evidence += gone.evidence;
    report.issues += gone.issues;
    await new Promise((resolve) => setImmediate(resolve));
  }
  report.seals = await inWriteTransaction(db, (trx) => deleteSeals(trx, pseudonyms));
  if (report.mentions + report.seals > 0) await scrubFiles(db, { now, patient: false, signal: null });
  return report;
}

function* inSteps<T>(values: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < values.length; start += size) yield values.slice(start, start + size);
}

async function notesOf(
  db: Db,
  mentionIds: readonly number[],
  pseudonyms: readonly string[],
  until: Instant,
): Promise<readonly ErasureNote[]> {
  const keys = await db
    .selectFrom('mentionKeys')
    .select('key')
    .where(isIn(db, 'mentionKeys.mentionId', mentionIds))
    .execute();
  return [
    ...pseudonyms.map((key) => ({ kind: 'person' as const, key, until })),
    ...keys.map(({ key }) => ({ kind: 'item' as const, key: erasedKey(key), until })),
  ];
}

async function remember(db: Db, notes: readonly ErasureNote[], file: string | null): Promise<void> {
  if (file !== null) writeErasures(file, notes);
  await inWriteTransaction(db, (trx) => keepNotes(trx, notes));
}

async function keepNotes(trx: Db, notes: readonly ErasureNote[]): Promise<void> {
  for (const chunk of chunksOf(notes, 3)) {
    await trx
      .insertInto('erasures')
      .values(chunk)
      .onConflict((conflict) =>
        conflict
          .columns(['kind', 'key'])
          .doUpdateSet((eb) => ({ until: eb.ref('excluded.until') }))
          .whereRef('erasures.until', '<', 'excluded.until'),
      )
      .execute();
  }
}

/**
 * Erases what the remembered erasures name and is there nevertheless: a backup was restored, or a run was cut off.
 * @param notes of the file beside the database
 */
export async function applyErasures(db: Db, notes: readonly ErasureNote[], now: Date): Promise<ErasureReport> {
  await inWriteTransaction(db, (trx) => keepNotes(trx, newestOf(notes)));
  const all = await listErasures(db);
  const people = all.filter(({ kind }) => kind === 'person');
  const items = new Set(all.filter(({ kind }) => kind === 'item').map(({ key }) => key));
  const ids = new Set<number>([...(await findWritten(db, people)), ...(await findItems(db, items))]);
  const report = await eraseMentions(db, {
    mentionIds: [...ids].sort((a, b) => a - b),
    pseudonyms: [],
    file: null,
    now,
  });
  // Not of what was remembered meanwhile: that is looked for the next time.
  await setMeta(db, appliedKey, fingerprintOf(all));
  return report;
}

/** All that the database remembers. */
export async function listErasures(db: Db): Promise<readonly ErasureNote[]> {
  const rows = await db.selectFrom('erasures').select(['kind', 'key', 'until']).execute();
  // The table takes no other kinds.
  return rows.map(({ kind, key, until }) => ({ kind: kind as ErasureNote['kind'], key, until }));
}

/**
 * Whether exactly this was applied to all that the database holds. To find what is named all keys are read, which takes seconds with a
 * million mentions; a run that was cut off, and a backup of an earlier time, are not marked.
 */
export async function areApplied(db: Db, notes: readonly ErasureNote[]): Promise<boolean> {
  return (await findMeta(db, appliedKey)) === fingerprintOf(notes);
}

const appliedKey = 'erasuresApplied';

function fingerprintOf(notes: readonly ErasureNote[]): string {
  const hash = createHash('sha256');
  for (const line of notes.map(({ kind, key, until }) => `${kind} ${key} ${until}\n`).sort()) hash.update(line);
  return hash.digest('hex').slice(0, 32);
}

/** Those in `notes` of which `known` holds none as late. */
export function missingIn(known: readonly ErasureNote[], notes: readonly ErasureNote[]): readonly ErasureNote[] {
  const latest = new Map(newestOf(known).map(({ kind, key, until }) => [`${kind} ${key}`, until]));
  return newestOf(notes).filter(({ kind, key, until }) => (latest.get(`${kind} ${key}`) ?? '') < until);
}

/** A conflict within one statement is an error on PostgreSQL. */
function newestOf(notes: readonly ErasureNote[]): readonly ErasureNote[] {
  const newest = new Map<string, ErasureNote>();
  for (const note of notes) {
    const known = newest.get(`${note.kind} ${note.key}`);
    if (known === undefined || known.until < note.until) newest.set(`${note.kind} ${note.key}`, note);
  }
  return [...newest.values()];
}

/** Mentions that these people wrote until the time of their erasure. */
async function findWritten(
  db: Db,
  people: readonly { readonly key: string; readonly until: Instant }[],
): Promise<number[]> {
  if (people.length === 0) return [];
  const until = new Map(people.map((person) => [person.key, person.until]));
  const platforms = await db.selectFrom('mentions').select('platform').distinct().execute();
  const found: number[] = [];
  for (const { platform } of platforms) {
    const rows = await db
      .selectFrom('mentions')
      .select(['id', 'authorHandle', 'publishedAt'])
      .where('platform', '=', platform)
      .where(isIn(db, 'mentions.authorHandle', [...until.keys()]))
      .execute();
    for (const row of rows) if (row.publishedAt <= (until.get(row.authorHandle ?? '') ?? '')) found.push(row.id);
  }
  return found;
}

/** Keys are remembered by their hash, so all stored ones are hashed, in pages; only when something was erased. */
async function findItems(db: Db, items: ReadonlySet<string>): Promise<number[]> {
  const found: number[] = [];
  if (items.size === 0) return found;
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('mentionKeys')
      .select(['key', 'mentionId'])
      .where('key', '>', after)
      .orderBy('key')
      .limit(5_000)
      .execute();
    for (const { key, mentionId } of rows) if (items.has(erasedKey(key))) found.push(mentionId);
    const last = rows.at(-1);
    if (last === undefined || rows.length < 5_000) return found;
    after = last.key;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
