import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Instant } from '../core/mention.ts';
import type { SearchNode } from '../core/search-plan.ts';
import { dialectOf } from './dialect.ts';
import { kept } from './kept.ts';
import { loadRegionCode } from './meta.ts';
import { type Position, parseCursor } from './paging.ts';
import type { Db } from './schema.ts';
import type { MentionQuery } from './search-mentions.ts';
import { isText, toFts, toTsquery, toWay } from './search-mentions-text.ts';
import { concernsAgency, holds, isOfScores } from './search-mentions-where.ts';

/** A question, cut into what the word index answers and what is asked of rows. */
export interface Question {
  /** Of FTS5 or as a tsquery; null when no word leads. */
  readonly lead: string | null;
  /** A tsquery for everything that the lead finds and some more, where the index answers that much sooner; null for the lead itself. */
  readonly way: string | null;
  /** Whether the lead may also find what holds none of its words: no index answers that. */
  readonly isOpen: boolean;
  /** The one issue that is asked for. */
  readonly issueId: number | null;
  /** For rows that the lead has found. */
  readonly conditions: readonly RawBuilder<SqlBool>[];
  readonly byScores: boolean;
  /** Whether no index decides, and every row has to be looked at. */
  readonly isDear: boolean;
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly cursor: Position | null;
}

/** What the index can rank by, of FTS5 or as a tsquery; null when no word leads. */
export function rankedBy(db: Db, node: SearchNode | undefined): string | null {
  return toLead(db, rankedParts(node));
}

/** The parts of it that are words. */
export function rankedParts(node: SearchNode | undefined): readonly SearchNode[] {
  const parts = node === undefined ? [] : node.kind === 'and' ? node.parts : [node];
  return parts.filter(isText);
}

/** @param given words that lead, whatever else would be the better way in */
export async function toQuestion(db: Db, query: MentionQuery, given: string | null = null): Promise<Question> {
  const { node, scope, placeCode } = query;
  const parts = node === undefined ? [] : node.kind === 'and' ? node.parts : [node];
  const texts = parts.filter(isText);
  const times = parts.filter((part) => part.kind === 'time');
  const fields = parts.filter((part) => part.kind === 'field');
  const keys = selectiveKeys(query, fields);
  const isRareScope = scope !== undefined && (await isFewerThan(db, ['scores', 'agency', scope], manyOfAgency));
  const isSelective = isRareScope || keys.length > 0;
  const lead = given ?? ((await isRare(db, keys)) ? null : toLead(db, texts));
  const rest = parts.filter((part) => part.kind !== 'time' && (lead === null || !texts.includes(part)));
  const about = query.relevantOnly === true ? await loadRegionCode(db) : undefined;
  const verdicts = [
    ['label', query.label],
    ['topic', query.topic],
    ['agency', query.agency],
    ['attention', query.attention],
    ['target', query.target],
    ['hoaxClass', query.hoaxClass],
    ['about', query.about],
    ['about', about],
  ] as const;
  const conditions = [
    ...verdicts.flatMap(([column, value]) => {
      if (value === undefined) return [];
      const condition = sql<SqlBool>`${sql.ref(`scores.${column}`)} = ${value}`;
      // Else SQLite would walk all that is about the regency.
      return [column === 'about' && isSelective ? sql<SqlBool>`(${condition}) is true` : condition];
    }),
    // As the index of what looks like a hoax says.
    ...(keys.some(([, column]) => column === 'hoax_class') ? [sql<SqlBool>`scores.hoax_class <> 'none'`] : []),
    ...(placeCode === undefined ? [] : [holds(db, { kind: 'field', field: 'kecamatan', id: placeCode })]),
    ...(query.platform === undefined ? [] : [sql<SqlBool>`mentions.platform = ${query.platform}`]),
    ...(query.sourceId === undefined ? [] : [sql<SqlBool>`mentions.source_id = ${query.sourceId}`]),
    ...(query.issueId === undefined ? [] : [sql<SqlBool>`mentions.issue_id = cast(${query.issueId} as bigint)`]),
    ...(scope === undefined ? [] : [concernsAgency(scope, isRareScope)]),
    ...(query.unchecked === true ? [isUnchecked] : []),
    query.includeSetAside === true
      ? sql<SqlBool>`(mentions.set_aside is null or mentions.set_aside <> 'restricted')`
      : sql<SqlBool>`mentions.set_aside is null`,
    ...rest.map((part) => holds(db, part)),
  ];
  const issue = keys.find(([, column]) => column === 'issue_id');
  return {
    lead,
    way: lead === null || dialectOf(db) === 'sqlite' ? null : toWay({ kind: 'and', parts: texts }),
    isOpen: lead !== null && toFts({ kind: 'and', parts: texts }) === null,
    issueId: issue === undefined ? null : Number(issue[2]),
    conditions,
    // With a filter on verdicts the scores lead, through their own copy of the time; otherwise the mentions do.
    byScores:
      !keys.some(([table]) => table === 'mentions') &&
      (placeCode !== undefined ||
        verdicts.some(([, value]) => value !== undefined) ||
        rest.some((part) => part.kind === 'field' && isOfScores(part.field))),
    isDear: !isSelective && (query.unchecked === true || rest.some((part) => !isCheap(part))),
    from: latest([query.from ?? null, ...times.map((time) => time.from)]),
    to: earliest([query.to ?? null, ...times.map((time) => time.to)]),
    cursor: query.cursor === undefined ? null : parseCursor(query.cursor),
  };
}

