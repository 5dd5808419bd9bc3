import type { Claim } from '../../core/claim.ts';
import { createClaimReader } from '../../scoring/claims/claim-reader.ts';
import { languageBitsOf } from '../../text/languages.ts';
import type { Lexicons } from '../../text/lexicon.ts';
import { splitTerm } from '../../text/vocabulary.ts';

/** Claims compared before others have their turn. */
const claimsPerTurn = 20;

/**
 * Whether texts that both word lists read alike are also compared alike with the known claims. Lists by which claims are read must be the
 * same, but for words that only tell the language; of these each claim is read by both.
 */
export async function compareClaimsAlike(
  before: Lexicons,
  after: Lexicons,
  claims: readonly Claim[],
): Promise<boolean> {
  if (claims.length === 0) return true;
  const listsOf = ({ slang, languageWords, glossary, synonyms }: Lexicons) =>
    JSON.stringify([[...slang], languageWords, glossary, synonyms]);
  if (listsOf(before) !== listsOf(after)) return false;
  const [old, fresh] = [languageBitsOf(before), languageBitsOf(after)];
  const isTold = (word: string) => old.has(word) === fresh.has(word);
  if (!after.synonyms.every(({ terms }) => terms.flatMap(splitTerm).every(isTold))) return false;
  const [was, now] = [createClaimReader(before), createClaimReader(after)];
  for (const [index, { title, text }] of claims.entries()) {
    if (index % claimsPerTurn === 0) await new Promise((resolve) => setImmediate(resolve));
    for (const words of [title ?? '', text])
      if (was.keysOf(words).join(' ') !== now.keysOf(words).join(' ')) return false;
  }
  return true;
}
