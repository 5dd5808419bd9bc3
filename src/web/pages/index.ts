import type { Page } from '../page.ts';
import { sharedPages } from '../province/shared-pages.tsx';
import { agencyPages } from './agencies.tsx';
import { alertPages } from './alerts.tsx';
import { apiDocsPages } from './api-docs.tsx';
import { auditPages } from './audit.tsx';
import { chartPages } from './charts.tsx';
import { dashboardPages } from './dashboard.tsx';
import { hoaxPages } from './hoaxes.tsx';
import { issuePages } from './issues.tsx';
import { jobPages } from './jobs.tsx';
import { lexiconPages } from './lexicon.tsx';
import { mailboxPages } from './mailbox.tsx';
import { mapPages } from './map.tsx';
import { mePages } from './me.tsx';
import { mentionPages } from './mentions.tsx';
import { peoplePages } from './people.tsx';
import { privacyPages } from './privacy.tsx';
import { questionPages } from './questions.tsx';
import { reportPages } from './reports.tsx';
import { signInPages } from './sign-in.tsx';
import { sourceImportPages } from './source-imports.tsx';
import { sourcePages } from './sources.tsx';

/** Every page, one file per section. */
export const pages: readonly Page[] = [
  ...dashboardPages,
  ...alertPages,
  ...issuePages,
  ...mentionPages,
  ...questionPages,
  ...hoaxPages,
  ...reportPages,
  ...agencyPages,
  ...mapPages,
  ...chartPages,
  ...sourceImportPages,
  ...sourcePages,
  ...lexiconPages,
  ...privacyPages,
  ...mailboxPages,
  ...signInPages,
  ...mePages,
  ...peoplePages,
  ...auditPages,
  ...jobPages,
  ...apiDocsPages,
];

/** Those of a regency that is part of a province. */
export const memberPages: readonly Page[] = [...pages, ...sharedPages];
