import type { AlertRuleType } from '../../core/alert.ts';
import { hoaxClaim } from './hoax-claim.ts';
import { negativeIssue } from './negative-issue.ts';

/** Every kind of alert rule. When two fire on one issue, the earlier one in this list gives the alert its name. */
export const alertRuleTypes: readonly AlertRuleType[] = [negativeIssue, hoaxClaim];
