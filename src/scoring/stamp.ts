import { createHash } from 'node:crypto';
import type { OfficeLexicon } from '../core/office-lexicon.ts';
import type { Region } from '../core/region.ts';
import type { Lexicons } from '../text/lexicon.ts';
import { claimsVersion } from './claims/claim-index.ts';
import { hoaxVersion } from './hoax.ts';
import type { Models } from './learned/word-weights.ts';
import { relevanceVersion } from './relevance.ts';
import { sentimentVersion } from './sentiment.ts';
import { attentionVersion } from './target-attention.ts';
import { topicVersion } from './topic-agency.ts';

/** Of the lists, and of the office's words where there are any (`+k3`). */
export function lexiconVersionOf({ version }: Pick<Lexicons, 'version'>, words: OfficeLexicon): string {
  return words.version === 0 ? version : `${version}+k${words.version}`;
}

/** Rules, lexicons, model and region: a row scored with another stamp is scored again. */
export function createStamp(models: Models, region: Region | null): (lexiconVersion: string) => string {
  const rules = [sentimentVersion, hoaxVersion, topicVersion, relevanceVersion, attentionVersion, claimsVersion].join(
    '.',
  );
  const place = createHash('sha256').update(JSON.stringify(region)).digest('hex').slice(0, 6);
  return (lexiconVersion) => `${rules}-${lexiconVersion}-${models.feelings.version}${models.topics.version}-${place}`;
}
