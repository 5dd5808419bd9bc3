import { z } from 'zod';
import type { AlertRuleType, FactMention } from '../../core/alert.ts';
import { createIssueRule } from '../issue-rule.ts';
import { describeOptions, minimum, parseOptions, timingOptions } from '../options.ts';
import { severityOf, severityOptions } from '../severity.ts';
import { sayCount, sayList, saySeverity } from '../wording.ts';

const id = 'agency-mention';

const labels = ['negative', 'neutral', 'positive'] as const;
const labelNames = { negative: 'negatif', neutral: 'netral', positive: 'positif' } as const;

const optionsSchema = z.strictObject({
  ...timingOptions,
  ...severityOptions,
  agencies: z
    .array(z.string().trim().min(1).max(100), { error: 'harus daftar singkatan, misalnya ["Dinkes"]' })
    .min(1)
    .max(200)
    .describe('Singkatan perangkat daerah, misalnya Dinkes'),
  labels: z.array(z.enum(labels)).min(1).default(['negative']).describe('Nada sebutan: negative, neutral, positive'),
  minMentions: minimum(1, 'Jumlah sebutan baru paling sedikit'),
});

/** Somebody speaks of an agency in one of the tones: for those who answer for it. Its own statements do not count. */
export const agencyMention: AlertRuleType = {
  id,
  title: 'Sebutan tentang perangkat daerah',
  about: 'issue',
  example: { agencies: ['Dinkes'], labels: ['negative'], minMentions: 1, freshHours: 48, repeatHours: 6 },
  options: describeOptions(optionsSchema),
  configure(options) {
    const { agencies, labels: wanted, minMentions, ...timing } = parseOptions(optionsSchema, options);
    const watched = new Set(agencies.map((agency) => agency.toLowerCase()));
    const isWatched = ({ agency, label, isOffice }: FactMention) =>
      !isOffice && agency !== null && watched.has(agency.toLowerCase()) && wanted.some((tone) => tone === label);
    return createIssueRule({
      id,
      timing,
      dismiss: () => null,
      find({ issue }, fresh, now) {
        const found = fresh.filter(isWatched);
        if (found.length < minMentions)
          return `Hanya ${found.length} sebutan baru tentang ${sayList(agencies)} dengan nada yang dipilih; batasnya ${minMentions}.`;
        const negative = found.filter(({ label }) => label === 'negative');
        const base = negative.length > 0 && issue.attention === 'alert' ? 'alert' : 'watch';
        // Praise has reach too.
        const severity =
          negative.length === 0
            ? ({ level: base, why: null } as const)
            : severityOf(base, issue, negative, now, timing);
        const tones = labels
          .filter((tone) => found.some(({ label }) => label === tone))
          .map((tone) => labelNames[tone]);
        const named = [...new Set(found.flatMap(({ agency }) => agency ?? []))];
        const counted = sayCount(`sebutan ${sayList(tones)} tentang ${sayList(named)}`, found, now, timing.freshHours);
        return { level: severity.level, reason: `${counted}.${saySeverity(severity)}`, mentions: found };
      },
    });
  },
};
