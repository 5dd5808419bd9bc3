import { RequestError } from '../core/errors.ts';
import type { Instant } from '../core/mention.ts';
import { type AuthorName, isPseudonym, type Pseudonyms } from '../core/pseudonym.ts';
import { writeAudit } from './audit.ts';
import { loadSeals } from './authors-sealed.ts';
import { inWriteTransaction } from './dialect.ts';
import type { Db } from './schema.ts';

export interface Unmask {
  readonly mentionId: number;
  readonly reason: string;
  readonly who: string;
  readonly now: Date;
  /** `retention.authorDays`: of what was collected longer ago nobody is told the name, though the person is still seen. */
  readonly authorDays: number;
}

const dayMs = 86_400_000;
const action = 'author.unmask';

/**
 * Tells who is behind the pseudonym of a mention, and writes down who asked and why: both or neither.
 * @throws RequestError 404 without such a mention, or without a citizen who wrote it, or when the name is no longer kept
 */
export function unmaskAuthor(db: Db, pseudonyms: Pick<Pseudonyms, 'unseal'>, unmask: Unmask): Promise<AuthorName> {
  const { mentionId, reason, who, now } = unmask;
  return inWriteTransaction(db, async (trx) => {
    const author = await readAuthor(trx, pseudonyms, unmask);
    const object = `mention:${mentionId}`;
    await writeAudit(trx, { at: now.toISOString(), who, action, object, detail: { reason } });
    return author;
  });
}

async function readAuthor(
  db: Db,
  pseudonyms: Pick<Pseudonyms, 'unseal'>,
  { mentionId, now, authorDays }: Pick<Unmask, 'mentionId' | 'now' | 'authorDays'>,
): Promise<AuthorName> {
  const row = await db
    .selectFrom('mentions')
    .select(['authorHandle', 'collectedAt'])
    .where('id', '=', mentionId)
    .executeTakeFirst();
  const pseudonym = row?.authorHandle ?? '';
  if (row === undefined || !isPseudonym(pseudonym)) {
    throw new RequestError(404, 'not-found', `Sebutan ${mentionId} tidak punya penulis yang disamarkan.`);
  }
  const sealed = (await loadSeals(db, [pseudonym])).get(pseudonym);
  const isOver = Date.parse(row.collectedAt) < now.getTime() - authorDays * dayMs;
  const author = sealed === undefined || isOver ? null : pseudonyms.unseal(pseudonym, sealed);
  if (author === null) {
    throw new RequestError(404, 'name-gone', 'Nama penulis ini sudah tidak disimpan; masa simpannya lewat.');
  }
  return author;
}

/** How long somebody who gave a reason sees the name on the page. */
const shownMs = 15 * 60_000;

/** The author of a mention for somebody who has unmasked it in the last quarter of an hour; null for everybody else. */
export async function findUnmasked(
  db: Db,
  pseudonyms: Pick<Pseudonyms, 'unseal'>,
  request: Omit<Unmask, 'reason'>,
): Promise<AuthorName | null> {
  const { mentionId, who, now } = request;
  const since: Instant = new Date(now.getTime() - shownMs).toISOString();
  const asked = await db
    .selectFrom('audit')
    .select('id')
    .where('object', '=', `mention:${mentionId}`)
    .where('action', '=', action)
    .where('who', '=', who)
    .where('at', '>=', since)
    .limit(1)
    .executeTakeFirst();
  if (asked === undefined) return null;
  return readAuthor(db, pseudonyms, request).catch((error: unknown) => {
    if (error instanceof RequestError) return null;
    throw error;
  });
}
