import type { AlertRuleType } from '../../core/alert.ts';
import { agencyMention } from './agency-mention.ts';
import { hoaxClaim } from './hoax-claim.ts';
import { hoaxRepeat } from './hoax-repeat.ts';
import { keywordWatch } from './keyword-watch.ts';
import { negativeIssue } from './negative-issue.ts';
import { recurringTheme } from './recurring-theme.ts';
import { savedSearch } from './saved-search.ts';
import { sourceSilent } from './source-silent.ts';
import { spike } from './spike.ts';

/** Every kind of alert rule, the more telling first: when several fire on one subject, the earlier one gives the alert its name. */
export const alertRuleTypes: readonly AlertRuleType[] = [
  recurringTheme,
  negativeIssue,
  hoaxRepeat,
  hoaxClaim,
  spike,
  agencyMention,
  keywordWatch,
  savedSearch,
  sourceSilent,
];
