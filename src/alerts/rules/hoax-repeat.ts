import { z } from 'zod';
import type { AlertRuleType, FactMention, KnownAnswer } from '../../core/alert.ts';
import { countPublishers } from '../facts.ts';
import { createIssueRule } from '../issue-rule.ts';
import { describeOptions, minimum, parseOptions, timingOptions } from '../options.ts';
import { severityOf, severityOptions } from '../severity.ts';
import { sayAnswer, sayCount, saySeverity } from '../wording.ts';

const id = 'hoax-repeat';

const optionsSchema = z.strictObject({
  ...timingOptions,
  ...severityOptions,
  minMentions: minimum(1, 'Jumlah sebutan yang mengulang klaim paling sedikit'),
  minSimilarity: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('Kemiripan paling rendah dengan klaim yang sudah dijawab, 0 sampai 1'),
});

/**
 * Fresh mentions repeat a claim that was answered before: the answer can be passed on at once. Yellow for one voice, red from two on. What
 * speaks about a hoax, or checks it, repeats nothing.
 */
export const hoaxRepeat: AlertRuleType = {
  id,
  title: 'Hoaks lama yang beredar lagi',
  about: 'issue',
  example: { freshHours: 48, repeatHours: 6, minMentions: 1, minSimilarity: 0 },
  options: describeOptions(optionsSchema),
  configure(options) {
    const { minMentions, minSimilarity, ...timing } = parseOptions(optionsSchema, options);
    return createIssueRule({
      id,
      timing,
      // A mention that repeats a known claim is yellow at least, and so is its issue.
      dismiss: ({ attention }) => (attention === 'none' ? 'Tidak ada sebutan yang mengulang klaim lama.' : null),
      find({ issue, answers }, fresh, now) {
        const matches = answers.filter(({ kind, similarity }) => kind === 'match' && similarity >= minSimilarity);
        const repeats = fresh.filter((mention) => isRepeat(mention, matches));
        const [best] = matches.filter(({ mentionId }) => repeats.some((mention) => mention.id === mentionId));
        if (best === undefined) return 'Tidak ada sebutan baru yang mengulang klaim yang sudah dijawab.';
        if (repeats.length < minMentions)
          return `Hanya ${repeats.length} sebutan baru yang mengulang klaim lama; batasnya ${minMentions}.`;
        const severity = severityOf(countPublishers(repeats) > 1 ? 'alert' : 'watch', issue, repeats, now, timing);
        const counted = sayCount('sebutan yang mengulang klaim lama', repeats, now, timing.freshHours);
        return {
          level: severity.level,
          reason: `${counted}; ${sayAnswer(best)}.${saySeverity(severity)}`,
          mentions: repeats,
        };
      },
    });
  },
};

/**
 * Similarity from which a citizen's text that shows no other sign of a hoax repeats one: texts about the same burst pipe share most of their
 * words with a fact check about it. A report without such signs tells of the matter, however alike it is.
 */
const plainFrom = 0.9;

function isRepeat({ id: mention, hoaxClass, isReport }: FactMention, matches: readonly KnownAnswer[]): boolean {
  if (hoaxClass === 'mention' || hoaxClass === 'fact-check') return false;
  const needed = hoaxClass === 'claim' ? 0 : isReport ? Number.POSITIVE_INFINITY : plainFrom;
  return matches.some(({ mentionId, similarity }) => mentionId === mention && similarity >= needed);
}
