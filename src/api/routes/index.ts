import type { Route } from '../route.ts';
import { accountRoutes } from './accounts.ts';
import { acknowledgementRoutes } from './acknowledgements.ts';
import { alertRuleRoutes } from './alert-rules.ts';
import { alertRoutes } from './alerts.ts';
import { auditRoutes } from './audit.ts';
import { claimRoutes } from './claims.ts';
import { clarificationRoutes } from './clarifications.ts';
import { credentialRoutes } from './credentials.ts';
import { decisionRoutes } from './decisions.ts';
import { digestRoutes } from './digests.ts';
import { electionRoutes } from './election.ts';
import { healthRoutes } from './health.ts';
import { hoaxRoutes } from './hoaxes.ts';
import { issueHandRoutes } from './issue-hands.ts';
import { issueRoutes } from './issues.ts';
import { keywordPackRoutes } from './keyword-packs.ts';
import { mentionRoutes } from './mentions.ts';
import { outboxRoutes } from './outbox.ts';
import { pastedRoutes } from './pasted.ts';
import { questionRoutes } from './questions.ts';
import { reportFileRoutes } from './report-files.ts';
import { silenceRoutes } from './silences.ts';
import { sourceRoutes } from './sources.ts';
import { statRoutes } from './stats.ts';
import { streamRoutes } from './stream.ts';
import { whyRoutes } from './why.ts';

/** Every endpoint but the API document itself, one file per resource. */
export const routes: readonly Route[] = [
  ...alertRoutes,
  ...alertRuleRoutes,
  ...whyRoutes,
  ...acknowledgementRoutes,
  ...decisionRoutes,
  ...silenceRoutes,
  ...issueRoutes,
  ...issueHandRoutes,
  ...clarificationRoutes,
  ...questionRoutes,
  ...mentionRoutes,
  ...pastedRoutes,
  ...sourceRoutes,
  ...credentialRoutes,
  ...accountRoutes,
  ...digestRoutes,
  ...reportFileRoutes,
  ...statRoutes,
  ...hoaxRoutes,
  ...keywordPackRoutes,
  ...electionRoutes,
  ...claimRoutes,
  ...auditRoutes,
  ...outboxRoutes,
  ...streamRoutes,
  ...healthRoutes,
];
