import type { Evidence, HoaxClass } from '../core/score.ts';
import type { HoaxCueClass } from '../text/lexicon.ts';
import type { Match } from '../text/match.ts';
import type { ReadDoc, Token } from '../text/read.ts';
import type { Cues, HoaxCue } from './cue-index.ts';
import { evidenceOf, round } from './evidence.ts';
import { type ChainReading, readChain } from './hoax/chain.ts';
import { readCheck } from './hoax/check.ts';

/** Raise when the rules change. */
export const hoaxVersion = 2;

/** Points from which talk about hoaxes is called that. */
const mentionPoints = 2;
/** A check quotes the message that it checks: its own cues need this part of the message's points. */
const checkedShare = 0.75;
const mostEvidence = 8;
const nothing: HoaxVerdict = { class: 'none', value: 0, evidence: [] };

export interface HoaxVerdict {
  readonly class: HoaxClass;
  /** 0 … 1: how much it looks like a chain message. */
  readonly value: number;
  readonly evidence: readonly Evidence[];
}

/**
 * Tells by listed cues whether a text spreads a chain message (claim), checks one (fact-check) or speaks of hoaxes (mention).
 * It does not say what is true: the value is how much a text looks like a chain message.
 */
export function scoreHoax(doc: ReadDoc, cues: Cues): HoaxVerdict {
  if (cues.hoax.length === 0) return nothing;
  const matches = cues.hoax.filter(({ first }) => !(doc.tokens[first] as Token).aside);
  if (!matches.some(({ value }) => !isSideCue(value))) return nothing;
  const chain = readChain(doc, matches);
  const check = readCheck(doc, matches);
  if (check.found && (check.opens || check.points >= chain.points * checkedShare)) {
    return { class: 'fact-check', value: checkedValue(chain), evidence: evidenceFor(doc, matches, isCheckCue) };
  }
  if (chain.found) {
    const evidence = evidenceFor(doc, matches, isChainCue);
    return {
      class: 'claim',
      value: round(chain.value),
      evidence: [...evidence.slice(0, mostEvidence - chain.signs.length), ...chain.signs],
    };
  }
  if (speaksOfHoaxes(doc, matches)) {
    return { class: 'mention', value: checkedValue(chain), evidence: evidenceFor(doc, matches, isTalkCue) };
  }
  return { ...nothing, value: round(Math.min(0.4, chain.value * 0.5)) };
}

/** The message that a text speaks of is not its own. */
function checkedValue(chain: ChainReading): number {
  return round(Math.min(0.3, chain.value));
}

const chainClasses: ReadonlySet<HoaxCueClass> = new Set([
  'spread',
  'bait',
  'ask',
  'alarm',
  'hearsay',
  'secret',
  'cure',
] satisfies HoaxCueClass[]);

function isChainCue({ class: kind }: HoaxCue): boolean {
  return chainClasses.has(kind);
}

/** Such words ("info", "resmi") stand in any text and count beside other cues only. */
function isSideCue({ class: kind }: HoaxCue): boolean {
  return kind === 'assert' || kind === 'rumour';
}

function isCheckCue(cue: HoaxCue): boolean {
  return !isChainCue(cue) && cue.class !== 'mention';
}

function isTalkCue(cue: HoaxCue): boolean {
  return cue.class === 'mention' || cue.class === 'stamp' || cue.class === 'debunk' || cue.class === 'stop';
}

/** The strongest cues that speak for the verdict, in the order of the text. */
function evidenceFor(
  doc: ReadDoc,
  matches: readonly Match<HoaxCue>[],
  speaksForIt: (cue: HoaxCue) => boolean,
): readonly Evidence[] {
  const kept = new Set(
    matches
      .filter(({ value }) => speaksForIt(value))
      .sort((a, b) => b.value.weight - a.value.weight)
      .slice(0, mostEvidence),
  );
  return matches
    .filter((match) => kept.has(match))
    .map(({ value, first, last }) => evidenceOf(doc, first, last, value.weight, `hoax:${value.class}`));
}

/** It names hoaxes, or warns of believing too easily. */
function speaksOfHoaxes(doc: ReadDoc, matches: readonly Match<HoaxCue>[]): boolean {
  let points = 0;
  for (const { value, first, last } of matches) {
    if (value.class === 'mention') points += value.weight;
    for (let at = first; at <= last; at += 1) if (isHoaxWord((doc.tokens[at] as Token).part.word)) return true;
  }
  return points >= mentionPoints;
}

function isHoaxWord(word: string): boolean {
  return word === 'hoaks' || word === 'hoax' || word === 'disinformasi';
}
