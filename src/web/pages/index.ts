import type { Page } from '../page.ts';
import { accountPages } from './accounts.tsx';
import { dashboardPages } from './dashboard.tsx';
import { issuePages } from './issues.tsx';
import { mailboxPages } from './mailbox.tsx';
import { mentionPages } from './mentions.tsx';
import { reportPages } from './reports.tsx';
import { sourcePages } from './sources.tsx';

/** Every page, one file per section. */
export const pages: readonly Page[] = [
  ...dashboardPages,
  ...issuePages,
  ...mentionPages,
  ...reportPages,
  ...accountPages,
  ...sourcePages,
  ...mailboxPages,
];
