import { z } from 'zod';
import type { AlertRuleType, FactMention, IssueFacts } from '../../core/alert.ts';
import { freshMentions, hourMs, isOpen, mayBeDue, occasionOf, strongestFirst } from '../facts.ts';
import { parseOptions, timingOptions } from '../options.ts';
import { sayCount } from '../wording.ts';

const id = 'negative-issue';

const optionsSchema = z.strictObject({
  ...timingOptions,
  minMentions: z.number().int().min(1).max(1000).default(1).describe('Jumlah sebutan negatif baru paling sedikit'),
  minShare: z
    .number()
    .min(0)
    .max(1)
    .default(0.25)
    .describe(
      'Bagian sebutan negatif paling sedikit dari sebutan baru, supaya satu komentar pada berita seremoni tidak membunyikan alarm',
    ),
});

/**
 * An issue is going wrong for the government: it is red (`attention` alert), and fresh mentions are negative and aimed at the
 * government. Relevance to the region is a condition of being in an issue at all.
 */
export const negativeIssue: AlertRuleType = {
  id,
  title: 'Isu negatif terhadap pemerintah daerah',
  example: { freshHours: 48, repeatHours: 6, minMentions: 1, minShare: 0.25 },
  configure(options) {
    const { freshHours, repeatHours, minMentions, minShare } = parseOptions(id, optionsSchema, options);
    return {
      id,
      reachMs: freshHours * hourMs,
      couldFire: (issue, lastAlertAt, now) =>
        isOpen(issue) && issue.attention === 'alert' && mayBeDue(issue, lastAlertAt, now, repeatHours),
      evaluate: (facts, now) =>
        facts.flatMap((issueFacts) => {
          if (!isOpen(issueFacts.issue) || issueFacts.issue.attention !== 'alert') return [];
          const fresh = freshMentions(issueFacts.mentions, now, freshHours);
          const negative = fresh.filter(isAgainstGovernment);
          if (negative.length < minMentions || negative.length < fresh.length * minShare) return [];
          const occasion = occasionOf(issueFacts, negative, now, repeatHours);
          if (occasion === null) return [];
          return [
            {
              ruleId: id,
              issueId: issueFacts.issue.id,
              level: 'alert' as const,
              reason: reasonOf(issueFacts, negative, now, freshHours),
              occasion,
              mentionIds: strongestFirst(negative),
            },
          ];
        }),
    };
  },
};

function isAgainstGovernment(mention: FactMention): boolean {
  return mention.label === 'negative' && mention.target === 'government' && !mention.isOffice;
}

function reasonOf(facts: IssueFacts, negative: readonly FactMention[], now: Date, freshHours: number): string {
  const counted = sayCount('sebutan negatif', negative, now, freshHours);
  return `${counted} mengarah ke pemerintah daerah, pertama kali di ${facts.issue.firstPublisher}.`;
}
