import type { JobQueue } from './job-figures.ts';
import type { Instant } from './mention.ts';

/** A task of a regency that was given up after its last retry. */
export interface DeadTask {
  readonly id: string;
  /** Kemendagri code; `shared` for what all regencies share. */
  readonly regency: string;
  /** `collect`, `process`, `deliver-email`, … */
  readonly job: string;
  /** Id of the source for `collect`; null otherwise. */
  readonly source: string | null;
  readonly since: Instant;
  readonly error: string;
}

/** What people may see of the tasks that workers share, and do about those that were given up. */
export interface JobDesk {
  /** False where one process does everything itself: then there are no queues. */
  readonly hasQueues: boolean;
  queues(): Promise<readonly JobQueue[]>;
  /** Oldest first. */
  dead(): Promise<readonly DeadTask[]>;
  /** Hands dead tasks out again. @param ids null for all @returns how many there were */
  redrive(ids: readonly string[] | null): Promise<number>;
}

export const noQueues: JobDesk = {
  hasQueues: false,
  queues: async () => [],
  dead: async () => [],
  redrive: async () => 0,
};

/** The same as one regency may see it. @param code `35.16` */
export function jobDeskOf(desk: JobDesk, code: string): JobDesk {
  const dead = async () => (await desk.dead()).filter(({ regency }) => regency === code);
  return {
    hasQueues: desk.hasQueues,
    queues: async () => (await desk.queues()).filter(({ regency }) => regency === code),
    dead,
    async redrive(ids) {
      const own = (await dead()).map(({ id }) => id).filter((id) => ids === null || ids.includes(id));
      return own.length === 0 ? 0 : desk.redrive(own);
    },
  };
}
