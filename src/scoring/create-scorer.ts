import { createHash } from 'node:crypto';
import type { Region } from '../core/region.ts';
import type { Doc, ScoredDoc, Scorer } from '../core/score.ts';
import type { Gazetteer } from '../regions/gazetteer.ts';
import { toAgencies } from '../regions/region-names.ts';
import { languagesOf } from '../text/languages.ts';
import type { Lexicons } from '../text/lexicon.ts';
import { readText } from '../text/read.ts';
import { createCueIndex } from './cue-index.ts';
import { round } from './evidence.ts';
import { hoaxVersion, scoreHoax } from './hoax.ts';
import { createRelevanceScorer, relevanceVersion } from './relevance.ts';
import { createSentimentScorer, sentimentVersion } from './sentiment.ts';
import { attentionVersion, decideAttention, judgeTarget } from './target-attention.ts';
import { createTopicScorer, topicVersion } from './topic-agency.ts';

/** Longer texts are judged by their beginning: no article is longer, and rules that compare words must not be stalled by one that is. */
const mostCharacters = 40_000;

export interface ScorerParts {
  readonly lexicons: Lexicons;
  /** The regency listened for; null to name the regency of each text instead. */
  readonly region: Region | null;
  /** All others, to tell same names apart; `emptyGazetteer` when the region stands alone. */
  readonly otherRegencies: Gazetteer;
}

/** Compiles the lexicons and the gazetteer (about 0.3 s) into a scorer that reads each text once. */
export function createScorer({ lexicons, region, otherRegencies }: ScorerParts): Scorer {
  const agencies = region?.agencies ?? toAgencies(lexicons.agencies);
  const places = createRelevanceScorer(region, otherRegencies);
  const index = createCueIndex(lexicons, agencies, places.marksOf);
  const stamp = stampOf(lexicons, region);
  const scoreSentiment = createSentimentScorer(index.sentimentCues, `id-${stamp}`);
  const scoreTopic = createTopicScorer(agencies);
  const versions = { sentiment: sentimentVersion, lexicon: lexicons.version };

  const scoreOne = (doc: Doc): ScoredDoc => {
    const read = readText(
      doc.title?.slice(0, mostCharacters) ?? null,
      doc.text.slice(0, mostCharacters),
      index.vocabulary,
    );
    const cues = index.find(read.tokens);
    const { language, mixed } = languagesOf(read.tokens);
    const where = places.score(read);
    const { relevance } = where;
    const hoax = scoreHoax(read, cues);
    const sentiment = scoreSentiment(read, cues, {
      language,
      mixed,
      debunks: hoax.class === 'fact-check',
      isPlace: where.isPlace,
    });
    const { topic, agency } = scoreTopic(read, cues);
    const { label } = sentiment;
    const { target, reasons } = judgeTarget(read, cues, {
      label,
      value: sentiment.value,
      units: sentiment.units,
      unscoredReason: sentiment.reason,
      topic,
      hoax: hoax.class,
    });
    const relevant = relevance.about !== null && (region === null || relevance.about === region.code);
    return {
      id: doc.id,
      language,
      relevance,
      sentiment: {
        label,
        value: round(sentiment.value),
        confidence: round(sentiment.confidence),
        evidence: sentiment.evidence,
      },
      target,
      attention: decideAttention({ relevant, label, target, reasons }),
      reasons,
      hoax: { class: hoax.class, value: hoax.value, evidence: hoax.evidence, matches: [] },
      topic,
      agency,
      places: where.places,
      versions,
    };
  };
  return { stamp, score: (docs) => docs.map(scoreOne) };
}

/** Rules, lexicons and region: a row scored with another stamp is scored again. */
function stampOf(lexicons: Lexicons, region: Region | null): string {
  const rules = [sentimentVersion, hoaxVersion, topicVersion, relevanceVersion, attentionVersion].join('.');
  const place = createHash('sha256').update(JSON.stringify(region)).digest('hex').slice(0, 6);
  return `${rules}-${lexicons.version}-${place}`;
}
