import { type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { Instant } from '../core/mention.ts';
import { dialectOf, isIn } from './dialect.ts';
import { isAmong, kept } from './kept.ts';
import { toCursor } from './paging.ts';
import type { IdRange } from './partitions.ts';
import type { Db, Tables } from './schema.ts';
import { firstKeyOf, idOfKey, instantOf, minuteOf, minuteOfKey } from './search-keys.ts';
import type { MentionQuery } from './search-mentions.ts';
import { findInMonths, newestOf, within } from './search-mentions-months.ts';
import { holdsWords, listMembers, probeOf } from './search-mentions-probe.ts';
import { earliest, type Question, toQuestion } from './search-mentions-question.ts';

/** A hit, with the short columns that facets count. */
export interface FoundRow {
  readonly id: number;
  readonly publishedAt: Instant;
  readonly platform: string;
  readonly sourceId: string;
  readonly voiceClass: string | null;
  readonly label: string | null;
  readonly topic: string | null;
  readonly agency: string | null;
  readonly placeCode: string | null;
}

export interface Found {
  /** Newest first, at most as many as asked for. */
  readonly rows: readonly FoundRow[];
  /** Cursor of what follows; null at the end. */
  readonly next: string | null;
  /** How many were looked at when the search stopped early, its page not full; null when it did not. */
  readonly lookedAt: number | null;
}

/** Matches of words that SQLite looks at for one page: it runs on the thread that does everything else. */
const mostLooked = 20_000;
const firstLook = 250;
/** Rows asked for at a time: some milliseconds, in which nobody else is answered. */
const mostAsked = 1_000;

/** For ranking fewer: each match of the words in that time is weighed. */
const mostLookedToRank = 5_000;

/** Facets look at fewer: a rare filter on frequent words would have all of them asked. */
export const mostLookedToCount = 3_000;

/**
 * Finds ids first, on short rows and indexes: sorting whole texts would cost more than finding them.
 * @param looks matches of words that SQLite looks at
 */
export async function findIds(db: Db, query: MentionQuery, limit: number, looks = mostLooked): Promise<Found> {
  const question = await toQuestion(db, query);
  if (question.lead !== null && dialectOf(db) === 'sqlite') {
    return findByWords(db, question, question.lead, limit, looks);
  }
  return findByFilters(db, question, limit);
}

/** The same always by the words, for those who weigh them. */
export async function findIdsToRank(db: Db, query: MentionQuery, lead: string, limit: number): Promise<Found> {
  const question = await toQuestion(db, query, lead);
  if (dialectOf(db) === 'sqlite') return findByWords(db, question, lead, limit, mostLookedToRank);
  return findByFilters(db, question, limit);
}

async function findByFilters(db: Db, question: Question, limit: number): Promise<Found> {
  if (dialectOf(db) === 'postgres') {
    const pick = (ids: readonly number[]) => askIds(db, question, ids);
    const walk = (range: IdRange) => askFilters(db, question, limit, null, range);
    const members = await listMembers(db, question);
    const { from, to, cursor } = question;
    const period = { from, to: earliest([to, cursor?.at ?? null]) };
    const rows =
      members === null
        ? await findInMonths(db, { walk, probe: probeOf(db, question), pick }, limit + 1, period)
        : newestOf(await pick(members), limit + 1);
    return { rows: rows.slice(0, limit), next: cursorAfter(rows, limit), lookedAt: null };
  }
  const floor = question.isDear ? await findFloor(db, question) : null;
  const rows = await askFilters(db, question, limit, floor, null);
  const next = cursorAfter(rows, limit);
  return floor === null || next !== null
    ? { rows: rows.slice(0, limit), next, lookedAt: null }
    : { rows, next: toCursor({ at: floor, id: 1 }), lookedAt: mostLooked };
}

/** One more than the limit, newest first. @param range of ids, on PostgreSQL: other partitions are not even thought of */
function askFilters(
  db: Db,
  question: Question,
  limit: number,
  floor: Instant | null,
  range: IdRange | null,
): Promise<FoundRow[]> {
  const time = question.byScores ? 'scores.publishedAt' : 'mentions.publishedAt';
  const id = question.byScores ? 'scores.mentionId' : 'mentions.id';
  let select = filtered(db, question, range)
    .orderBy(time, 'desc')
    .orderBy(id, 'desc')
    .limit(limit + 1);
  const { lead, way, from, to, cursor } = question;
  if (floor !== null) select = select.where(time, '>=', floor);
  if (lead !== null) {
    const words = sql<SqlBool>`${holdsWords(lead, way)}${range === null ? sql`` : sql` and ${within('mention_id', range)}`}`;
    select = select.where(sql<SqlBool>`mentions.id in (select mention_id from mention_words where ${words})`);
  }
  if (range !== null) select = select.where(within('mentions.id', range));
  if (from !== null) select = select.where(time, '>=', from);
  if (to !== null) select = select.where(time, '<', to);
  if (cursor !== null) {
    select = select.where((eb) => eb(eb.refTuple(time, id), '<', eb.tuple(cursor.at, cursor.id)));
  }
  return select.execute();
}

/**
 * Those of few ids on PostgreSQL that the question is about, in any order: a limit would let the planner walk through all months for it.
 * They hold the words already, unless their issue was the way to them.
 */
function askIds(db: Db, question: Question, ids: readonly number[]): Promise<FoundRow[]> {
  const { lead, way, issueId, from, to, cursor } = question;
  let select = filtered(db, question).where(isAmong(db, 'mentions.id', ids));
  if (lead !== null && issueId !== null) {
    const words = sql`${holdsWords(lead, way)} and ${isAmong(db, 'mention_id', ids)}`;
    select = select.where(sql<SqlBool>`mentions.id in (select mention_id from mention_words where ${words})`);
  }
  if (from !== null) select = select.where('mentions.publishedAt', '>=', from);
  if (to !== null) select = select.where('mentions.publishedAt', '<', to);
  if (cursor !== null) {
    select = select.where((eb) =>
      eb(eb.refTuple('mentions.publishedAt', 'mentions.id'), '<', eb.tuple(cursor.at, cursor.id)),
    );
  }
  return select.modifyEnd(kept).execute();
}

/** How far back one request may walk when it must look at every row; null when that is everything. */
async function findFloor(db: Db, { from, to, cursor }: Question): Promise<Instant | null> {
  let select = db
    .selectFrom('mentions')
    .select('publishedAt')
    .orderBy('publishedAt', 'desc')
    .limit(1)
    .offset(mostLooked);
  const before = earliest([to, cursor?.at ?? null]);
  if (before !== null) select = select.where('publishedAt', '<', before);
  if (from !== null) select = select.where('publishedAt', '>', from);
  return (await select.executeTakeFirst())?.publishedAt ?? null;
}

function cursorAfter(rows: readonly FoundRow[], limit: number): string | null {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return last === undefined ? null : toCursor({ at: last.publishedAt, id: last.id });
}

type Selected = SelectQueryBuilder<
  Tables & { scores: { [Column in keyof Tables['scores']]: Tables['scores'][Column] | null } },
  'mentions' | 'scores',
  FoundRow
>;

function filtered(db: Db, { conditions, byScores }: Question, range: IdRange | null = null): Selected {
  let select = db
    .selectFrom('mentions')
    .leftJoin('scores', (join) => {
      const joined = join.onRef('scores.mentionId', '=', 'mentions.id');
      // Said of both: PostgreSQL does not conclude it.
      return range === null ? joined : joined.on(within('scores.mention_id', range));
    })
    .select(['mentions.id', 'mentions.publishedAt', 'mentions.platform', 'mentions.sourceId', 'mentions.voiceClass'])
    .select(['scores.label', 'scores.topic', 'scores.agency', 'scores.placeCode']);
  if (byScores) select = select.where('scores.mentionId', 'is not', null);
  for (const condition of conditions) select = select.where(condition);
  return select as unknown as Selected;
}

/**
 * Takes what the words match from the newest on, in growing portions, and asks the rest of each portion's rows. Ends when enough is
 * found, or after as many matches as one request may cost; then the cursor goes on where it ended.
 */
async function findByWords(
  db: Db,
  question: Question,
  lead: string,
  limit: number,
  mostLookedAt: number,
): Promise<Found> {
  const { cursor } = question;
  const bottom = question.from === null ? 0 : firstKeyOf(minuteOf(question.from));
  let top = Math.min(topOf(cursor?.at ?? null), topOf(question.to));
  const found: FoundRow[] = [];
  let looked = 0;
  for (let portion = firstLook; ; portion = Math.min(portion * 2, mostAsked)) {
    const { rows } = await sql<{ key: number }>`select rowid as key from mention_words
      where mention_words match ${lead} and rowid <= cast(${top} as integer) and rowid >= cast(${bottom} as integer)
      order by rowid desc limit ${portion}`.execute(db);
    const ids = rows.map(({ key }) => idOfKey(key));
    found.push(...(await askRows(db, question, ids)));
    looked += rows.length;
    const lastKey = rows.at(-1)?.key;
    if (lastKey === undefined || rows.length < portion) return inOrder(found, limit);
    // The order within a minute is known once the whole minute is.
    const minute = minuteOfKey(lastKey);
    const later = instantOf(minute + 1);
    const whole = found.filter(({ publishedAt }) => publishedAt >= later);
    if (whole.length > limit) return inOrder(whole, limit);
    const reached = toCursor({ at: later, id: 1 });
    const isFurther = cursor === null || later < cursor.at;
    if (looked >= mostLookedAt && isFurther) {
      return { ...inOrder(whole, limit), next: reached, lookedAt: looked };
    }
    top = lastKey - 1;
    // Others get their turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function topOf(at: Instant | null): number {
  return at === null ? Number.MAX_SAFE_INTEGER : firstKeyOf(minuteOf(at) + 1) - 1;
}

async function askRows(db: Db, question: Question, ids: readonly number[]): Promise<readonly FoundRow[]> {
  if (ids.length === 0) return [];
  const { from, to, cursor } = question;
  // `is true` keeps SQLite from using them as a way in: the ids are.
  const conditions = question.conditions.map((condition) => sql<SqlBool>`(${condition}) is true`);
  let select = filtered(db, { ...question, conditions, byScores: false }).where(isIn(db, 'mentions.id', ids));
  if (from !== null) select = select.where(sql<SqlBool>`+mentions.published_at >= ${from}`);
  if (to !== null) select = select.where(sql<SqlBool>`+mentions.published_at < ${to}`);
  if (cursor !== null) {
    select = select.where(sql<SqlBool>`(+mentions.published_at, mentions.id) < (${cursor.at}, ${cursor.id})`);
  }
  return select.execute();
}

function inOrder(found: readonly FoundRow[], limit: number): Found {
  const rows = [...found].sort((a, b) =>
    a.publishedAt === b.publishedAt ? b.id - a.id : a.publishedAt < b.publishedAt ? 1 : -1,
  );
  return { rows: rows.slice(0, limit), next: cursorAfter(rows, limit), lookedAt: null };
}
