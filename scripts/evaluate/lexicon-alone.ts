import type { SentimentLabel } from '../../src/core/score.ts';
import { createFeatureSource } from '../../src/scoring/learned/feature-source.ts';
import type { Lexicons } from '../../src/text/lexicon.ts';

/** Weight of evidence at which the value is half of what unanimous words would give. */
const halfEvidence = 2;
/** Values nearer to zero than this are neutral. */
const negativeBand = 0.12;
const positiveBand = 0.18;
/** Sum that a text needs to leave the band: nothing up to `shortText` words, then more by the word, up to `mostNeeded`. */
const shortText = 30;
const neededPerWord = 0.023;
const mostNeeded = 4;

/** The word lists with all their rules and nothing learned: the sum of what the words contribute, and a neutral band. Always judges. */
export function createLexiconAlone(lexicons: Lexicons): (title: string | null, text: string) => SentimentLabel {
  const { read } = createFeatureSource(lexicons);
  return (title, text) => {
    const { doc, units } = read(title, text);
    let raw = 0;
    let amount = 0;
    for (const { contribution } of units) {
      raw += contribution;
      amount += Math.abs(contribution);
    }
    const needed = Math.min(mostNeeded, Math.max(0, doc.words - shortText) * neededPerWord);
    if (Math.abs(raw) < needed) return 'neutral';
    const value = raw / (amount + halfEvidence);
    return value < -negativeBand ? 'negative' : value > positiveBand ? 'positive' : 'neutral';
  };
}
