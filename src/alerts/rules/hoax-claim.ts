import { z } from 'zod';
import type { AlertRuleType } from '../../core/alert.ts';
import { freshMentions, hourMs, isOpen, mayBeDue, occasionOf, strongestFirst } from '../facts.ts';
import { parseOptions, timingOptions } from '../options.ts';
import { sayCount } from '../wording.ts';

const id = 'hoax-claim';

const optionsSchema = z.strictObject({
  ...timingOptions,
  minClaims: z.number().int().min(1).max(1000).default(1).describe('Jumlah sebutan berisi klaim paling sedikit'),
});

/** Fresh mentions spread a claim about the region that looks like a hoax. Says whether a fact-check is known already. */
export const hoaxClaim: AlertRuleType = {
  id,
  title: 'Klaim diduga hoaks tentang daerah',
  example: { freshHours: 48, repeatHours: 6, minClaims: 1 },
  configure(options) {
    const { freshHours, repeatHours, minClaims } = parseOptions(id, optionsSchema, options);
    return {
      id,
      reachMs: freshHours * hourMs,
      couldFire: (issue, lastAlertAt, now) =>
        isOpen(issue) && issue.hoaxCount > 0 && mayBeDue(issue, lastAlertAt, now, repeatHours),
      evaluate: (facts, now) =>
        facts.flatMap((issueFacts) => {
          if (!isOpen(issueFacts.issue)) return [];
          const claims = freshMentions(issueFacts.mentions, now, freshHours).filter(
            (mention) => mention.hoaxClass === 'claim',
          );
          if (claims.length < minClaims) return [];
          const occasion = occasionOf(issueFacts, claims, now, repeatHours);
          if (occasion === null) return [];
          const checks = issueFacts.mentions.filter((mention) => mention.hoaxClass === 'fact-check');
          const known =
            checks[0] === undefined
              ? 'belum ada klarifikasi yang terpantau'
              : `sudah ada klarifikasi di ${checks[0].publisher}`;
          return [
            {
              ruleId: id,
              issueId: issueFacts.issue.id,
              level: 'alert' as const,
              reason: `${sayCount('sebutan berisi klaim diduga hoaks', claims, now, freshHours)}; ${known}.`,
              occasion,
              mentionIds: strongestFirst(claims),
            },
          ];
        }),
    };
  },
};
