import { z } from 'zod';

export const jobQueue = z.object({
  queue: z.string().describe('`collect`, `process-3`, `deliver`, …'),
  waiting: z.int(),
  running: z.int(),
  oldestDueAt: z.string().nullable().describe('Since when the job that waits longest could have run.'),
  dead: z.int().describe('Given up after every retry.'),
});

export const deadTask = z.object({
  id: z.string(),
  job: z.string(),
  source: z.string().nullable(),
  since: z.string(),
  error: z.string(),
});

export const jobs = z.object({
  hasQueues: z.boolean().describe('False where one process does everything itself (SQLite).'),
  queues: z.array(jobQueue),
  dead: z.array(deadTask),
});

export const redriveBody = z.strictObject({
  tasks: z.array(z.uuid()).min(1).max(1_000).optional().describe('Ids of dead tasks; all if absent.'),
});

export const redriven = z.object({ redriven: z.int() });
