import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresSession } from '../../store/session.ts';

/**
 * Sees to it that a task is run by one worker at a time, whatever the queue hands out: the lock is the database session's, so it ends with
 * the process that holds it, and nobody waits for a lease to run out.
 */
export interface TaskLocks {
  /** False while somebody else holds it. @throws when the database cannot be asked: nothing may be done then */
  take(key: string): Promise<boolean>;
  give(key: string): Promise<void>;
}

/** "KNTJ": no other program uses it on the same database. */
const lockClass = 0x4b4e544a;

/**
 * A session asks something every ten seconds. One that has not for so long belongs to a process that stands still, or to a host that was cut
 * off without a word: its connection is ended, so that others may take what it holds; should it wake up, it learns of it by its next query.
 */
const silentSeconds = 40;
const endSilentHolder = `
  select pg_terminate_backend(activity.pid)
  from pg_locks locks join pg_stat_activity activity on activity.pid = locks.pid
  where locks.locktype = 'advisory' and locks.granted and locks.objsubid = 2
    and locks.database = (select oid from pg_database where datname = current_database())
    and locks.classid = $1::int::oid and locks.objid::bigint = (hashtext($2)::bigint & 4294967295)
    and activity.state_change < now() - make_interval(secs => $3)`;

/** @param silentAfter seconds after which a holder that asks nothing loses its locks */
export function createTaskLocks(session: PostgresSession, silentAfter = silentSeconds): TaskLocks {
  // A session may take its own lock twice.
  const held = new Set<string>();
  session.onLost(() => held.clear());
  return {
    async take(key) {
      if (held.has(key)) return false;
      held.add(key);
      try {
        const [row] = await session.query<{ taken: boolean }>(
          'select pg_try_advisory_lock($1::int, hashtext($2)) as taken',
          [lockClass, key],
        );
        if (row?.taken === true) return true;
        await session.query(endSilentHolder, [lockClass, key, silentAfter]);
      } catch (error) {
        held.delete(key);
        throw error;
      }
      held.delete(key);
      return false;
    },
    async give(key) {
      if (!held.delete(key)) return;
      await session.query('select pg_advisory_unlock($1::int, hashtext($2))', [lockClass, key]);
    },
  };
}

const setupKey = 'setup';
const setupPollMs = 200;

/**
 * One process at a time makes roles, schemas, tables and queues: of several that start at once PostgreSQL would end some, because they wait
 * for each other.
 */
export async function withSetupLock<T>(session: PostgresSession, work: () => Promise<T>): Promise<T> {
  const locks = createTaskLocks(session);
  while (!(await locks.take(setupKey))) await sleep(setupPollMs);
  try {
    return await work();
  } finally {
    await locks.give(setupKey);
  }
}
