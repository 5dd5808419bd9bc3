import type { Lane } from '../../jobs/scheduler.ts';

/** One thing to do for one regency. */
export interface Task {
  /** Kemendagri code; `shared` for what all regencies share. */
  readonly regency: string;
  /** As the plan names it: `process`, `deliver-email`; `collect` with a source. */
  readonly job: string;
  readonly source: string | null;
}

export type QueueLane = Exclude<Lane, 'local'> | 'collect-slow';

/** Grouping remembers what it has read of a regency: a regency's tasks come by one of these queues, which one worker serves first. */
export const processQueues: readonly string[] = Array.from({ length: 8 }, (_, index) => `process-${index}`);
export const queueNames: readonly string[] = [
  'collect',
  'collect-slow',
  ...processQueues,
  'deliver',
  'report',
  'upkeep',
];
/** Where tasks lie that were given up. */
export const deadQueue = 'dead';

export function queueOf(lane: QueueLane, regency: string): string {
  if (lane !== 'process') return lane;
  let sum = 0;
  for (const character of regency) sum = (sum * 31 + character.charCodeAt(0)) % processQueues.length;
  return processQueues[sum] ?? 'process-0';
}

export function laneOf(queue: string): QueueLane {
  return (queue.startsWith('process-') ? 'process' : queue) as QueueLane;
}

export function laneOfTask({ job }: Pick<Task, 'job'>): QueueLane {
  if (job === 'collect' || job === 'process') return job;
  if (job === 'dispatch' || (job.startsWith('deliver-') && job !== 'deliver-unserved')) return 'deliver';
  return job === 'digest' ? 'report' : 'upkeep';
}

/** What makes two tasks the same. */
export function keyOf({ regency, job, source }: Task): string {
  return source === null ? `${regency}/${job}` : `${regency}/${job}/${source}`;
}
