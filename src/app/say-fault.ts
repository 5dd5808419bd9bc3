import { faultSentences } from '../web/wording.ts';

/**
 * Why a source could not be read, for a person at a terminal: `Situs tidak menjawab (host not found: x.test)`.
 * @param reason of a SourceError, or another word for faults of ours
 */
export function sayFault(reason: string, technical: string): string {
  const sentence = Object.hasOwn(faultSentences, reason)
    ? faultSentences[reason as keyof typeof faultSentences]
    : faultSentences.internal;
  return `${sentence.replace(/\.$/, '')} (${technical})`;
}
