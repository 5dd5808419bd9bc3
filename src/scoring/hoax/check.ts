import type { HoaxCueClass } from '../../text/lexicon.ts';
import type { Match } from '../../text/match.ts';
import type { ReadDoc, Token } from '../../text/read.ts';
import type { HoaxCue } from '../cue-index.ts';

/** What the cues of a fact check add up to from which it is one. */
const checkPoints = 4;
/** The same for news whose title shows no sign of it. */
const hiddenPoints = 5.5;
const titleFactor = 1.35;
/** Posts, comments and bare headlines say what they are in few words. */
const shortFactor = 1.25;
const mostShortWords = 45;
/** The part of an article's body that tells what it is. */
const leadSentences = 6;
/** What each further cue of a kind adds, and how much they add at most. */
const furtherPoints = 0.5;
const mostFurther = 1;
/** Points of a text that opens with a verdict. */
const verdictPoints = 3;

/** "Keliru: …", "[SALAH] …", "HOAKS! …", "Cek fakta: …": how fact-checkers open. */
const verdicts = new Set([
  'keliru',
  'salah',
  'menyesatkan',
  'hoaks',
  'hoax',
  'fakta',
  'klarifikasi',
  'disinformasi',
  'bantahan',
]);
const verdictSigns = new Set([':', '!', ',', ']', '.', '|']);

export interface CheckReading {
  readonly found: boolean;
  readonly points: number;
  /** The title, or the opening of a text without one, says so. */
  readonly opens: boolean;
}

/** By class of cue: the strongest, and a little for each further one. */
type Sentence = Map<HoaxCueClass, { max: number; further: number }>;

/**
 * Looks for two neighbouring sentences (or a title) in which something that is told (rumour) is called false (debunk), rejected (deny),
 * asked about (verify) or stopped (stop); `stamp` cues are what only fact-checkers write. Plain words do: no "hoaks" is needed.
 */
export function readCheck(doc: ReadDoc, matches: readonly Match<HoaxCue>[]): CheckReading {
  const { title, body } = sentencesOf(doc, matches);
  const opening = opensWithVerdict(doc) ? verdictPoints : 0;
  if (title === null && doc.words <= mostShortWords) {
    const points = (pointsOf(body) + opening) * shortFactor;
    return { found: points >= checkPoints, points, opens: opening > 0 && points >= checkPoints };
  }
  const ofTitle = title === null ? opening : (pointsOf([title]) + opening) * titleFactor;
  let best = ofTitle;
  let before = title;
  for (const sentence of body) {
    best = Math.max(best, pointsOf(before === null ? [sentence] : [before, sentence]));
    before = sentence;
  }
  const needed = title === null && ofTitle === 0 && doc.bodyStart > 0 ? hiddenPoints : checkPoints;
  return { found: best >= needed, points: best, opens: ofTitle >= checkPoints };
}

function opensWithVerdict(doc: ReadDoc): boolean {
  for (let at = 0; at < Math.min(3, doc.tokens.length - 1); at += 1) {
    const { kind, part } = doc.tokens[at] as Token;
    if (kind !== 'word' || !verdicts.has(part.word)) continue;
    const { field, start, kind: next } = doc.tokens[at + 1] as Token;
    const sign = (field === 'title' ? doc.title : doc.text).charAt(start);
    return next === 'punctuation' && verdictSigns.has(sign);
  }
  return false;
}

function sentencesOf(
  doc: ReadDoc,
  matches: readonly Match<HoaxCue>[],
): { readonly title: Sentence | null; readonly body: readonly Sentence[] } {
  const start = doc.tokens[doc.bodyStart]?.sentence ?? 0;
  const last = doc.bodyStart > 0 ? start + leadSentences : Number.POSITIVE_INFINITY;
  let title: Sentence | null = null;
  const body: Sentence[] = [];
  let at = -1;
  for (const { value, first } of matches) {
    const { field, sentence } = doc.tokens[first] as Token;
    if (field === 'title') {
      title ??= new Map();
      note(title, value);
    } else if (sentence <= last) {
      // Neighbours only stand side by side: a gap leaves an empty sentence between.
      if (at >= 0 && sentence > at + 1) body.push(new Map());
      if (sentence !== at) body.push(new Map());
      at = sentence;
      note(body[body.length - 1] as Sentence, value);
    }
  }
  return { title, body };
}

function note(sentence: Sentence, { class: kind, weight }: HoaxCue): void {
  const known = sentence.get(kind);
  if (known === undefined) sentence.set(kind, { max: weight, further: 0 });
  else {
    known.max = Math.max(known.max, weight);
    known.further = Math.min(mostFurther, known.further + furtherPoints);
  }
}

/** Points of sentences taken together; 0 where nothing is rejected in them. */
function pointsOf(sentences: readonly Sentence[]): number {
  const all = (kind: HoaxCueClass) => {
    let max = 0;
    let further = 0;
    for (const sentence of sentences) {
      const cue = sentence.get(kind);
      if (cue === undefined) continue;
      further = Math.min(mostFurther, further + cue.further + (max > 0 ? furtherPoints : 0));
      max = Math.max(max, cue.max);
    }
    return { max, sum: max + further };
  };
  // Questions ("ini hoaks apa benar?") name what they ask about and deny nothing.
  if (all('mention').max >= 3) return 0;
  const stamp = all('stamp').max;
  const debunk = all('debunk');
  const deny = all('deny');
  const verify = all('verify').max;
  const stop = all('stop').max;
  const assert = Math.min(1, all('assert').sum);
  const rumour = all('rumour').sum;
  const denial = Math.max(debunk.sum, deny.sum) + (debunk.max > 0 && deny.max > 0 ? 1 : 0);
  const stops = stop >= 2 && (rumour >= 1.5 || assert >= 1);
  if (stamp === 0 && denial === 0 && !(verify > 0 && stop > 0) && !stops) return 0;
  return stamp + denial + verify + stop + assert + rumour;
}
