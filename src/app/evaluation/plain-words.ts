import Sentiment from 'sentiment';
import type { SentimentLabel } from '../../core/score.ts';
import type { Lexicons } from '../../text/lexicon.ts';

const languageCode = 'plain-words';

/**
 * The baseline: the `sentiment` package as it comes, with our single words as its list, its own tokens and the sign of its sum; none of
 * our rules, phrases and weights of a model.
 */
export function createPlainWords(
  lexicons: Pick<Lexicons, 'sentiment'>,
): (title: string | null, text: string) => SentimentLabel {
  const analyzer = new Sentiment();
  const words = lexicons.sentiment.flatMap(({ terms }) => terms.map(({ term, weight }) => [term, weight] as const));
  analyzer.registerLanguage(languageCode, { labels: Object.fromEntries(words) });
  return (title, text) => {
    const { score } = analyzer.analyze(`${title ?? ''} ${text}`, { language: languageCode });
    return score > 0 ? 'positive' : score < 0 ? 'negative' : 'neutral';
  };
}
