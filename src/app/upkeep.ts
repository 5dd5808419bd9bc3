import { pseudonymise } from '../jobs/pseudonymise.ts';
import { purge } from '../jobs/purge.ts';
import type { Job } from '../jobs/scheduler.ts';
import type { People } from '../people/people.ts';
import { refreshDayCounts } from '../store/refresh-day-counts.ts';
import { reindexSome } from '../store/search-index.ts';
import { pruneSharedHosts } from '../store/shared-hosts.ts';
import { stemsOf } from '../text/stems.ts';
import type { Installation } from './installation.ts';
import { erasureFile } from './privacy.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Portions of one turn: between two turns alerts and mails have their say. */
const pseudonymSteps = 5;
const indexSteps = 5;
const daysPerTurn = 2;

/** What keeps an installation in order: counts, the search index of an older version, names, and what was kept for long enough. */
export function upkeepJobs(installation: Installation, staff: People | null): readonly Job[] {
  const { db, log, now, region, config, pseudonyms, office } = installation;
  return [
    {
      name: 'day-counts',
      lane: 'upkeep',
      everyMs: 5_000,
      run: () => refreshDayCounts(db, { zone: region.timezone, maxDays: daysPerTurn }),
    },
    // Another process, a command perhaps, may have changed the office's words.
    { name: 'office-words', lane: 'local', everyMs: 15_000, run: () => office.follow() },
    {
      name: 'pseudonyms',
      lane: 'upkeep',
      everyMs: 1_000,
      run: (_, signal) => pseudonymise({ db, now, pseudonyms, erasures: erasureFile(config), signal }, pseudonymSteps),
    },
    {
      name: 'search-index',
      lane: 'upkeep',
      everyMs: 1_000,
      async run(_, signal) {
        for (let step = 0; step < indexSteps && !signal.aborted; step += 1) {
          if (!(await reindexSome(db, stemsOf)).remains) return;
        }
      },
    },
    ...(staff === null
      ? []
      : [
          { name: 'denials', lane: 'local' as const, everyMs: minuteMs, run: () => staff.flushDenials() },
          { name: 'people', lane: 'local' as const, everyMs: dayMs, run: () => staff.prune() },
        ]),
    { name: 'hosts', lane: 'upkeep', everyMs: 60 * minuteMs, run: () => pruneSharedHosts(db) },
    {
      name: 'purge',
      lane: 'upkeep',
      everyMs: dayMs,
      run: (_, signal) => purge({ db, log, now, retention: config.retention, signal }),
    },
  ];
}
