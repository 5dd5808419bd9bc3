import { pseudonymise } from '../jobs/pseudonymise.ts';
import { purge } from '../jobs/purge.ts';
import type { Job } from '../jobs/scheduler.ts';
import type { People } from '../people/people.ts';
import { refreshDayCounts } from '../store/refresh-day-counts.ts';
import { reindexSome } from '../store/search-index.ts';
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
export function upkeepJobs(installation: Installation, staff: People | null, signal: AbortSignal): readonly Job[] {
  const { db, log, now, region, config, pseudonyms, office } = installation;
  return [
    {
      name: 'day-counts',
      everyMs: 5_000,
      run: () => refreshDayCounts(db, { zone: region.timezone, maxDays: daysPerTurn }),
    },
    // Another process, a command perhaps, may have changed the office's words.
    { name: 'office-words', everyMs: 15_000, run: () => office.follow() },
    {
      name: 'pseudonyms',
      everyMs: 1_000,
      run: () => pseudonymise({ db, now, pseudonyms, erasures: erasureFile(config), signal }, pseudonymSteps),
    },
    {
      name: 'search-index',
      everyMs: 1_000,
      async run() {
        for (let step = 0; step < indexSteps && !signal.aborted; step += 1) {
          if (!(await reindexSome(db, stemsOf)).remains) return;
        }
      },
    },
    ...(staff === null
      ? []
      : [
          { name: 'denials', everyMs: minuteMs, run: () => staff.flushDenials() },
          { name: 'people', everyMs: dayMs, run: () => staff.prune() },
        ]),
    { name: 'purge', everyMs: dayMs, run: () => purge({ db, log, now, retention: config.retention, signal }) },
  ];
}
