import { auditRoutes } from '../../api/routes/audit.ts';
import { credentialRoutes } from '../../api/routes/credentials.ts';
import { healthRoutes } from '../../api/routes/health.ts';
import { memberRoutes, provinceOwnRoutes } from '../../api/routes/index.ts';
import { invitationRoutes } from '../../api/routes/invitations.ts';
import { jobRoutes } from '../../api/routes/jobs.ts';
import { keywordPackRoutes } from '../../api/routes/keyword-packs.ts';
import { meRoutes } from '../../api/routes/me.ts';
import { mentionRoutes } from '../../api/routes/mentions.ts';
import { sessionRoutes } from '../../api/routes/session.ts';
import { sourceHandRoutes } from '../../api/routes/source-hands.ts';
import { sourceTrialRoutes } from '../../api/routes/source-trials.ts';
import { sourceRoutes } from '../../api/routes/sources.ts';
import { streamRoutes } from '../../api/routes/stream.ts';
import { tokenRoutes } from '../../api/routes/tokens.ts';
import { userRoutes } from '../../api/routes/users.ts';
import { apiDocsPages } from '../../web/pages/api-docs.tsx';
import { auditPages } from '../../web/pages/audit.tsx';
import { memberPages } from '../../web/pages/index.ts';
import { jobPages } from '../../web/pages/jobs.tsx';
import { mePages } from '../../web/pages/me.tsx';
import { packPages } from '../../web/pages/packs.tsx';
import { peoplePages } from '../../web/pages/people.tsx';
import { signInPages } from '../../web/pages/sign-in.tsx';
import { sourcePages } from '../../web/pages/sources.tsx';
import { provincePages } from '../../web/province/pages.tsx';
import { sharedPages } from '../../web/province/shared-pages.tsx';
import type { SiteSurface } from '../server.ts';

/** What a regency that is part of a province shows and answers. */
export const memberSurface: SiteSurface = { routes: memberRoutes, pages: memberPages };

/**
 * What a province shows and answers: its regencies, what all of them share, and its own people. No issues and no alerts of its own, and no
 * files that analysts bring: those are a regency's, and would be offered to all.
 */
export const provinceSurface: SiteSurface = {
  routes: [
    ...provinceOwnRoutes,
    ...sourceRoutes,
    ...sourceHandRoutes,
    ...sourceTrialRoutes,
    ...credentialRoutes,
    ...mentionRoutes,
    ...keywordPackRoutes,
    ...auditRoutes,
    ...sessionRoutes,
    ...meRoutes,
    ...userRoutes,
    ...invitationRoutes,
    ...tokenRoutes,
    ...jobRoutes,
    ...streamRoutes,
    ...healthRoutes,
  ],
  pages: [
    ...provincePages,
    ...sharedPages,
    ...sourcePages,
    ...packPages,
    ...signInPages,
    ...mePages,
    ...peoplePages,
    ...auditPages,
    ...jobPages,
    ...apiDocsPages,
  ],
};
