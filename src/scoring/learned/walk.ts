import type { Match } from '../../text/match.ts';
import type { ReadDoc, Token, TokenKind } from '../../text/read.ts';
import type { Cues, NegatorCue } from '../cue-index.ts';
import { isSpoken, type Reading } from '../reading.ts';
import { kindWords } from './layout.ts';

/** Told of every token that the model reads. */
export type TokenVisitor = (
  /** Index among the document's tokens. */
  at: number,
  /** Name of its kind (`#number`) when its text does not matter; null for a word or emoji, known by its part. */
  kindWord: string | null,
  /** It stands within the reach of a negator. */
  denied: boolean,
  /** Nothing but a blank stands between it and the token before. */
  joined: boolean,
) => void;

/** How many of a sign count. */
const mostSigns = 3;

export interface Walked {
  /** Tokens told. */
  readonly tokens: number;
  readonly exclamations: number;
  readonly questions: number;
  readonly ellipses: number;
  /** Words with a letter drawn out, up to 2. */
  readonly elongated: number;
}

/** Walks the tokens of a document as the model reads them: without asides, with what a negator reaches. Used in training and in use. */
export function walkTokens(doc: ReadDoc, cues: Cues, reading: Reading, visit: TokenVisitor): Walked {
  let exclamations = 0;
  let questions = 0;
  let ellipses = 0;
  let tokens = 0;
  let elongated = 0;
  let reach = 0;
  let joined = false;
  let next = 0;
  const { negators } = cues;
  const all = doc.tokens;
  for (let at = 0; at < all.length; at += 1) {
    const token = all[at] as Token;
    while (next < negators.length && (negators[next] as Match<NegatorCue>).last < at) next += 1;
    if (token.aside) continue;
    if (token.kind === 'punctuation') {
      const sign = (token.field === 'title' ? doc.title : doc.text).charCodeAt(token.start);
      if (sign === Sign.Exclamation) exclamations += 1;
      else if (sign === Sign.Question) questions += 1;
      else if (sign === Sign.Ellipsis) ellipses += 1;
      else if (sign !== Sign.Stop && sign !== Sign.Comma && sign !== Sign.Semicolon && sign !== Sign.Colon) continue;
      reach = 0;
      joined = false;
      continue;
    }
    const kindWord = kindWordOf(token.kind);
    const { part } = token;
    if (kindWord === null && (part.word === '' || part.word === 'nya')) continue;
    visit(at, kindWord, reach > 0, joined);
    tokens += 1;
    joined = true;
    if (part.elongated) elongated += 1;
    const negator = negators[next];
    if (negator !== undefined && negator.last === at && isSpoken(negator.value.language, reading)) {
      reach = negator.value.scope;
    } else reach -= 1;
  }
  return {
    tokens,
    exclamations: Math.min(mostSigns, exclamations),
    questions: Math.min(mostSigns, questions),
    ellipses: Math.min(mostSigns, ellipses),
    elongated: Math.min(2, elongated),
  };
}

/** UTF-16 units. */
const Sign = {
  Exclamation: 33,
  Comma: 44,
  Stop: 46,
  Colon: 58,
  Semicolon: 59,
  Question: 63,
  Ellipsis: 0x2026,
} as const;

function kindWordOf(kind: TokenKind): string | null {
  if (kind === 'word') return null;
  if (kind === 'number') return kindWords.number;
  if (kind === 'url') return kindWords.url;
  return kind === 'user' ? kindWords.user : null;
}
