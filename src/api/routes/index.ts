import type { Route } from '../route.ts';
import { accountRoutes } from './accounts.ts';
import { alertRoutes } from './alerts.ts';
import { credentialRoutes } from './credentials.ts';
import { digestRoutes } from './digests.ts';
import { healthRoutes } from './health.ts';
import { hoaxRoutes } from './hoaxes.ts';
import { issueRoutes } from './issues.ts';
import { mentionRoutes } from './mentions.ts';
import { pastedRoutes } from './pasted.ts';
import { sourceRoutes } from './sources.ts';
import { statRoutes } from './stats.ts';
import { streamRoutes } from './stream.ts';

/** Every endpoint but the API document itself, one file per resource. */
export const routes: readonly Route[] = [
  ...alertRoutes,
  ...issueRoutes,
  ...mentionRoutes,
  ...pastedRoutes,
  ...sourceRoutes,
  ...credentialRoutes,
  ...accountRoutes,
  ...digestRoutes,
  ...statRoutes,
  ...hoaxRoutes,
  ...streamRoutes,
  ...healthRoutes,
];
