import type { Route } from '../route.ts';
import { alertRoutes } from './alerts.ts';
import { digestRoutes } from './digests.ts';
import { healthRoutes } from './health.ts';
import { hoaxRoutes } from './hoaxes.ts';
import { issueRoutes } from './issues.ts';
import { mentionRoutes } from './mentions.ts';
import { sourceRoutes } from './sources.ts';
import { statRoutes } from './stats.ts';
import { streamRoutes } from './stream.ts';

/** Every endpoint but the API document itself, one file per resource. */
export const routes: readonly Route[] = [
  ...alertRoutes,
  ...issueRoutes,
  ...mentionRoutes,
  ...sourceRoutes,
  ...digestRoutes,
  ...statRoutes,
  ...hoaxRoutes,
  ...streamRoutes,
  ...healthRoutes,
];
