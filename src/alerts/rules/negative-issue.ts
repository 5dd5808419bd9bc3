import { z } from 'zod';
import type { AlertRuleType } from '../../core/alert.ts';
import { isAgainstGovernment } from '../facts.ts';
import { createIssueRule } from '../issue-rule.ts';
import { describeOptions, minimum, parseOptions, timingOptions } from '../options.ts';
import { severityOf, severityOptions } from '../severity.ts';
import { sayCount, saySeverity } from '../wording.ts';

const id = 'negative-issue';

const optionsSchema = z.strictObject({
  ...timingOptions,
  ...severityOptions,
  minMentions: minimum(1, 'Jumlah sebutan negatif baru paling sedikit'),
  minShare: z
    .number()
    .min(0)
    .max(1)
    .default(0.25)
    .describe(
      'Bagian sebutan negatif paling sedikit dari sebutan baru, supaya satu komentar pada berita seremoni tidak membunyikan alarm',
    ),
  minLevel: z
    .enum(['watch', 'alert', 'crisis'])
    .default('alert')
    .describe('Tingkat paling rendah yang diperingatkan: watch (kuning), alert (merah), crisis (krisis)'),
});

/**
 * An issue is going wrong for the government: fresh mentions are negative and aimed at the government, and the issue is red, or yellow and
 * lifted by reach or speed. Relevance to the region is a condition of being in an issue at all.
 */
export const negativeIssue: AlertRuleType = {
  id,
  title: 'Isu negatif terhadap pemerintah daerah',
  about: 'issue',
  example: { freshHours: 48, repeatHours: 6, minMentions: 1, minShare: 0.25, crisis: { media: 9, hour: 10 } },
  options: describeOptions(optionsSchema),
  configure(options) {
    const { minMentions, minShare, minLevel, ...timing } = parseOptions(optionsSchema, options);
    const levels =
      minLevel === 'watch' ? ['watch', 'alert', 'crisis'] : minLevel === 'alert' ? ['alert', 'crisis'] : ['crisis'];
    return createIssueRule({
      id,
      timing,
      dismiss({ attention, negativeCount }) {
        if (attention === 'none') return 'Isu ini hijau: tidak ada yang perlu diperhatikan.';
        return negativeCount === 0 ? 'Tidak ada sebutan negatif dalam isu ini.' : null;
      },
      find({ issue }, fresh, now) {
        const negative = fresh.filter(isAgainstGovernment);
        if (negative.length < minMentions)
          return `Hanya ${negative.length} sebutan negatif baru yang mengarah ke pemerintah daerah; batasnya ${minMentions}.`;
        if (negative.length < fresh.length * minShare)
          return `Hanya ${negative.length} dari ${fresh.length} sebutan baru yang negatif; batasnya ${Math.round(minShare * 100)}%.`;
        const severity = severityOf(issue.attention === 'alert' ? 'alert' : 'watch', issue, negative, now, timing);
        if (!levels.includes(severity.level))
          return severity.level === 'watch'
            ? 'Isu ini masih kuning, dan jangkauan serta kecepatannya belum mencapai ambang merah.'
            : 'Jangkauan dan kecepatan isu ini belum mencapai ambang krisis.';
        const counted = sayCount('sebutan negatif', negative, now, timing.freshHours);
        return {
          level: severity.level,
          reason: `${counted} mengarah ke pemerintah daerah, pertama kali di ${issue.firstPublisher}.${saySeverity(severity)}`,
          mentions: negative,
        };
      },
    });
  },
};
