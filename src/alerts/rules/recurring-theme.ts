import { z } from 'zod';
import type { AlertRuleType } from '../../core/alert.ts';
import { formatNumber } from '../../core/time.ts';
import { createIssueRule } from '../issue-rule.ts';
import { describeOptions, parseOptions, timingOptions } from '../options.ts';
import { severityOf, severityOptions } from '../severity.ts';
import { earlierOnTheme, isNegativeIssue } from '../themes.ts';
import { sayList, saySeverity } from '../wording.ts';

const id = 'recurring-theme';
const namedIssues = 3;
const maxTitle = 80;

const optionsSchema = z.strictObject({
  ...timingOptions,
  ...severityOptions,
  days: z.int().min(1).max(365).default(14).describe('Tema negatif yang sama dalam sekian hari …'),
  count: z.int().min(2).max(50).default(2).describe('… sebanyak ini, dinaikkan ke pimpinan'),
});

/**
 * The same negative theme comes back: an issue on a topic and agency (or topic and district) that was in a negative issue before, so often
 * in so many days. A route by rule can pass it up. Surabaya's written procedure: "same theme twice, report upward".
 */
export const recurringTheme: AlertRuleType = {
  id,
  title: 'Tema negatif yang berulang',
  about: 'issue',
  example: { days: 14, count: 2, freshHours: 48, repeatHours: 6 },
  options: describeOptions(optionsSchema),
  configure(options) {
    const { days, count, ...timing } = parseOptions(optionsSchema, options);
    return createIssueRule({
      id,
      timing,
      themeDays: days,
      dismiss(issue) {
        if (!isNegativeIssue(issue)) return 'Isu ini tidak merah.';
        return issue.topic === 'lainnya' ? 'Topik isu ini tidak dikenal, jadi temanya tidak dapat dibandingkan.' : null;
      },
      find({ issue, sameTheme }, fresh, now) {
        const negative = fresh.filter(({ label, isOffice }) => label === 'negative' && !isOffice);
        if (negative.length === 0) return 'Tidak ada sebutan negatif baru.';
        const earlier = earlierOnTheme(issue, sameTheme, days);
        const times = earlier.length + 1;
        if (times < count) return `Tema ini baru ${times} kali muncul dalam ${days} hari; batasnya ${count} kali.`;
        const severity = severityOf('alert', issue, negative, now, timing);
        const named = earlier.slice(0, namedIssues).map(({ id: other, title }) => `#${other} “${shorten(title)}”`);
        const more = earlier.length > namedIssues ? [`${formatNumber(earlier.length - namedIssues)} isu lain`] : [];
        const reason = `Tema negatif yang sama sudah ${formatNumber(times)} kali dalam ${days} hari, sebelumnya ${sayList([...named, ...more])}; perlu dilaporkan ke pimpinan.${saySeverity(severity)}`;
        return { level: severity.level, reason, mentions: negative };
      },
    });
  },
};

function shorten(title: string): string {
  const characters = [...title];
  return characters.length <= maxTitle ? title : `${characters.slice(0, maxTitle - 1).join('')}…`;
}
