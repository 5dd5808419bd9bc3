/**
 * The query language of the search for mentions, as a tree. `search-query-parser.ts` reads it, this file prints it:
 * words (all must occur), "phrases", `a OR b` (binds its neighbours), `-a`, `a NEAR/5 b`, parentheses, `field:value`.
 */

export const queryFields = [
  'platform',
  'opd',
  'kecamatan',
  'sentimen',
  'topik',
  'sumber',
  'kelas',
  'tingkat',
  'hoaks',
  'isu',
  'dari',
  'sampai',
] as const;
export type QueryField = (typeof queryFields)[number];

export interface QueryWord {
  readonly kind: 'word';
  /** As typed; holds a letter or a digit. */
  readonly text: string;
}

export interface QueryPhrase {
  readonly kind: 'phrase';
  readonly text: string;
}

export interface QueryFilter {
  readonly kind: 'field';
  readonly field: QueryField;
  /** As printed: `lembah-asri`, `2026-11-21`. */
  readonly value: string;
  /** What it stands for in the database: `99.02.01`; of a date the same as `value`. */
  readonly id: string;
}

/** What can stand on a side of NEAR. */
export type QueryNearSide = QueryWord | QueryPhrase | { readonly kind: 'or'; readonly parts: readonly QueryNode[] };

export interface QueryNear {
  readonly kind: 'near';
  readonly left: QueryNearSide;
  readonly right: QueryNearSide;
  /** Most words between the two, whichever comes first. */
  readonly distance: number;
}

export type QueryNode =
  | QueryWord
  | QueryPhrase
  | QueryFilter
  | QueryNear
  | { readonly kind: 'and'; readonly parts: readonly QueryNode[] }
  | { readonly kind: 'or'; readonly parts: readonly QueryNode[] }
  | { readonly kind: 'not'; readonly part: QueryNode };

/** What was left out of a query, or read differently than it may be meant. Offsets are UTF-16 units of the text. */
export interface QueryProblem {
  readonly start: number;
  readonly end: number;
  /** One or two Indonesian sentences. */
  readonly message: string;
}

/** Joins parts that all must hold; null for none. */
export function allOf(parts: readonly QueryNode[]): QueryNode | null {
  return joined('and', parts);
}

/** Joins parts of which one must hold; null for none. */
export function anyOf(parts: readonly QueryNode[]): QueryNode | null {
  return joined('or', parts);
}

function joined(kind: 'and' | 'or', parts: readonly QueryNode[]): QueryNode | null {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const [first] = flat;
  if (first === undefined) return null;
  return flat.length === 1 ? first : { kind, parts: flat };
}

export function noneOf(part: QueryNode): QueryNode {
  return part.kind === 'not' ? part.part : { kind: 'not', part };
}

/** The query in its one canonical spelling: reading it again gives the same tree. */
export function printQuery(node: QueryNode): string {
  switch (node.kind) {
    case 'word':
      return node.text;
    case 'phrase':
      return `"${node.text}"`;
    case 'field':
      return `${node.field}:${node.value}`;
    case 'near':
      return `${printInside(node.left)} NEAR/${node.distance} ${printInside(node.right)}`;
    case 'and':
      return node.parts.map((part) => (part.kind === 'or' ? `(${printQuery(part)})` : printQuery(part))).join(' ');
    case 'or':
      return node.parts.map((part) => (part.kind === 'and' ? `(${printQuery(part)})` : printQuery(part))).join(' OR ');
    case 'not':
      return `-${printInside(node.part)}`;
  }
}

function printInside(node: QueryNode): string {
  return node.kind === 'and' || node.kind === 'or' ? `(${printQuery(node)})` : printQuery(node);
}

/** The tree without the filters that everything must pass, and those filters. */
export function splitFilters(node: QueryNode | null): { words: QueryNode | null; filters: readonly QueryFilter[] } {
  const parts = node === null ? [] : node.kind === 'and' ? node.parts : [node];
  return {
    words: allOf(parts.filter(({ kind }) => kind !== 'field')),
    filters: parts.filter((part) => part.kind === 'field'),
  };
}
