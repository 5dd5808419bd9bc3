import { z } from 'zod';
import { checkHealth } from '../health.ts';
import { metricsType, toMetrics } from '../metrics.ts';
import { defineRoute } from '../route.ts';
import { health } from '../schemas/health.ts';

export const healthRoutes = [
  defineRoute({
    method: 'get',
    path: '/health',
    access: 'anyone',
    tag: 'operation',
    summary: 'Whether everything works: 200, or 503 with the failing parts.',
    input: z.strictObject({}),
    output: health,
    statusOf: (output) => (output.status === 'ok' ? 200 : 503),
    handle: (_input, deps) => checkHealth(deps),
  }),
  defineRoute({
    method: 'get',
    path: '/metrics',
    access: 'read',
    tag: 'operation',
    summary: 'Counters, gauges and histograms for Prometheus.',
    input: z.strictObject({}),
    output: z.string(),
    mediaType: metricsType,
    handle: (_input, deps) => toMetrics([deps], deps.figures ?? null, deps.now()),
  }),
];