type SelectiveKey = readonly [table: 'scores' | 'mentions', column: string, value: string | number];

/** Filters that have an index of their own in the order of time: few among many are found without looking at the many. */
function selectiveKeys(query: MentionQuery, fields: readonly Extract<SearchNode, { kind: 'field' }>[]) {
  const idOf = (field: string) => fields.find((part) => part.field === field)?.id;
  const hoax = query.hoaxClass ?? idOf('hoaks');
  const wanted = [
    ['scores', 'agency', query.agency ?? idOf('opd')],
    ['scores', 'hoax_class', hoax === 'none' ? undefined : hoax],
    ['mentions', 'source_id', query.sourceId ?? idOf('sumber')],
    ['mentions', 'issue_id', query.issueId ?? (idOf('isu') === undefined ? undefined : Number(idOf('isu')))],
    ['mentions', 'platform', query.platform ?? idOf('platform')],
  ] as const;
  return wanted.flatMap(([table, column, value]): SelectiveKey[] =>
    value === undefined ? [] : [[table, column, value]],
  );
}

/** From so few on, asking each row for the words costs less than taking the words' hits one after the other. */
const fewRows = 4_000;

async function isRare(db: Db, keys: readonly SelectiveKey[]): Promise<boolean> {
  if (dialectOf(db) === 'postgres') return false;
  for (const key of keys) if (await isFewerThan(db, key, fewRows)) return true;
  return false;
}

async function isFewerThan(db: Db, [table, column, value]: SelectiveKey, many: number): Promise<boolean> {
  const hoaxes = column === 'hoax_class' ? sql`and hoax_class <> 'none'` : sql``;
  const { rows } = await sql<{ count: number }>`select count(*) as count from (select 1 from ${sql.table(table)}
    where ${sql.ref(column)} = ${value} ${hoaxes} limit ${sql.lit(many)}) as counted ${kept}`.execute(db);
  return (rows[0]?.count ?? 0) < many;
}

/** Answered by the indexes of scores without the row. */
function isCheap(part: SearchNode): boolean {
  return part.kind === 'field' && isOfScores(part.field);
}

const isUnchecked = sql<SqlBool>`not exists (select 1 from corrections
  where corrections.mention_id = mentions.id and corrections.content_hash = mentions.content_hash)`;

function latest(times: readonly (Instant | null)[]): Instant | null {
  return times.reduce((late, time) => (late === null || (time !== null && time > late) ? time : late), null);
}

export function earliest(times: readonly (Instant | null)[]): Instant | null {
  return times.reduce((early, time) => (early === null || (time !== null && time < early) ? time : early), null);
}

/** Words that everything must or must not hold; null when nothing is a way into the index. */
function toLead(db: Db, texts: readonly SearchNode[]): string | null {
  if (texts.length === 0) return null;
  if (dialectOf(db) === 'postgres') return toTsquery({ kind: 'and', parts: texts });
  return toFts({ kind: 'and', parts: texts });
}

/** From so many on, walking the newest and looking at each is the better way. */
const manyOfAgency = 5_000;
