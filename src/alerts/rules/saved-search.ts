import { z } from 'zod';
import type { AlertRuleType, SearchFacts } from '../../core/alert.ts';
import { formatNumber } from '../../core/time.ts';
import { strongestFirst } from '../facts.ts';
import { no } from '../issue-rule.ts';
import { describeOptions, hourMs, minimum, parseOptions, timingOptions } from '../options.ts';

const id = 'saved-search';

const optionsSchema = z.strictObject({
  name: z.string().trim().min(1).max(120).describe('Nama pencarian, judul peringatannya'),
  query: z.string().trim().min(1).max(500).describe('Yang dicari, seperti di kotak pencarian sebutan'),
  everywhere: z.boolean().default(false).describe('Juga sebutan yang bukan tentang daerah ini'),
  minMentions: minimum(3, 'Jumlah sebutan yang cocok paling sedikit'),
  windowHours: z
    .number()
    .min(1)
    .max(24 * 7)
    .default(24)
    .describe('… dalam sekian jam terakhir'),
  repeatHours: timingOptions.repeatHours.default(24),
});

/** A search that somebody keeps finds as many mentions as they want to be told of. Always yellow: it tells that, not how bad it is. */
export const savedSearch: AlertRuleType = {
  id,
  title: 'Pencarian tersimpan',
  about: 'search',
  example: { name: 'Air mati', query: '"air mati" -pulsa', minMentions: 3, windowHours: 24, repeatHours: 24 },
  options: describeOptions(optionsSchema),
  configure(options) {
    const { name, query, everywhere, minMentions, windowHours, repeatHours } = parseOptions(optionsSchema, options);
    return {
      about: 'search',
      id,
      watch: { query, everywhere, windowMs: windowHours * hourMs },
      judge(facts, now) {
        const { ruleId, count, mentions } = facts;
        if (count < minMentions) return no(`Hanya ${formatNumber(count)} sebutan cocok; batasnya ${minMentions}.`);
        const occasion = occasionOf(facts, now, repeatHours * hourMs);
        if (occasion === null) return no('Pencarian ini sudah diperingatkan, atau belum ada sebutan baru sejak itu.');
        const found = `${formatNumber(count)} sebutan dalam ${formatNumber(windowHours)} jam terakhir cocok dengan pencarian “${query}”.`;
        return {
          fires: true,
          draft: {
            ruleId: id,
            subject: `search:${ruleId}`,
            issueId: null,
            level: 'watch',
            title: `Pencarian: ${name}`,
            reason: [found, ...facts.problems.slice(0, 2)].join(' '),
            occasion,
            topic: null,
            agency: null,
            placeCode: null,
            placeName: null,
            mentionIds: strongestFirst(mentions),
          },
        };
      },
    };
  },
};

function occasionOf({ mentions, last }: SearchFacts, now: Date, intervalMs: number): 'first' | 'repeat' | null {
  if (last === null) return 'first';
  const lastMs = Date.parse(last.at);
  if (now.getTime() - lastMs < intervalMs) return null;
  return mentions.some(({ collectedAt }) => Date.parse(collectedAt) > lastMs) ? 'repeat' : null;
}
