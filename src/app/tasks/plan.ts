import type { Config } from '../../config/load.ts';
import type { ChannelId } from '../../core/dispatch.ts';
import { deliveryJob } from '../../jobs/deliver.ts';
import type { QueueLane } from './queue-names.ts';

/** A job that the scheduler puts into a queue again and again. */
export interface PlannedJob {
  readonly job: string;
  readonly lane: QueueLane;
  /**
   * Milliseconds between two. Longer than where one process ticks its own jobs: whoever makes work for the next job says so at once, and
   * this only finds what was said by somebody who died.
   */
  readonly everyMs: number;
}

const second = 1_000;
const minute = 60 * second;

function keysPlan(credentials: Config['credentials']): readonly PlannedJob[] {
  return credentials.length === 0 ? [] : [{ job: 'keys', lane: 'upkeep', everyMs: minute }];
}

/** All jobs of a regency but collecting, which is put in source by source. */
export function planOf(config: Pick<Config, 'credentials' | 'mail' | 'alerting' | 'schema' | 'regencies'>) {
  const { credentials, mail, alerting } = config;
  const channels: readonly ChannelId[] = [
    ...(mail === null ? [] : (['email'] as const)),
    ...(alerting.telegram === null ? [] : (['telegram'] as const)),
    ...(alerting.whatsapp === null ? [] : (['whatsapp'] as const)),
    ...(alerting.webhooks.length === 0 ? [] : (['webhook'] as const)),
  ];
  const jobs: readonly PlannedJob[] = [
    ...keysPlan(credentials),
    { job: 'process', lane: 'process', everyMs: 10 * second },
    { job: 'digest', lane: 'report', everyMs: 15 * second },
    { job: 'dispatch', lane: 'deliver', everyMs: 5 * second },
    ...channels.map((id) => ({ job: deliveryJob(id), lane: 'deliver' as const, everyMs: 5 * second })),
    { job: 'deliver-unserved', lane: 'upkeep', everyMs: 60 * minute },
    { job: 'operations', lane: 'upkeep', everyMs: minute },
    { job: 'day-counts', lane: 'upkeep', everyMs: 30 * second },
    { job: 'pseudonyms', lane: 'upkeep', everyMs: 30 * second },
    { job: 'search-index', lane: 'upkeep', everyMs: 30 * second },
    { job: 'hosts', lane: 'upkeep', everyMs: 60 * minute },
    { job: 'purge', lane: 'upkeep', everyMs: 24 * 60 * minute },
    ...(isOfProvince(config) ? [{ job: 'publish', lane: 'upkeep' as const, everyMs: minute }] : []),
  ];
  return jobs;
}

/** Whether it is a regency whose province wants to hear of it. */
export function isOfProvince({ schema, regencies }: Pick<Config, 'schema' | 'regencies'>): boolean {
  return schema !== null && regencies === null;
}

/** For what all regencies of a province share: it is collected and kept in order, and judged by each regency for itself. */
export const sharedPlanOf = ({ credentials }: Pick<Config, 'credentials'>): readonly PlannedJob[] => [
  ...keysPlan(credentials),
  { job: 'leave-unscored', lane: 'upkeep', everyMs: 30 * second },
  { job: 'pseudonyms', lane: 'upkeep', everyMs: 30 * second },
  { job: 'search-index', lane: 'upkeep', everyMs: 30 * second },
  { job: 'hosts', lane: 'upkeep', everyMs: 60 * minute },
  { job: 'purge', lane: 'upkeep', everyMs: 24 * 60 * minute },
];
