import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { SearchNode, SearchText } from '../core/search-plan.ts';
import { dialectOf } from './dialect.ts';
import type { Db } from './schema.ts';
import { keySql } from './search-keys.ts';

/** Whether only words decide, no field. */
export function isText(node: SearchNode): boolean {
  switch (node.kind) {
    case 'phrase':
    case 'near':
      return true;
    case 'not':
      return isText(node.part);
    case 'and':
    case 'or':
      return node.parts.length > 0 && node.parts.every(isText);
    default:
      return false;
  }
}

/** The query in FTS5's words; null for one that FTS5 cannot start from, because it also finds what lacks a word. */
export function toFts(node: SearchNode): string | null {
  switch (node.kind) {
    case 'phrase':
      return quoted(node.words);
    case 'near':
      return `(${pairsOf(node)
        .map(([left, right]) => `NEAR(${quoted(left)} ${quoted(right)}, ${node.distance})`)
        .join(' OR ')})`;
    case 'or': {
      const parts = node.parts.map(toFts);
      return parts.length === 0 || parts.includes(null) ? null : `(${parts.join(' OR ')})`;
    }
    case 'and': {
      const wanted = node.parts.filter(({ kind }) => kind !== 'not').map(toFts);
      const unwanted = node.parts.flatMap((part) => (part.kind === 'not' ? [toFts(part.part)] : []));
      if (wanted.length === 0 || wanted.includes(null) || unwanted.includes(null)) return null;
      const all = `(${wanted.join(' AND ')})`;
      return unwanted.length === 0 ? all : `(${all} NOT (${unwanted.join(' OR ')}))`;
    }
    default:
      return null;
  }
}

/** The text words are made of letters, digits and marks only: nothing in them needs escaping. */
function quoted(words: readonly string[]): string {
  return `"${words.join(' ')}"`;
}

type Near = Extract<SearchText, { kind: 'near' }>;

function pairsOf({ left, right }: Near): readonly (readonly [readonly string[], readonly string[]])[] {
  return left.flatMap((from) => right.map((to) => [from, to] as const));
}

/** The same for PostgreSQL. */
export function toTsquery(node: SearchNode): string {
  switch (node.kind) {
    case 'phrase':
      return `(${node.words.map((word) => `'${word}'`).join(' <-> ')})`;
    case 'near':
      return `(${pairsOf(node)
        .flatMap(([left, right]) => nearAlternatives(left, right, node.distance))
        .join(' | ')})`;
    case 'not':
      return `!${toTsquery(node.part)}`;
    case 'and':
    case 'or':
      return `(${node.parts.map(toTsquery).join(node.kind === 'and' ? ' & ' : ' | ')})`;
    default:
      throw new Error('a field is no text');
  }
}

/**
 * A tsquery that holds wherever the other holds, for a search in which words are near each other: all their distances would be looked up one
 * by one in the index, though the words say already which few texts to look at. Null when there is nothing to save.
 */
export function toWay(node: SearchNode): string | null {
  return holdsNear(node) ? weaken(node) : null;
}

/** Null for what says nothing without its distances. */
function weaken(node: SearchNode): string | null {
  if (!holdsNear(node)) return toTsquery(node);
  switch (node.kind) {
    case 'near': {
      const [left, right] = [node.left, node.right].map((sides) =>
        toTsquery({ kind: 'or', parts: sides.map((words) => ({ kind: 'phrase', words })) }),
      );
      return `(${left} & ${right})`;
    }
    case 'and': {
      const parts = node.parts.flatMap((part) => weaken(part) ?? []);
      return parts.length === 0 ? null : `(${parts.join(' & ')})`;
    }
    case 'or': {
      const parts = node.parts.map(weaken);
      return parts.includes(null) ? null : `(${parts.join(' | ')})`;
    }
    default:
      return null;
  }
}

function holdsNear(node: SearchNode): boolean {
  switch (node.kind) {
    case 'near':
      return true;
    case 'not':
      return holdsNear(node.part);
    case 'and':
    case 'or':
      return node.parts.some(holdsNear);
    default:
      return false;
  }
}

/** PostgreSQL knows exact distances only, so each is listed. */
function nearAlternatives(left: readonly string[], right: readonly string[], distance: number): readonly string[] {
  const [from, to] = [left, right].map((words) => toTsquery({ kind: 'phrase', words }));
  const apart = Array.from({ length: distance + 1 }, (_, between) => between + 1);
  return [
    ...apart.flatMap((step) => [`(${from} <${step}> ${to})`, `(${to} <${step}> ${from})`]),
    ...overlaps(left, right).map((words) => toTsquery({ kind: 'phrase', words })),
  ];
}

/** Phrases in which both sides share words, which FTS5 takes for near. */
function overlaps(left: readonly string[], right: readonly string[]): readonly (readonly string[])[] {
  const merged: (readonly string[])[] = [];
  for (let shift = 1 - right.length; shift < left.length; shift += 1) {
    const start = Math.min(0, shift);
    const length = Math.max(left.length, shift + right.length) - start;
    const words = Array.from({ length }, (_, index) => left[index + start] ?? right[index + start - shift] ?? '');
    const fits = right.every((word, index) => words[index + shift - start] === word);
    if (fits) merged.push(words);
  }
  return merged;
}

/** Condition on a row of `mentions`, asked of the index for one mention at a time on SQLite. */
export function holdsText(db: Db, node: SearchNode): RawBuilder<SqlBool> {
  if (dialectOf(db) === 'postgres') {
    return sql<SqlBool>`mentions.id in (select mention_id from mention_words where words @@ ${toTsquery(node)}::tsquery)`;
  }
  const query = toFts(node);
  if (query !== null) {
    return sql<SqlBool>`exists (select 1 from mention_words where mention_words match ${query} and mention_words.rowid = ${keySql})`;
  }
  if (node.kind === 'not') return sql<SqlBool>`not ${holdsText(db, node.part)}`;
  if (node.kind !== 'and' && node.kind !== 'or') throw new Error('a field is no text');
  const parts = node.parts.map((part) => holdsText(db, part));
  return sql<SqlBool>`(${sql.join(parts, node.kind === 'and' ? sql` and ` : sql` or `)})`;
}
