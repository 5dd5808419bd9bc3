import { schedule } from 'node-cron';
import type { Site } from '../../api/host-switch.ts';
import type { ProcessFigures } from '../../api/metrics-process.ts';
import { type JobDesk, jobDeskOf } from '../../core/job-desk.ts';
import { createScheduler } from '../../jobs/scheduler.ts';
import { createConfiguredPeople } from '../configured-people.ts';
import { createLiveEvents, type LiveEvents } from '../live-events.ts';
import { type CircleOptions, createCircle } from '../province/circle.ts';
import { memberSurface, provinceSurface } from '../province/surface.ts';
import type { ReportThread } from '../reporting/report-thread.ts';
import { createSite } from '../server.ts';
import { createStaff } from '../staff.ts';
import { upkeepJobs } from '../upkeep.ts';
import { type Regencies, type Regency, sharedCode } from './regencies.ts';

export interface RegencySiteOptions {
  readonly regencies: Regencies;
  readonly regency: Regency;
  readonly reports: ReportThread;
  /** Where browsers find it; also the beginning of links that people are given. */
  readonly publicUrl: string;
  /** Of this process. */
  readonly figures: ProcessFigures;
  /** Of all regencies. */
  readonly jobDesk: JobDesk;
  /** The province that it is part of, or that it is; null for a regency on its own. */
  readonly province: Omit<CircleOptions, 'db' | 'now'> | null;
  /** Proxies that are believed: those of the file whose port this is. */
  readonly trustProxy: readonly string[];
  /** What workers announce of this regency. */
  readonly events: LiveEvents;
}

/** The pages and the API of one regency in a process that may serve many. */
export async function openRegencySite(options: RegencySiteOptions): Promise<Site> {
  const { regencies, regency, reports, publicUrl, province } = options;
  const installation = await regencies.open(regency);
  const { now, log } = installation;
  const staff = await createStaff({
    installation,
    publicUrl: () => publicUrl,
    configured: createConfiguredPeople(installation, process.env),
  });
  const site = createSite({
    installation,
    staff,
    reports,
    publicUrl,
    figures: options.figures,
    jobDesk: jobDeskOf(options.jobDesk, regency.code),
    mailbox: null,
    ...(province === null
      ? {}
      : {
          province: createCircle({ ...province, db: installation.db, now }),
          surface: regency.code === sharedCode ? provinceSurface : memberSurface,
        }),
    trustProxy: options.trustProxy,
    live: options.events,
    // Other processes collect: how far they are is seen on the page of sources.
    progress: () => ({ running: false, done: 0, total: 0 }),
  });
  const local = createScheduler({
    log,
    jobs: upkeepJobs(installation, staff).filter(({ lane }) => lane === 'local'),
  });
  const clock = schedule('*/5 * * * * *', () => void local.tick(now()), { noOverlap: false });
  return {
    handler: site.handler,
    async close() {
      await clock.stop();
      await local.idle();
      await site.close();
      await installation.close();
    },
  };
}

/** Events by regency: pages of one hear nothing of another. */
export function createRegencyEvents() {
  const events = new Map<string, LiveEvents>();
  return {
    of(code: string): LiveEvents {
      const known = events.get(code) ?? createLiveEvents();
      events.set(code, known);
      return known;
    },
  };
}
