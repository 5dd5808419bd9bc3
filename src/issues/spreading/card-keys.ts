import type { CardKeys } from '../../core/province.ts';
import { stemOf } from '../stem.ts';
import { contentWords, shinglesOf, wordsOf } from '../words.ts';

/** A mention of an issue, as far as it tells what the issue is. */
export interface CardText {
  readonly title: string | null;
  readonly text: string;
}

const maxTitleStems = 24;
const maxStems = 48;
const maxCopied = 80;
const maxUrls = 40;
/** Of each text: copies of it share nearly all of these, others none. */
const copiesOfText = 8;
/** Share of the texts that a stem must be in; below it is one writer's word. */
const commonShare = 0.3;

/**
 * By what the same event can be found in another regency, without telling what was written. Pure.
 * @param urls hashes of the canonical addresses of its mentions
 */
export function cardKeysOf(title: string, texts: readonly CardText[], urls: readonly number[]): CardKeys {
  return {
    title: stemsIn(title).slice(0, maxTitleStems),
    stems: commonStems(texts),
    copies: [
      ...new Set(texts.flatMap(({ title: head, text }) => sketchOf(text.length < 40 ? `${head ?? ''} ${text}` : text))),
    ].slice(0, maxCopied),
    urls: [...new Set(urls)].slice(0, maxUrls),
  };
}

/** Hashes of the distinct stems, in order. */
function stemsIn(text: string): number[] {
  return [...new Set(contentWords(wordsOf(text)).map(stemOf))].map(hashOf);
}

function commonStems(texts: readonly CardText[]): number[] {
  const counts = new Map<number, number>();
  for (const { title, text } of texts) {
    for (const stem of stemsIn(`${title ?? ''} ${text}`)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  const least = Math.max(texts.length > 2 ? 2 : 1, Math.floor(texts.length * commonShare));
  return [...counts]
    .filter(([, count]) => count >= least)
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, maxStems)
    .map(([stem]) => stem);
}

/** The smallest hashes of a text's word triples: a fair sample of them, the same for the same text (Broder 1997). */
function sketchOf(text: string): number[] {
  return [...shinglesOf(wordsOf(text))].sort((a, b) => a - b).slice(0, copiesOfText);
}

/** FNV-1a over UTF-16 units, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
