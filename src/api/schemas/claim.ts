import { z } from 'zod';
import { instant, platform } from './common.ts';

export const claimVerdict = z.enum(['confirmed', 'rejected']);
const repeatKind = z
  .enum(['match', 'suggest'])
  .describe('`match`: a likely repeat. `suggest`: less alike, worth a look by a person.');

export const knownClaim = z
  .strictObject({
    claimId: z
      .string()
      .describe('`mention:12` for a stored fact check, `klarifikasi:3` for a clarification of the office.'),
    kind: z.enum(['fact-check', 'clarification']),
    title: z.string().nullable(),
    url: z.string().nullable().describe('Where the answer stands.'),
    by: z.string().nullable(),
    rating: z.string().nullable().describe('As the checker prints it.'),
    publishedAt: instant,
    matches: z.int().describe('Likely repeats about the regency: above the match threshold, or confirmed by a person.'),
    suggestions: z.int().describe('Above the suggest threshold only, and not looked at yet.'),
    lastRepeatAt: instant.nullable(),
  })
  .meta({ id: 'KnownClaim' });

export const claimRepeat = z
  .strictObject({
    claimId: z.string(),
    mentionId: z.int(),
    title: z.string().nullable(),
    text: z.string().describe('At most 500 characters.'),
    platform,
    source: z.string(),
    publishedAt: instant,
    similarity: z.number().describe('0 … 1'),
    kind: repeatKind,
    verdict: claimVerdict.nullable().describe('What a person said of it.'),
  })
  .meta({ id: 'ClaimRepeat' });

export const decisionBody = z.strictObject({ verdict: claimVerdict }).meta({ id: 'ClaimDecision' });
