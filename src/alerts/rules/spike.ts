import { z } from 'zod';
import type { AlertRuleType, LastAlert, SpikeFacts } from '../../core/alert.ts';
import { formatNumber } from '../../core/time.ts';
import { strongestFirst } from '../facts.ts';
import { no } from '../issue-rule.ts';
import { describeOptions, hourMs, minimum, parseOptions, timingOptions } from '../options.ts';
import { isHigher } from '../repeat.ts';

const id = 'spike';

const optionsSchema = z.strictObject({
  repeatHours: timingOptions.repeatHours.default(24),
  minCount: minimum(5, 'Jumlah sebutan negatif dalam lonjakan paling sedikit'),
  minSources: minimum(2, 'Jumlah sumber paling sedikit'),
  alertCount: minimum(15, 'Merah mulai dari sebutan negatif sebanyak ini'),
  alertTimes: z.number().min(1).max(1_000).default(4).describe('… bila juga sekian kali lipat dari biasanya'),
  dimensions: z
    .array(z.enum(['topic', 'agency', 'place', 'keyword']))
    .min(1)
    .default(['topic', 'agency', 'place', 'keyword'])
    .describe('Lonjakan menurut apa: topic, agency, place, keyword'),
});

/** Much more of something than usual. Said once while it lasts, and again when it turns red. */
export const spike: AlertRuleType = {
  id,
  title: 'Lonjakan keluhan',
  about: 'spike',
  example: { minCount: 5, minSources: 2, alertCount: 15, alertTimes: 4, repeatHours: 24 },
  options: describeOptions(optionsSchema),
  configure(options) {
    const { repeatHours, minCount, minSources, alertCount, alertTimes, dimensions } = parseOptions(
      optionsSchema,
      options,
    );
    return {
      about: 'spike',
      id,
      judge(facts, now) {
        const { spike: found, mentions, last } = facts;
        if (!dimensions.includes(found.dimension)) return no('Lonjakan menurut hal ini tidak diperingatkan.');
        if (found.count < minCount) return no(`Hanya ${found.count} sebutan negatif; batasnya ${minCount}.`);
        if (found.sources < minSources) return no(`Hanya dari ${found.sources} sumber; batasnya ${minSources}.`);
        const isRed = found.count >= alertCount && found.count >= found.expected * alertTimes;
        const level = isRed ? 'alert' : 'watch';
        const occasion = occasionOfSpike(facts, last, level, now, repeatHours * hourMs);
        if (occasion === null) return no('Lonjakan ini, atau isunya, sudah diperingatkan.');
        const counts = `${formatNumber(found.count)} sebutan negatif, biasanya ${formatNumber(found.expected)}`;
        return {
          fires: true,
          draft: {
            ruleId: id,
            subject: `spike:${found.key}`,
            issueId: found.issueId,
            level,
            title: `Lonjakan: ${found.sentence}`,
            reason: `${found.sentence} (${counts}).`,
            occasion,
            topic: found.topic,
            agency: found.agency,
            placeCode: found.placeCode,
            placeName: found.placeName,
            mentionIds: strongestFirst(mentions),
          },
        };
      },
    };
  },
};

function occasionOfSpike(
  { mentions }: SpikeFacts,
  last: LastAlert | null,
  level: 'watch' | 'alert',
  now: Date,
  intervalMs: number,
): 'first' | 'repeat' | 'rise' | null {
  if (last === null) return 'first';
  const lastMs = Date.parse(last.at);
  if (now.getTime() < lastMs || !mentions.some(({ collectedAt }) => Date.parse(collectedAt) > lastMs)) return null;
  if (isHigher(level, last.level)) return 'rise';
  return now.getTime() - lastMs >= intervalMs ? 'repeat' : null;
}
