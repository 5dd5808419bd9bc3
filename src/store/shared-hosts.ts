import type { SharedHosts } from '../core/shared-hosts.ts';
import { createAskSoon } from './ask-soon.ts';
import { dialectOf } from './dialect.ts';
import { createSharedTurns, pruneHostTurns } from './host-turns.ts';
import { createRobotsShelf, pruneRobots } from './robots-shelf.ts';
import type { Db } from './schema.ts';

/**
 * What all processes on a PostgreSQL database know of hosts together.
 * @param db of the province where there is one: all its regencies share their hosts
 */
export function createSharedHosts(db: Db): SharedHosts {
  const ask = createAskSoon();
  return { turns: createSharedTurns(db, { ask }), robots: createRobotsShelf(db, ask) };
}

/** Once an hour is enough. Nothing to do on SQLite. */
export async function pruneSharedHosts(db: Db): Promise<void> {
  if (dialectOf(db) === 'sqlite') return;
  await pruneHostTurns(db);
  await pruneRobots(db);
}
