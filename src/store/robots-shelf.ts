import { sql } from 'kysely';
import type { RobotsFound, RobotsShelf } from '../core/shared-hosts.ts';
import { type AskSoon, createAskSoon } from './ask-soon.ts';
import type { Db } from './schema.ts';

/** Fetching it takes up to 20 s and the wait for a turn: after this the one who fetched is dead. */
const leaseSeconds = 60;
/** Of all rules together. A page may link to any number of hosts, and each may answer half a megabyte. */
const maxTotalBytes = 128 * 1_048_576;

/**
 * robots.txt for all processes on a PostgreSQL database: the first to want it fetches it, the others read it here.
 * @param db of the province where there is one
 */
export function createRobotsShelf(db: Db, ask: AskSoon = createAskSoon()): RobotsShelf {
  return {
    find: (origin) =>
      ask(async () => {
        const found = await lookUp(db, origin);
        if (found !== null) return found;
        return (await claim(db, origin)) ? { is: 'yours' } : { is: 'awaited' };
      }),
    async keep(origin, { status, rules }, forMs) {
      await sql`
        insert into robots_answers (origin, status, rules, until)
        values (${origin}, ${status}, ${rules}, statement_timestamp() + ${forMs}::float8 * interval '1 millisecond')
        on conflict (origin) do update
        set status = excluded.status, rules = excluded.rules, until = excluded.until`.execute(db);
    },
    async release(origin) {
      await sql`delete from robots_answers where origin = ${origin} and status is null`.execute(db);
    },
  };
}

async function lookUp(db: Db, origin: string): Promise<RobotsFound | null> {
  // Further off than a day: the clock was set back.
  const { rows } = await sql<{ status: number | null; rules: string; forMs: number }>`
    select status, rules, (extract(epoch from until - statement_timestamp()) * 1000)::float8 as "forMs"
    from robots_answers
    where origin = ${origin} and until between statement_timestamp() and statement_timestamp() + interval '25 hours'`.execute(
    db.withoutPlugins(),
  );
  const [row] = rows;
  if (row === undefined) return null;
  if (row.status === null) return { is: 'awaited' };
  return { is: 'kept', answer: { status: row.status, rules: row.rules }, forMs: row.forMs };
}

/** False when another was first. */
async function claim(db: Db, origin: string): Promise<boolean> {
  const { rows } = await sql`
    insert into robots_answers as known (origin, status, rules, until)
    values (${origin}, null, '', statement_timestamp() + ${leaseSeconds}::int * interval '1 second')
    on conflict (origin) do update set status = null, rules = '', until = excluded.until
    where known.until not between statement_timestamp() and statement_timestamp() + interval '25 hours'
    returning origin`.execute(db);
  return rows.length > 0;
}

/** Drops what no longer holds, and the oldest of what is too much altogether. */
export async function pruneRobots(db: Db): Promise<void> {
  await sql`delete from robots_answers where until < statement_timestamp()`.execute(db);
  await sql`
    delete from robots_answers where origin in (
      select origin from (
        select origin, sum(octet_length(rules) + 200) over (order by until desc, origin) as total from robots_answers
      ) as summed
      where total > ${maxTotalBytes}::bigint
    )`.execute(db);
}
