import { sql } from 'kysely';
import type { DigestQuestions } from '../core/digest.ts';
import { RequestError } from '../core/errors.ts';
import type { Instant, Platform } from '../core/mention.ts';
import type { AskKind, Question } from '../core/question.ts';
import { writeAudit } from './audit.ts';
import { inWriteTransaction } from './dialect.ts';
import { type Page, parseCursor, toPage } from './paging.ts';
import type { Db } from './schema.ts';
import type { Period } from './stats.ts';

const offices = ['government', 'village'] as const;

/**
 * Calls questions answered that an office's account has replied to since: the first reply counts.
 * @param since looks only at what was asked since then
 * @returns how many
 */
export function markReplied(db: Db, since: Instant): Promise<number> {
  return inWriteTransaction(db, async (trx) => {
    const replies = await trx
      .selectFrom('questions')
      .innerJoin('mentions', 'mentions.parentId', 'questions.mentionId')
      .innerJoin('sources', 'sources.id', 'mentions.sourceId')
      .select(['questions.mentionId', 'mentions.id', 'mentions.publishedAt', 'mentions.author', 'sources.title'])
      .where('questions.answeredAt', 'is', null)
      .where('questions.askedAt', '>=', since)
      .where('mentions.voiceClass', 'in', offices)
      .where('mentions.setAside', 'is', null)
      .orderBy('mentions.publishedAt')
      .orderBy('mentions.id')
      .execute();
    const first = new Map<number, (typeof replies)[number]>();
    for (const reply of replies) if (!first.has(reply.mentionId)) first.set(reply.mentionId, reply);
    for (const { mentionId, id, publishedAt, author, title } of first.values()) {
      await trx
        .updateTable('questions')
        .set({ answeredAt: publishedAt, answerMentionId: id, answeredBy: author ?? title })
        .where('mentionId', '=', mentionId)
        .execute();
    }
    return first.size;
  });
}

export interface AnswerByHand {
  readonly mentionId: number;
  readonly who: string;
  /** How it was answered: `dijawab lewat telepon`. */
  readonly note: string | null;
  /** Where the answer stands; null when nobody can look it up. */
  readonly url: string | null;
  readonly now: Date;
}

/** Somebody says that it was answered elsewhere. @throws RequestError 404 · 409 when it is answered already */
export function answerByHand(db: Db, { mentionId, who, note, url, now }: AnswerByHand): Promise<void> {
  return inWriteTransaction(db, async (trx) => {
    const row = await trx.selectFrom('questions').selectAll().where('mentionId', '=', mentionId).executeTakeFirst();
    if (row === undefined) throw new RequestError(404, 'not-found', `Pertanyaan ${mentionId} tidak ada.`);
    if (row.answeredAt !== null) {
      throw new RequestError(409, 'answered', `Pertanyaan ini sudah dijawab (${row.answeredBy ?? 'tanpa nama'}).`);
    }
    const at = now.toISOString();
    await trx
      .updateTable('questions')
      .set({ answeredAt: at, answeredBy: who, answerUrl: url })
      .where('mentionId', '=', mentionId)
      .execute();
    const detail = note === null && url === null ? null : { note, ...(url === null ? {} : { url }) };
    await writeAudit(trx, { at, who, action: 'question.answered', object: `question:${mentionId}`, detail });
  });
}

export interface QuestionQuery {
  /** Null: those that no agency is recognised for. */
  readonly agency?: string | null;
  readonly kind?: AskKind;
  /** Only those that wait, or only those that are answered. */
  readonly waiting?: boolean;
  /** Asked at or after. */
  readonly from?: Instant;
  /** Asked before. */
  readonly to?: Instant;
  /** What waits longest first, instead of what was asked last. */
  readonly oldestFirst?: boolean;
  readonly limit: number;
  readonly cursor?: string;
}

/** Latest asked first, unless the oldest are wanted first. @throws RequestError 400 for a cursor that is not ours */
export async function listQuestions(db: Db, query: QuestionQuery): Promise<Page<Question>> {
  const { agency, kind, waiting, from, to, oldestFirst = false, cursor } = query;
  const direction = oldestFirst ? 'asc' : 'desc';
  let select = shown(db)
    .orderBy('questions.askedAt', direction)
    .orderBy('questions.mentionId', direction)
    .limit(query.limit + 1);
  if (agency !== undefined) {
    select =
      agency === null ? select.where('questions.agency', 'is', null) : select.where('questions.agency', '=', agency);
  }
  if (kind !== undefined) select = select.where('questions.kind', '=', kind);
  if (waiting !== undefined) select = select.where('questions.answeredAt', waiting ? 'is' : 'is not', null);
  if (from !== undefined) select = select.where('questions.askedAt', '>=', from);
  if (to !== undefined) select = select.where('questions.askedAt', '<', to);
  if (cursor !== undefined) {
    const after = parseCursor(cursor);
    select = select.where((eb) =>
      eb(
        eb.refTuple('questions.askedAt', 'questions.mentionId'),
        oldestFirst ? '>' : '<',
        eb.tuple(after.at, after.id),
      ),
    );
  }
  return toPage(await select.execute(), query.limit, (row) => ({ at: row.askedAt, id: row.mentionId }), toQuestion);
}

