import type { Route } from '../route.ts';
import { accountRoutes } from './accounts.ts';
import { acknowledgementRoutes } from './acknowledgements.ts';
import { alertRuleRoutes } from './alert-rules.ts';
import { alertRoutes } from './alerts.ts';
import { auditRoutes } from './audit.ts';
import { authorRoutes } from './authors.ts';
import { claimRoutes } from './claims.ts';
import { clarificationRoutes } from './clarifications.ts';
import { correctionRoutes } from './corrections.ts';
import { credentialRoutes } from './credentials.ts';
import { decisionRoutes } from './decisions.ts';
import { digestRoutes } from './digests.ts';
import { electionRoutes } from './election.ts';
import { healthRoutes } from './health.ts';
import { hoaxRoutes } from './hoaxes.ts';
import { importRoutes } from './imports.ts';
import { invitationRoutes } from './invitations.ts';
import { issueBulkRoutes } from './issue-bulk.ts';
import { issueHandRoutes } from './issue-hands.ts';
import { issueRoutes } from './issues.ts';
import { jobRoutes } from './jobs.ts';
import { keywordPackRoutes } from './keyword-packs.ts';
import { lexiconRoutes } from './lexicon.ts';
import { meRoutes } from './me.ts';
import { mentionRoutes } from './mentions.ts';
import { outboxRoutes } from './outbox.ts';
import { pastedRoutes } from './pasted.ts';
import { provinceRoutes } from './province.ts';
import { questionRoutes } from './questions.ts';
import { reportFileRoutes } from './report-files.ts';
import { savedSearchRoutes } from './saved-searches.ts';
import { sessionRoutes } from './session.ts';
import { receivedShareRoutes, shareRoutes } from './shares.ts';
import { silenceRoutes } from './silences.ts';
import { sourceHandRoutes } from './source-hands.ts';
import { sourceTrialRoutes } from './source-trials.ts';
import { sourceRoutes } from './sources.ts';
import { statRoutes } from './stats.ts';
import { agencyStatRoutes } from './stats-agencies.ts';
import { comparisonRoutes } from './stats-comparison.ts';
import { dayStatRoutes } from './stats-days.ts';
import { streamRoutes } from './stream.ts';
import { subjectRoutes } from './subjects.ts';
import { tokenRoutes } from './tokens.ts';
import { userRoutes } from './users.ts';
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
  ...issueBulkRoutes,
  ...issueHandRoutes,
  ...clarificationRoutes,
  ...questionRoutes,
  ...mentionRoutes,
  ...correctionRoutes,
  ...lexiconRoutes,
  ...savedSearchRoutes,
  ...pastedRoutes,
  ...sourceRoutes,
  ...sourceHandRoutes,
  ...sourceTrialRoutes,
  ...importRoutes,
  ...credentialRoutes,
  ...accountRoutes,
  ...digestRoutes,
  ...reportFileRoutes,
  ...statRoutes,
  ...dayStatRoutes,
  ...comparisonRoutes,
  ...agencyStatRoutes,
  ...hoaxRoutes,
  ...keywordPackRoutes,
  ...electionRoutes,
  ...claimRoutes,
  ...auditRoutes,
  ...sessionRoutes,
  ...meRoutes,
  ...userRoutes,
  ...invitationRoutes,
  ...tokenRoutes,
  ...outboxRoutes,
  ...authorRoutes,
  ...subjectRoutes,
  ...jobRoutes,
  ...streamRoutes,
  ...healthRoutes,
];

/** Those of a regency that is part of a province: it shows issues to others, and is shown theirs. */
export const memberRoutes: readonly Route[] = [...routes, ...shareRoutes];

/** What only the province itself has. */
export const provinceOwnRoutes: readonly Route[] = [...provinceRoutes, ...receivedShareRoutes];
