import type { Page } from '../page.ts';
import { accountPages } from './accounts.tsx';
import { alertPages } from './alerts.tsx';
import { dashboardPages } from './dashboard.tsx';
import { hoaxPages } from './hoaxes.tsx';
import { issuePages } from './issues.tsx';
import { mailboxPages } from './mailbox.tsx';
import { mentionPages } from './mentions.tsx';
import { questionPages } from './questions.tsx';
import { reportPages } from './reports.tsx';
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
  ...accountPages,
  ...sourcePages,
  ...mailboxPages,
];
