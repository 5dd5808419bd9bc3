import { z } from 'zod';
import { writeAudit } from '../../store/audit.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import { jobs, redriveBody, redriven } from '../schemas/job.ts';

export const jobRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/jobs',
    access: 'settings',
    tag: 'jobs',
    summary: 'What waits for the workers, and what was given up after every retry.',
    input: z.strictObject({}),
    output: jobs,
    async handle(_input, { jobDesk }) {
      const [queues, dead] = await Promise.all([jobDesk.queues(), jobDesk.dead()]);
      return {
        hasQueues: jobDesk.hasQueues,
        queues: queues.map(({ regency: _regency, ...queue }) => queue),
        dead: dead.map(({ regency: _regency, ...task }) => task),
      };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/jobs/redrive',
    access: 'settings',
    tag: 'jobs',
    summary:
      'Hands out again what was given up. Jobs look for their work themselves: running one twice changes nothing.',
    input: z.strictObject({}),
    body: redriveBody,
    output: redriven,
    async write({ body, who }, { db, now, jobDesk }) {
      const { tasks } = parseBody(redriveBody, body);
      const count = await jobDesk.redrive(tasks ?? null);
      const at = now().toISOString();
      await writeAudit(db, { at, who, action: 'job.redrive', object: 'job:*', detail: { count, tasks: tasks ?? [] } });
      return { redriven: count };
    },
  }),
];
