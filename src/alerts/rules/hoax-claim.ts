import { z } from 'zod';
import type { AlertRuleType, FactMention, IssueFacts } from '../../core/alert.ts';
import { createIssueRule } from '../issue-rule.ts';
import { describeOptions, minimum, parseOptions, timingOptions } from '../options.ts';
import { severityOf, severityOptions } from '../severity.ts';
import { sayAnswer, sayCount, saySeverity } from '../wording.ts';

const id = 'hoax-claim';

const optionsSchema = z.strictObject({
  ...timingOptions,
  ...severityOptions,
  minClaims: minimum(1, 'Jumlah sebutan berisi klaim paling sedikit'),
});

/** Fresh mentions spread a claim about the region that looks like a hoax. Says what answers it already, if anything does. */
export const hoaxClaim: AlertRuleType = {
  id,
  title: 'Klaim diduga hoaks tentang daerah',
  about: 'issue',
  example: { freshHours: 48, repeatHours: 6, minClaims: 1 },
  options: describeOptions(optionsSchema),
  configure(options) {
    const { minClaims, ...timing } = parseOptions(optionsSchema, options);
    return createIssueRule({
      id,
      timing,
      dismiss: ({ hoaxCount }) => (hoaxCount > 0 ? null : 'Tidak ada klaim yang berciri hoaks dalam isu ini.'),
      find(facts, fresh, now) {
        const claims = fresh.filter(({ hoaxClass }) => hoaxClass === 'claim');
        if (claims.length < minClaims)
          return `Hanya ${claims.length} sebutan baru berisi klaim; batasnya ${minClaims}.`;
        const severity = severityOf('alert', facts.issue, claims, now, timing);
        const counted = sayCount('sebutan berisi klaim diduga hoaks', claims, now, timing.freshHours);
        const reason = `${counted}; ${sayKnown(facts, claims)}.${saySeverity(severity)}`;
        return { level: severity.level, reason, mentions: claims };
      },
    });
  },
};

function sayKnown({ mentions, answers }: IssueFacts, claims: readonly FactMention[]): string {
  const own = new Set(claims.map(({ id: claim }) => claim));
  const answer = answers.find(({ mentionId, kind }) => own.has(mentionId) && kind === 'match');
  if (answer !== undefined) return sayAnswer(answer);
  const check = mentions.find(({ hoaxClass }) => hoaxClass === 'fact-check');
  return check === undefined ? 'belum ada klarifikasi yang terpantau' : `sudah ada klarifikasi di ${check.publisher}`;
}
