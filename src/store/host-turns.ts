import { sql } from 'kysely';
import type { HostTurns } from '../core/shared-hosts.ts';
import { type AskSoon, createAskSoon } from './ask-soon.ts';
import type { Db } from './schema.ts';

export interface SharedTurnsOptions {
  /** The longest that a turn is waited for, in milliseconds; default 15 s: a run has 45. */
  readonly patienceMs?: number;
  readonly ask?: AskSoon;
}

/** A slow host is left alone for so long as it took, at the most. */
const maxTookMs = 30_000;
/** No Retry-After is believed for longer than a day: what lies further off was written before the clock was set back. */
const maxPauseMs = 86_400_000;

/**
 * Turns of hosts for all processes on a PostgreSQL database. One statement of one round trip reserves a turn by the database's clock;
 * it locks one row for as long as it runs, and nobody waits inside it. Who dies with a turn has cost that turn.
 * @param db of the province where there is one: all its regencies share their hosts
 */
export function createSharedTurns(db: Db, options: SharedTurnsOptions = {}): HostTurns {
  const { patienceMs = 15_000, ask = createAskSoon() } = options;
  return {
    patienceMs,
    async reserve(host, { spacingMs, tookMs }) {
      const gapMs = Math.max(spacingMs, Math.min(tookMs, maxTookMs));
      const row = await ask(() => reserveTurn(db, host, gapMs, patienceMs));
      return row.isGranted
        ? { isGranted: true, inMs: row.inMs }
        : { isGranted: false, inMs: row.inMs, isPaused: row.isPaused };
    },
    pause: (host, forMs) => ask(() => pauseHost(db, host, Math.min(forMs, maxPauseMs))),
  };
}

interface TurnRow {
  readonly isGranted: boolean;
  readonly isPaused: boolean;
  readonly inMs: number;
}

/**
 * The turn is the first moment that is neither before the one that the last turn left free, nor in a pause, nor past. A time that
 * cannot come of a turn (the clock was set back) does not count.
 */
async function reserveTurn(db: Db, host: string, gapMs: number, patienceMs: number): Promise<TurnRow> {
  const now = sql`statement_timestamp()`;
  const gap = sql`${gapMs}::float8 * interval '1 millisecond'`;
  const patience = sql`${patienceMs}::float8 * interval '1 millisecond'`;
  const { rows } = await sql<TurnRow>`
    insert into host_turns as known (host, turn_at, next_at)
    values (${host}, ${now}, ${now} + ${gap})
    on conflict (host) do update set (turn_at, next_at, paused_until) = (
      select
        case when at <= ${now} + ${patience} then at end,
        case when at <= ${now} + ${patience} then at + ${gap} else next end,
        pause
      from (
        select greatest(${now}, next, pause) as at, next, pause
        from (
          select
            case when known.next_at <= ${now} + ${patience} + greatest(${gap}, interval '60 seconds') then known.next_at
              else ${now} end as next,
            case when known.paused_until between ${now} and ${now} + interval '25 hours' then known.paused_until end as pause
        ) as honest
      ) as free
    )
    returning
      turn_at is not null as "isGranted",
      paused_until is not null as "isPaused",
      greatest(0, extract(epoch from coalesce(turn_at, greatest(next_at, paused_until)) - clock_timestamp()) * 1000)::float8
        as "inMs"`.execute(db.withoutPlugins());
  const [row] = rows;
  if (row === undefined) throw new Error('no turn came of the reservation');
  return row;
}

async function pauseHost(db: Db, host: string, forMs: number): Promise<void> {
  const until = sql`statement_timestamp() + ${forMs}::float8 * interval '1 millisecond'`;
  await sql`
    insert into host_turns as known (host, next_at, paused_until)
    values (${host}, statement_timestamp(), ${until})
    on conflict (host) do update set paused_until = greatest(
      excluded.paused_until,
      case when known.paused_until <= statement_timestamp() + interval '25 hours' then known.paused_until end
    )`.execute(db);
}

/** Drops what is known of hosts that nobody asked for a day. */
export async function pruneHostTurns(db: Db): Promise<void> {
  await sql`
    delete from host_turns
    where next_at < statement_timestamp() - interval '1 day'
      and (paused_until is null or paused_until < statement_timestamp())`.execute(db);
}