export async function findQuestion(db: Db, mentionId: number): Promise<Question | null> {
  const row = await shown(db).where('questions.mentionId', '=', mentionId).executeTakeFirst();
  return row === undefined ? null : toQuestion(row);
}

function toQuestion(row: Awaited<ReturnType<ReturnType<typeof shown>['executeTakeFirstOrThrow']>>): Question {
  return { ...row, kind: row.kind as AskKind, platform: row.platform as Platform };
}

/** Questions whose mention still counts, with what lists show of it. */
function shown(db: Db) {
  return db
    .selectFrom('questions')
    .innerJoin('mentions', 'mentions.id', 'questions.mentionId')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .select(['questions.mentionId', 'questions.kind', 'questions.agency', 'questions.askedAt', 'questions.answeredAt'])
    .select(['questions.answerMentionId', 'questions.answeredBy', 'questions.answerUrl'])
    .select(['mentions.text', 'mentions.url', 'mentions.platform'])
    .select(['sources.title as sourceTitle', 'mentions.issueId'])
    .where('mentions.setAside', 'is', null);
}

/** What was asked longer ago no longer counts as waiting: nobody expects an answer. */
const waitingMs = 30 * 86_400_000;
const maxExamples = 3;
const exampleLength = 200;

/**
 * Per agency: asked in the period, and waiting when it ended, of what was asked in the 30 days before that. Those with most waiting
 * first; examples are the oldest that wait.
 */
export async function countQuestions(db: Db, { from, to }: Period): Promise<readonly DigestQuestions[]> {
  const waitingSince = new Date(Date.parse(to) - waitingMs).toISOString();
  const isWaiting = sql<number>`questions.asked_at >= ${waitingSince} and
    (questions.answered_at is null or questions.answered_at >= ${to})`;
  const counts = await db
    .selectFrom('questions')
    .innerJoin('mentions', 'mentions.id', 'questions.mentionId')
    .select('questions.agency')
    .select(sql<number>`cast(sum(case when questions.asked_at >= ${from} then 1 else 0 end) as integer)`.as('asked'))
    .select(sql<number>`cast(sum(case when ${isWaiting} then 1 else 0 end) as integer)`.as('waiting'))
    .select(sql<string | null>`min(case when ${isWaiting} then questions.asked_at end)`.as('oldestWaitingAt'))
    .where('questions.askedAt', '>=', from < waitingSince ? from : waitingSince)
    .where('questions.askedAt', '<', to)
    .where('mentions.setAside', 'is', null)
    .groupBy('questions.agency')
    .execute();
  const examples = await listOldestWaiting(db, waitingSince, to);
  return counts
    .filter(({ asked, waiting }) => asked > 0 || waiting > 0)
    .map((row) => ({ ...row, examples: examples.filter((example) => example.agency === row.agency).map(toExample) }))
    .sort((a, b) => b.waiting - a.waiting || b.asked - a.asked || (a.agency ?? '').localeCompare(b.agency ?? '', 'id'));
}

type Example = Awaited<ReturnType<typeof listOldestWaiting>>[number];

function toExample({ mentionId, text, at, url }: Example): DigestQuestions['examples'][number] {
  return { mentionId, text: text.slice(0, exampleLength), at, url };
}

/** The oldest few of each agency. */
function listOldestWaiting(db: Db, since: Instant, to: Instant) {
  return db
    .selectFrom((eb) =>
      eb
        .selectFrom('questions')
        .innerJoin('mentions', 'mentions.id', 'questions.mentionId')
        .select(['questions.agency', 'questions.mentionId', 'questions.askedAt as at', 'mentions.text', 'mentions.url'])
        .select((inner) =>
          inner.fn
            .agg<number>('row_number')
            .over((over) =>
              over.partitionBy('questions.agency').orderBy('questions.askedAt').orderBy('questions.mentionId'),
            )
            .as('place'),
        )
        .where('questions.askedAt', '>=', since)
        .where('questions.askedAt', '<', to)
        .where((where) =>
          where.or([where('questions.answeredAt', 'is', null), where('questions.answeredAt', '>=', to)]),
        )
        .where('mentions.setAside', 'is', null)
        .as('waiting'),
    )
    .select(['agency', 'mentionId', 'at', 'text', 'url'])
    .where('place', '<=', maxExamples)
    .orderBy('at')
    .orderBy('mentionId')
    .execute();
}
