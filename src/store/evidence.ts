import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { KeptAnswer } from '../core/evidence.ts';
import type { Instant, MentionDraft } from '../core/mention.ts';
import { inWriteTransaction, isIn } from './dialect.ts';
import { insertRows } from './insert-rows.ts';
import type { Db } from './schema.ts';

/** An answer as it is stored. */
export interface PackedAnswer {
  readonly url: string;
  readonly contentType: string | null;
  readonly fetchedAt: Instant;
  /** Of the body as it came, hexadecimal. */
  readonly sha256: string;
  /** Bytes of the body as it came. */
  readonly size: number;
  /** Compressed with gzip. */
  readonly body: Uint8Array;
  /** Identity keys that a mention has when this answer is its own page. */
  readonly pageKeys: readonly string[];
}

/** What is known of a kept answer without opening it. */
export interface EvidenceEntry {
  readonly id: number;
  readonly url: string;
  readonly fetchedAt: Instant;
  readonly sha256: string;
  readonly size: number;
}

/**
 * Keeps the answers behind new and edited mentions, each once, and says which mention was made of which: of its own page where that was
 * fetched, else of every answer of the step that is nobody's page (a feed, a list of posts). Only inside a write transaction.
 * @param drafts all of the step
 */
export async function saveEvidence(
  trx: Db,
  sourceId: string,
  answers: readonly PackedAnswer[],
  drafts: readonly MentionDraft[],
  changed: readonly { readonly mentionId: number; readonly draft: MentionDraft }[],
): Promise<void> {
  if (answers.length === 0 || changed.length === 0) return;
  const keys = new Set(drafts.flatMap((draft) => draft.keys));
  const lists = answers.filter(({ pageKeys }) => !pageKeys.some((key) => keys.has(key)));
  const links = changed.flatMap(({ mentionId, draft }) => {
    const own = answers.filter(({ pageKeys }) => pageKeys.some((key) => draft.keys.includes(key)));
    return (own.length > 0 ? own : lists).map((answer) => ({ mentionId, answer }));
  });
  const ids = await insertAnswers(trx, sourceId, [...new Set(links.map(({ answer }) => answer))]);
  await linkEvidence(
    trx,
    links.flatMap(({ mentionId, answer }) => {
      const evidenceId = ids.get(nameOf(answer));
      return evidenceId === undefined ? [] : [{ mentionId, evidenceId }];
    }),
  );
}

export async function linkEvidence(
  trx: Db,
  links: readonly { readonly mentionId: number; readonly evidenceId: number }[],
): Promise<void> {
  await insertRows(trx, 'mentionEvidence', links, { ignoreKnown: true });
}

function nameOf({ url, sha256 }: Pick<PackedAnswer, 'url' | 'sha256'>): string {
  return `${sha256} ${url}`;
}

/** @returns ids by name, of those that were there already too */
async function insertAnswers(
  trx: Db,
  sourceId: string,
  answers: readonly PackedAnswer[],
): Promise<ReadonlyMap<string, number>> {
  for (const { pageKeys: _, body, ...answer } of answers) {
    await trx
      .insertInto('evidence')
      .values({ sourceId, ...answer, body: Buffer.from(body) })
      .onConflict((conflict) => conflict.columns(['sourceId', 'sha256', 'url']).doNothing())
      .execute();
  }
  const rows = await trx
    .selectFrom('evidence')
    .select(['id', 'url', 'sha256'])
    .where('sourceId', '=', sourceId)
    .where(
      isIn(
        trx,
        'evidence.sha256',
        answers.map(({ sha256 }) => sha256),
      ),
    )
    .execute();
  return new Map(rows.map((row) => [nameOf(row), row.id]));
}

const entryColumns = ['evidence.id', 'evidence.url', 'evidence.fetchedAt', 'evidence.sha256', 'evidence.size'] as const;

/** What a mention was made of, oldest first. */
export function listEvidence(db: Db, mentionId: number): Promise<EvidenceEntry[]> {
  return db
    .selectFrom('mentionEvidence')
    .innerJoin('evidence', 'evidence.id', 'mentionEvidence.evidenceId')
    .select(entryColumns)
    .where('mentionEvidence.mentionId', '=', mentionId)
    .orderBy('evidence.fetchedAt')
    .orderBy('evidence.id')
    .execute();
}

/** Kept answers of a source, newest first. */
export function listSourceEvidence(db: Db, sourceId: string): Promise<EvidenceEntry[]> {
  return db
    .selectFrom('evidence')
    .select(entryColumns)
    .where('sourceId', '=', sourceId)
    .orderBy('fetchedAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** One kept answer, unpacked; null when it is no longer there. */
export async function loadAnswer(db: Db, id: number): Promise<KeptAnswer | null> {
  const row = await db
    .selectFrom('evidence')
    .select(['url', 'contentType', 'fetchedAt', 'body'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, body: await promisify(gunzip)(row.body) };
}

/** Rows removed at a time: collecting must not wait for the whole. */
const pruneSize = 50;

/** Removes what was fetched before that time. @returns how many answers */
export async function deleteEvidenceBefore(db: Db, before: Instant): Promise<number> {
  let deleted = 0;
  for (;;) {
    const count = await inWriteTransaction(db, async (trx) => {
      const old = await trx
        .selectFrom('evidence')
        .select('id')
        .where('fetchedAt', '<', before)
        .orderBy('fetchedAt')
        .limit(pruneSize)
        .execute();
      const ids = old.map(({ id }) => id);
      await trx
        .deleteFrom('evidence')
        .where(isIn(trx, 'evidence.id', ids))
        .execute();
      return ids.length;
    });
    deleted += count;
    if (count < pruneSize) return deleted;
  }
}
