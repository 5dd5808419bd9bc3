import { type Kysely, sql } from 'kysely';

/**
 * What the province offers to its regencies: what its sources brought, and its keyword packs. Functions with the rights of the province, so
 * that a regency reads these and nothing else of its tables; their text is read when they are called, so that they stand in the way of no
 * later change of the tables. Frozen in time: imports nothing of the program.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  const rights = 'language sql stable security definer set search_path = shared, pg_temp';
  await run(`create function shared.offered_sources()
    returns table (id text, title text, class text, platform text, interval_ms bigint, silent_after_ms bigint, legal text)
    ${rights} as $$
      select id, title, class, platform, interval_ms::bigint, silent_after_ms::bigint, legal from sources
      where enabled = 1 and paused_at is null and archived_at is null and stopped_reason is null and collector <> 'shared'
      order by id
    $$`);
  await run(`create function shared.items_after(source text, after bigint, most integer)
    returns table (id bigint, kind text, platform text, url text, title text, text text, publisher text, published_at text,
      "precision" text, language text, claimed text, verdict text, rating text)
    ${rights} as $$
      select m.id::bigint, m.kind, m.platform, m.url, m.title, m.text, m.publisher, m.published_at, m."precision", m.language,
        r.claimed, r.verdict, r.rating
      from mentions m left join claim_reviews r on r.mention_id = m.id
      where m.source_id = $1 and m.id > $2 and m.kind in ('article', 'post', 'klipping') and m.set_aside is null
      order by m.id limit least($3, 500)
    $$`);
  await run(`create function shared.offered_packs() returns table (id text, data text)
    ${rights} as $$ select id, data from keyword_packs order by id $$`);
  for (const name of ['offered_sources()', 'items_after(text, bigint, integer)', 'offered_packs()']) {
    await run(`revoke all on function shared.${name} from public`);
  }
}
