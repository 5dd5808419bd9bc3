import { createHash } from 'node:crypto';
import type { Region } from '../core/region.ts';
import type { Doc, ScoredDoc, Scorer } from '../core/score.ts';
import type { Gazetteer } from '../regions/gazetteer.ts';
import { toAgencies } from '../regions/region-names.ts';
import { languagesOf } from '../text/languages.ts';
import type { Lexicons } from '../text/lexicon.ts';
import { readText } from '../text/read.ts';
import { type ClaimIndex, claimsVersion } from './claims/claim-index.ts';
import { findRepeated, heedKnownClaim, withKnownClaim } from './claims/repeated-claims.ts';
import { createCueIndex } from './cue-index.ts';
import { round } from './evidence.ts';
import { hoaxVersion, scoreHoax } from './hoax.ts';
import { createLearned } from './learned/create-learned.ts';
import type { Models } from './learned/word-weights.ts';
import { createRelevanceScorer, relevanceVersion } from './relevance.ts';
import { createSentimentScorer, sentimentVersion } from './sentiment.ts';
import { attentionVersion, decideAttention, judgeTarget } from './target-attention.ts';
import { compareTitle, fieldOf } from './title-body.ts';
import { createTopicScorer, topicVersion } from './topic-agency.ts';

/** Longer texts are judged by their beginning: no article is longer, and rules that compare words must not be stalled by one that is. */
const mostCharacters = 40_000;

export interface ScorerParts {
  readonly lexicons: Lexicons;
  /** The learned part. */
  readonly models: Models;
  /** The regency listened for; null to name the regency of each text instead. */
  readonly region: Region | null;
  /** All others, to tell same names apart; `emptyGazetteer` when the region stands alone. */
  readonly otherRegencies: Gazetteer;
  /** Known claims that texts may repeat; may grow while the scorer is in use. */
  readonly claims?: ClaimIndex | null;
}

/** Compiles the lexicons and the gazetteer (about 0.3 s) into a scorer that reads each text once. */
export function createScorer({ lexicons, models, region, otherRegencies, claims = null }: ScorerParts): Scorer {
  const agencies = region?.agencies ?? toAgencies(lexicons.agencies);
  const places = createRelevanceScorer(region, otherRegencies);
  const index = createCueIndex(lexicons, agencies, places.marksOf);
  const stamp = stampOf(lexicons, models, region);
  const scoreSentiment = createSentimentScorer(createLearned(models, lexicons));
  const scoreTopic = createTopicScorer(agencies, models.topics);
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
    const reading = { language, mixed, debunks: hoax.class === 'fact-check', isPlace: where.isPlace };
    const sentiment = scoreSentiment(read, cues, reading);
    const { topic, agency } = scoreTopic(read, cues, sentiment.topicScores);
    const { label } = sentiment;
    const { target, reasons } = judgeTarget(read, cues, {
      label,
      value: sentiment.value,
      units: sentiment.units,
      sentimentReason: sentiment.reason,
      likely: sentiment,
      topic,
      hoax: hoax.class,
    });
    const matches = findRepeated(claims, read, doc.id, hoax.class);
    const known = withKnownClaim(reasons, { class: hoax.class, matches });
    const harsher = compareTitle(read, sentiment.units, (field) => {
      const { part, from } = fieldOf(read, field);
      return scoreSentiment(part, index.find(part.tokens), { ...reading, isPlace: (at) => where.isPlace(at + from) });
    });
    const told = harsher === null ? known : [...known, harsher];
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
      attention: heedKnownClaim(decideAttention({ relevant, label, target, reasons }), relevant, told),
      reasons: told,
      hoax: { class: hoax.class, value: hoax.value, evidence: hoax.evidence, matches },
      topic,
      agency,
      places: where.places,
      versions,
    };
  };
  return { stamp, score: (docs) => docs.map(scoreOne) };
}

/** Rules, lexicons, model and region: a row scored with another stamp is scored again. */
function stampOf(lexicons: Lexicons, models: Models, region: Region | null): string {
  const rules = [sentimentVersion, hoaxVersion, topicVersion, relevanceVersion, attentionVersion, claimsVersion].join(
    '.',
  );
  const place = createHash('sha256').update(JSON.stringify(region)).digest('hex').slice(0, 6);
  return `${rules}-${lexicons.version}-${models.feelings.version}${models.topics.version}-${place}`;
}
