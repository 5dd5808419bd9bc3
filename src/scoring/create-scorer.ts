import { decideAttention, heedKnownClaim } from '../core/attention.ts';
import { noOfficeLexicon, type OfficeEntry, type OfficeLexicon } from '../core/office-lexicon.ts';
import type { Region } from '../core/region.ts';
import type { Doc, ScoredDoc, Scorer } from '../core/score.ts';
import type { Gazetteer } from '../regions/gazetteer.ts';
import { toAgencies } from '../regions/region-names.ts';
import { languagesOf } from '../text/languages.ts';
import type { Lexicons } from '../text/lexicon.ts';
import { readText } from '../text/read.ts';
import type { ClaimIndex } from './claims/claim-index.ts';
import { findRepeated, withKnownClaim } from './claims/repeated-claims.ts';
import { type CommonWords, createCommonWords } from './common-words.ts';
import { createCueIndex } from './cue-index.ts';
import { round } from './evidence.ts';
import { scoreHoax } from './hoax.ts';
import type { Models } from './learned/word-weights.ts';
import { type ChangeFinder, createChangeFinder } from './lexicon-change.ts';
import { createOfficeWords, type OfficeWords } from './office-words.ts';
import { createRelevanceScorer } from './relevance.ts';
import { createSentimentScorer, sentimentVersion } from './sentiment.ts';
import { createStamp, lexiconVersionOf } from './stamp.ts';
import { judgeTarget } from './target-attention.ts';
import { compareTitle, fieldOf } from './title-body.ts';
import { createTopicScorer } from './topic-agency.ts';

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
  /** What other scorers of this thread have in common with it, made of the same lists, models and gazetteer; its own if absent. */
  readonly common?: CommonWords;
  /** The office's own words; may answer others while the scorer is in use, which changes the stamp. None if absent. */
  readonly office?: () => OfficeLexicon;
}

/** A scorer that can also be asked what other words of the office would make of texts, and how it reads them. */
export interface TextScorer extends Scorer {
  /** As every score has it: of the lists, and of the office's words where there are any (`+k3`). */
  readonly lexiconVersion: string;
  /** The same scorer with other words of the office. */
  scorerWith(office: OfficeLexicon): Pick<Scorer, 'score'>;
  /** Words of a text in their order: slang written out, endings of known words cut. */
  wordsOf(title: string | null, text: string): readonly string[];
  /**
   * Makes what tells which texts may be judged otherwise now than with earlier words; null when that cannot be told from the texts alone.
   * It speaks of the words in use when it was made.
   */
  changesSince(before: WordsBefore): ChangeFinder | null;
  /** Whether words of an office stand in texts. */
  finderOf(office: OfficeLexicon): (title: string | null, text: string) => boolean;
}

/** Words that texts were judged with, while all else was as it is now. */
export interface WordsBefore {
  readonly lexicons: Lexicons;
  readonly office: readonly OfficeEntry[];
}

/** Compiles the lexicons and the gazetteer (about 0.3 s; what is in common with others once) into a scorer that reads each text once. */
export function createScorer(parts: ScorerParts): TextScorer {
  const { lexicons, models, region, otherRegencies, claims = null, office = () => noOfficeLexicon } = parts;
  const { common = createCommonWords({ lexicons, models, gazetteer: otherRegencies }) } = parts;
  const agencies = region?.agencies ?? toAgencies(lexicons.agencies);
  const scorePlaces = createRelevanceScorer(region, common.placesOf(otherRegencies));
  const { index, learned } = common.wordsOf(agencies, models);
  const stampWith = createStamp(models, region);
  const scoreSentiment = createSentimentScorer(learned);
  const scoreTopic = createTopicScorer(agencies, models.topics);
  const readDoc = (title: string | null, text: string) =>
    readText(title?.slice(0, mostCharacters) ?? null, text.slice(0, mostCharacters), index.vocabulary);
  const compile = (words: OfficeLexicon): CompiledOffice => ({
    words,
    matcher: createOfficeWords(words.entries, index.vocabulary),
    version: lexiconVersionOf(lexicons, words),
  });
  let compiled = compile(office());
  /** The office's words are compiled again when they are others: some milliseconds. */
  const presentOffice = (): CompiledOffice => {
    const words = office();
    if (words !== compiled.words) compiled = compile(words);
    return compiled;
  };

  const scoreOne = (doc: Doc, { matcher, version }: CompiledOffice): ScoredDoc => {
    const read = readDoc(doc.title, doc.text);
    const cues = index.find(read.tokens);
    const { language, mixed } = languagesOf(read.tokens);
    const where = scorePlaces(read);
    const { relevance } = where;
    const hoax = scoreHoax(read, cues);
    const reading = { language, mixed, debunks: hoax.class === 'fact-check', isPlace: where.isPlace };
    const sentiment = scoreSentiment(read, cues, reading, matcher.find(read.tokens));
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
      const partly = { ...reading, isPlace: (at: number) => where.isPlace(at + from) };
      return scoreSentiment(part, index.find(part.tokens), partly, matcher.find(part.tokens));
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
      versions: { sentiment: sentimentVersion, lexicon: version },
    };
  };
  const scoreAll = (docs: readonly Doc[], used: CompiledOffice) => docs.map((doc) => scoreOne(doc, used));
  return {
    get stamp() {
      return stampWith(presentOffice().version);
    },
    get lexiconVersion() {
      return presentOffice().version;
    },
    score: (docs) => scoreAll(docs, presentOffice()),
    scorerWith: (words) => {
      const used = compile(words);
      return { score: (docs) => scoreAll(docs, used) };
    },
    wordsOf: (title, text) => readDoc(title, text).tokens.flatMap(({ part }) => (part.word === '' ? [] : [part.word])),
    changesSince: (before) => {
      const same = before.lexicons.version === lexicons.version;
      // Without a region the lists name the agencies, and these are no words of texts alone.
      if (!same && region === null && JSON.stringify(before.lexicons.agencies) !== JSON.stringify(lexicons.agencies)) {
        return null;
      }
      const earlier = same ? index : createCueIndex(before.lexicons, agencies);
      return createChangeFinder(
        { ...before, index: earlier },
        { lexicons, index, office: presentOffice().words.entries },
      );
    },
    finderOf: ({ entries }) => {
      const { find } = createOfficeWords(entries, index.vocabulary);
      return (title, text) => find(readDoc(title, text).tokens).length > 0;
    },
  };
}

interface CompiledOffice {
  readonly words: OfficeLexicon;
  readonly matcher: OfficeWords;
  readonly version: string;
}
