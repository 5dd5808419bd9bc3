import { sql } from 'kysely';
import { wordGap, wordsToIndex } from '../core/search-words.ts';
import { dialectOf, inWriteTransaction } from './dialect.ts';
import { kept } from './kept.ts';
import { findMeta, setMeta } from './meta.ts';
import type { Db } from './schema.ts';
import { keySql } from './search-keys.ts';

/** Puts the stems of stored mentions into the index, in their order, replacing what was there. Only inside a write transaction. */
export async function indexMentions(trx: Db, rows: readonly { id: number; stems: string }[]): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.id);
  if (dialectOf(trx) === 'postgres') {
    const texts = rows.map((row) => toVector(wordsToIndex(row.stems)));
    await sql`insert into mention_words (mention_id, words)
      select id, words::tsvector from unnest(${ids}::bigint[], ${texts}::text[]) as fresh (id, words)
      on conflict (mention_id) do update set words = excluded.words ${kept}`.execute(trx);
    return;
  }
  const pairs = JSON.stringify(rows.map(({ id, stems }) => [id, wordsToIndex(stems).join(' ')]));
  // In rising order: each step backwards makes FTS5 write out what it holds.
  await sql`insert or replace into mention_words (rowid, words)
    select ${keySql} as key, fresh.value ->> 1 from json_each(${pairs}) as fresh
    cross join mentions on mentions.id = fresh.value ->> 0 order by key`.execute(trx);
}

/** `'air':1,7 'mati':2` */
function toVector(words: readonly string[]): string {
  const places = new Map<string, number[]>();
  for (const [index, word] of words.entries()) {
    if (word === wordGap) continue;
    const known = places.get(word);
    if (known === undefined) places.set(word, [index + 1]);
    else known.push(index + 1);
  }
  return [...places].map(([word, at]) => `'${word}':${at.join(',')}`).join(' ');
}

/** Meta key: mentions up to this id still have to be indexed, as an upgrade left them. */
const leftKey = 'search-reindex';

/** How much an upgrade has left to be indexed; null when everything can be found. */
export async function findReindexing(db: Db): Promise<{ readonly upToId: number } | null> {
  const upToId = Number(await findMeta(db, leftKey));
  return upToId > 0 ? { upToId } : null;
}

/**
 * Indexes the newest of what an upgrade has left, in one short transaction. To be called again until nothing remains; what is done
 * survives a restart.
 * @param stemsOf as drafts are made with
 * @returns how many it has indexed and whether more remain
 */
export async function reindexSome(
  db: Db,
  stemsOf: (text: string) => readonly string[],
  limit = 500,
): Promise<{ readonly indexed: number; readonly remains: boolean }> {
  if ((await findReindexing(db)) === null) return { indexed: 0, remains: false };
  return inWriteTransaction(db, async (trx) => {
    const left = await findReindexing(trx);
    if (left === null) return { indexed: 0, remains: false };
    const rows = await trx
      .selectFrom('mentions')
      .select(['id', 'title', 'text'])
      .where('id', '<=', left.upToId)
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    await indexMentions(
      trx,
      rows.map(({ id, title, text }) => ({
        id,
        stems: stemsOf(title === null ? text : `${title}\n${text}`).join(' '),
      })),
    );
    const remains = rows.length === limit;
    if (remains) await setMeta(trx, leftKey, String((rows.at(-1)?.id ?? 1) - 1));
    else await trx.deleteFrom('meta').where('key', '=', leftKey).execute();
    return { indexed: rows.length, remains };
  });
}
