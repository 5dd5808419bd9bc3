import { z } from 'zod';
import type { AlertRuleType } from '../../core/alert.ts';
import type { KeywordHit } from '../../core/keyword-pack.ts';
import { createIssueRule } from '../issue-rule.ts';
import { describeOptions, minimum, parseOptions, timingOptions } from '../options.ts';
import { sayCount, sayList } from '../wording.ts';

const id = 'keyword-watch';
const namedKeywords = 5;

const optionsSchema = z.strictObject({
  ...timingOptions,
  packs: z
    .array(z.string().min(1).max(100))
    .max(100)
    .default([])
    .describe('Paket kata kunci yang diawasi; kosong berarti semua'),
  themes: z
    .array(z.string().min(1).max(100))
    .max(100)
    .default([])
    .describe('Tema kata kunci, misalnya kecurangan; kosong berarti semua'),
  minMentions: minimum(3, 'Jumlah sebutan yang memuat kata kunci paling sedikit'),
});

/**
 * Words of the keyword packs in force are found. Tells what was found and where, never who is right: the threshold is one for all, the
 * level is always yellow, and candidates are not named.
 */
export const keywordWatch: AlertRuleType = {
  id,
  title: 'Kata kunci yang diawasi',
  about: 'issue',
  example: { packs: [], themes: [], minMentions: 3, freshHours: 48, repeatHours: 6 },
  options: describeOptions(optionsSchema),
  configure(options) {
    const { packs, themes, minMentions, ...timing } = parseOptions(optionsSchema, options);
    const isWatched = ({ packId, theme }: KeywordHit) =>
      (packs.length === 0 || packs.includes(packId)) && (themes.length === 0 || themes.includes(theme));
    return createIssueRule({
      id,
      timing,
      dismiss: () => null,
      find(facts, fresh, now) {
        const hits = facts.hits.filter(isWatched);
        const hitIds = new Set(hits.map(({ mentionId }) => mentionId));
        const found = fresh.filter((mention) => hitIds.has(mention.id));
        if (found.length < minMentions)
          return `Hanya ${found.length} sebutan baru memuat kata kunci yang diawasi; batasnya ${minMentions}.`;
        const ids = new Set(found.map((mention) => mention.id));
        const shown = hits.filter(({ mentionId }) => ids.has(mentionId));
        const keywords = mostFrequent(shown.map(({ keyword }) => keyword)).slice(0, namedKeywords);
        const counted = sayCount('sebutan memuat kata kunci yang diawasi', found, now, timing.freshHours);
        const named = sayList(keywords.map((keyword) => `“${keyword}”`));
        const reason = `${counted}: ${named} (tema ${sayList(mostFrequent(shown.map(({ theme }) => theme)))}). Kebenaran isinya belum diperiksa.`;
        return { level: 'watch', reason, mentions: found };
      },
    });
  },
};

/** Each value once, the most frequent first. */
function mostFrequent(values: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([value]) => value);
}
