import type { Request, RequestHandler, Response } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { JobFigures, JobQueue, JobRuns } from '../core/job-figures.ts';
import { counter, type Family, gauge, secondsOf, toText } from './metrics-text.ts';

/** What this process says of itself. There is one for each process, whatever it serves. */
export interface ProcessFigures {
  /** Measures requests; the first handler of a server. */
  readonly observe: RequestHandler;
  /** Prometheus text format. */
  toText(now: Date): Promise<string>;
}

export interface ProcessFacts {
  readonly version: string;
  /** `api`, `worker`, `scheduler` or `all`. */
  readonly role: string;
  /** Null for a process without jobs. */
  readonly jobs: JobFigures | null;
}

/** Seconds; 0.15 is what is promised of pages. */
const requestBounds = [0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 10];

/** Of the library's own: what Node has two names for, or grows with the version of Node. */
const unwanted = /^nodejs_(active_|heap_space_|version_info)/;

export function createProcessFigures({ version, role, jobs }: ProcessFacts): ProcessFigures {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const { name } of registry.getMetricsAsArray()) if (unwanted.test(name)) registry.removeSingleMetric(name);
  const durations = new Histogram({
    name: 'kentongan_http_request_seconds',
    help: 'How long requests took, by the pattern of their address.',
    labelNames: ['method', 'route', 'status'],
    buckets: requestBounds,
    registers: [registry],
  });
  const open = new Set<Response>();

  return {
    observe(request, response, next) {
      const began = performance.now();
      open.add(response);
      response.once('close', () => {
        open.delete(response);
        // A stream of events ends when somebody closes a page.
        if (isStream(response)) return;
        const status = response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : 'aborted';
        durations.observe(
          { method: methodOf(request), route: routeOf(request), status },
          (performance.now() - began) / 1000,
        );
      });
      next();
    },
    async toText(now) {
      const streams = [...open].filter(isStream).length;
      const own: Family[] = [
        gauge('kentongan_build_info', 'Version of the program and role of the process.', [[{ version, role }, 1]]),
        gauge('kentongan_http_requests_open', 'Requests under way, by whether they are streams of events.', [
          [{ kind: 'stream' }, streams],
          [{ kind: 'request' }, open.size - streams],
        ]),
        ...(jobs === null ? [] : [...runFamilies(jobs.runs()), ...queueFamilies(await jobs.queues(), now)]),
      ];
      const others = await registry.metrics();
      return `${others.trimEnd()}\n${toText(own)}`;
    },
  };
}

function isStream(response: Response): boolean {
  return String(response.getHeader('Content-Type') ?? '').startsWith('text/event-stream');
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE']);

function methodOf({ method }: Request): string {
  return methods.has(method) ? method : 'other';
}

/** `/api/v1/issues/:id`; never an address as it was asked for, which names people's searches and has no end of forms. */
function routeOf(request: Request): string {
  const path: unknown = request.route?.path;
  if (typeof path !== 'string') return 'other';
  return path.startsWith('/aset/') ? '/aset/*' : `${request.baseUrl}${path}`;
}

function runFamilies(runs: readonly JobRuns[]): readonly Family[] {
  const each = (amountOf: (own: JobRuns) => number | null) =>
    runs.map((own) => [{ task: own.job }, amountOf(own)] as const);
  return [
    counter(
      'kentongan_job_runs_total',
      'Runs of jobs in this process that have ended.',
      runs.flatMap(({ job, succeeded, failed }) => [
        [{ task: job, result: 'ok' }, succeeded] as const,
        [{ task: job, result: 'failed' }, failed] as const,
      ]),
    ),
    counter(
      'kentongan_job_busy_seconds_total',
      'Time that ended runs took.',
      each(({ busyMs }) => busyMs / 1000),
    ),
    gauge(
      'kentongan_job_running',
      'Runs under way in this process.',
      each(({ running }) => running),
    ),
    gauge(
      'kentongan_job_last_duration_seconds',
      'How long the last run took.',
      each(({ lastMs }) => (lastMs === null ? null : lastMs / 1000)),
    ),
    gauge(
      'kentongan_job_last_end_timestamp_seconds',
      'When a run last ended in this process, well or not.',
      each(({ lastEndedAt }) => secondsOf(lastEndedAt)),
    ),
    gauge(
      'kentongan_job_last_success_timestamp_seconds',
      'When a run last ended well in this process.',
      each(({ lastSucceededAt }) => secondsOf(lastSucceededAt)),
    ),
  ];
}

function queueFamilies(queues: readonly JobQueue[], now: Date): readonly Family[] {
  if (queues.length === 0) return [];
  const labelsOf = ({ regency, queue }: JobQueue) => ({ regency: regency ?? '', queue });
  const age = (at: string | null) => (at === null ? 0 : Math.max(0, now.getTime() - Date.parse(at)) / 1000);
  return [
    gauge(
      'kentongan_queue_jobs',
      'Jobs in the queues of the job engine.',
      queues.flatMap((own) => [
        [{ ...labelsOf(own), state: 'waiting' }, own.waiting] as const,
        [{ ...labelsOf(own), state: 'running' }, own.running] as const,
        [{ ...labelsOf(own), state: 'dead' }, own.dead] as const,
      ]),
    ),
    gauge(
      'kentongan_queue_oldest_due_seconds',
      'How long the job that waits longest could have run already; 0 when none is due.',
      queues.map((own) => [labelsOf(own), age(own.oldestDueAt)] as const),
    ),
  ];
}
