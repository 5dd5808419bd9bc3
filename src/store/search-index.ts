import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { dialectOf } from './dialect.ts';
import type { Db } from './schema.ts';

/** Longest word kept, and longest text of one mention, both in UTF-16 units: PostgreSQL's tsvector ends at 1 MB. */
const maxWord = 60;
const maxText = 250_000;

/**
 * The words that are indexed and looked up: runs of letters, digits and marks, each once. Made here and not by the databases'
 * own word breakers, which differ (hyphens, numbers, e-mail addresses, newer scripts), so that both find the same mentions.
 */
export function toWords(stems: string): readonly string[] {
  const words = new Set<string>();
  let length = 0;
  for (const part of stems.split(/\s+/)) {
    for (const whole of part
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []) {
      const word = whole.length > maxWord ? [...whole].slice(0, maxWord).join('') : whole;
      if (words.has(word)) continue;
      length += word.length + 1;
      if (length > maxText) return [...words];
      words.add(word);
    }
  }
  return [...words];
}

/** Text that both databases split at its spaces into exactly its words. */
const plainText = /^[a-z0-9]{1,60}(?: [a-z0-9]{1,60})*$/;

/** What is handed to the database, which drops repeated words itself. */
function toIndexText(stems: string): string {
  return stems.length <= maxText && plainText.test(stems) ? stems : toWords(stems).join(' ');
}

/** Puts the stems of mentions into the index, replacing what was there. */
export async function indexMentions(trx: Db, rows: readonly { id: number; stems: string }[]): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.id);
  const texts = rows.map((row) => toIndexText(row.stems));
  if (dialectOf(trx) === 'postgres') {
    await sql`insert into mention_search (mention_id, stems)
      select id, words::tsvector from unnest(${ids}::bigint[], ${texts}::text[]) as fresh (id, words)
      on conflict (mention_id) do update set stems = excluded.stems`.execute(trx);
    return;
  }
  const pairs = JSON.stringify(ids.map((id, index) => [id, texts[index]]));
  await sql`insert or replace into mention_search (rowid, stems)
    select value ->> 0, value ->> 1 from json_each(${pairs})`.execute(trx);
}

/**
 * From so many hits on, SQLite had better walk the newest mentions and look each up among the hits, until a page is full,
 * than fetch and sort all that were hit (a word of every second mention, 233,000 mentions: 48 ms instead of 3.6 s).
 */
const manyHits = 5_000;

/**
 * Condition: the mention holds every one of the stems.
 * @param idColumn as `table.column`, camelCase
 */
export async function matchesStems(db: Db, idColumn: string, stems: readonly string[]): Promise<RawBuilder<SqlBool>> {
  const words = toWords(stems.join(' '));
  if (words.length === 0) return sql<SqlBool>`1 = 0`;
  const column = sql.ref(idColumn);
  if (dialectOf(db) === 'postgres') {
    return sql<SqlBool>`${column} in (select mention_id from mention_search where stems @@ ${words.join(' & ')}::tsquery)`;
  }
  const query = words.map((word) => `"${word}"`).join(' ');
  // SQLite keeps no statistics of the index, so the choice that PostgreSQL makes by itself is made here.
  const { rows } = await sql<{ hits: number }>`select count(*) as hits from
    (select 1 from mention_search where mention_search match ${query} limit ${manyHits})`.execute(db);
  // The plus sign keeps SQLite from using the hits as the way in.
  const way = (rows[0]?.hits ?? 0) < manyHits ? sql`` : sql`+`;
  return sql<SqlBool>`${way}${column} in (select rowid from mention_search where mention_search match ${query})`;
}
