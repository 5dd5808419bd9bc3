import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { SearchNode } from '../core/search-plan.ts';
import type { Db } from './schema.ts';
import { holdsText, isText } from './search-mentions-text.ts';

/** Condition on a row of `mentions` with its `scores`, which may be missing. */
export function holds(db: Db, node: SearchNode): RawBuilder<SqlBool> {
  if (isText(node)) return holdsText(db, node);
  switch (node.kind) {
    case 'field':
      return holdsField(node.field, node.id);
    case 'time': {
      const from = node.from === null ? sql<SqlBool>`1 = 1` : sql<SqlBool>`mentions.published_at >= ${node.from}`;
      return node.to === null ? from : sql<SqlBool>`(${from} and mentions.published_at < ${node.to})`;
    }
    case 'not':
      // What is not known (no score, no agency) is not what was asked for.
      return sql<SqlBool>`(${holds(db, node.part)}) is not true`;
    case 'and':
    case 'or': {
      if (node.parts.length === 0) return sql<SqlBool>`1 = ${node.kind === 'and' ? sql`1` : sql`0`}`;
      const parts = node.parts.map((part) => holds(db, part));
      return sql<SqlBool>`(${sql.join(parts, node.kind === 'and' ? sql` and ` : sql` or `)})`;
    }
    default:
      throw new Error('words are asked of the index');
  }
}

const scoreColumns = {
  opd: 'scores.agency',
  sentimen: 'scores.label',
  topik: 'scores.topic',
  tingkat: 'scores.attention',
  hoaks: 'scores.hoaxClass',
} as const;

type Field = Extract<SearchNode, { kind: 'field' }>['field'];

export function isOfScores(field: Field): boolean {
  return field in scoreColumns || field === 'kecamatan';
}

function holdsField(field: Field, id: string): RawBuilder<SqlBool> {
  switch (field) {
    case 'platform':
      return sql<SqlBool>`mentions.platform = ${id}`;
    case 'sumber':
      return sql<SqlBool>`mentions.source_id = ${id}`;
    case 'kelas':
      return sql<SqlBool>`coalesce(mentions.voice_class, (select class from sources where sources.id = mentions.source_id)) = ${id}`;
    case 'isu':
      return sql<SqlBool>`mentions.issue_id = cast(${id} as bigint)`;
    case 'kecamatan':
      // '/' follows '.': everything that begins with `35.16.15.`
      return sql<SqlBool>`(scores.place_code = ${id} or (scores.place_code > ${`${id}.`} and scores.place_code < ${`${id}/`}))`;
    default:
      return sql<SqlBool>`${sql.ref(scoreColumns[field])} = ${id}`;
  }
}

/**
 * Condition: an agency's own, by what the text is about or by the issue that it belongs to.
 * @param isRare whether the agency has so few that they are the better way in
 */
export function concernsAgency(agency: string, isRare: boolean): RawBuilder<SqlBool> {
  if (!isRare) {
    return sql<SqlBool>`(scores.agency = ${agency} or mentions.issue_id in (select id from issues where agency = ${agency}))`;
  }
  return sql<SqlBool>`mentions.id in (select mention_id from scores where agency = ${agency}
    union select member.id from issues join mentions as member on member.issue_id = issues.id where issues.agency = ${agency})`;
}
