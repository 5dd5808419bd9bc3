import type { NameIndex } from '../regions/name-index.ts';
import type { RegionIndex } from '../regions/place-index.ts';
import type { NameReading, PhraseHit } from '../regions/read-places.ts';
import type { ReadDoc } from '../text/read.ts';
import { surfaceOf } from './evidence.ts';
import { accountOf, bookName, type Ledger } from './place-ledger.ts';

/** "Wali Kota" or "Bupati" without a name, where a regency and a city share one. */
const hintPoints = 0.8;

export interface NamesakeNote {
  readonly surface: string;
  readonly level: 'city' | 'elsewhere';
}

/** Nicknames and landmarks speak for the region, namesakes for what they are. Returns the namesakes. */
export function bookPhrases(
  ledger: Ledger,
  phrases: readonly PhraseHit[],
  own: RegionIndex | null,
  doc: ReadDoc,
): readonly NamesakeNote[] {
  const namesakes: NamesakeNote[] = [];
  for (const { first, last, phrase } of phrases) {
    if (own === null) continue;
    if (phrase.kind !== 'namesake') {
      bookName(ledger, own.region.code, phrase.kind, doc, first, last);
      continue;
    }
    const level = phrase.level ?? 'elsewhere';
    namesakes.push({ surface: surfaceOf(doc, first, last), level });
    if (phrase.code !== null) {
      bookName(ledger, phrase.code, 'full', doc, first, last);
      if (level === 'city') accountOf(ledger, phrase.code).cityWords = true;
    }
  }
  return namesakes;
}

/** Books every name that can be only one regency, or whose words say which one it is. */
export function bookNames(
  ledger: Ledger,
  reading: NameReading,
  phrases: readonly PhraseHit[],
  names: NameIndex,
  doc: ReadDoc,
): void {
  for (const hit of reading.regencies) {
    if (isCovered(hit, phrases)) continue;
    const told = hit.kind === null ? hit.codes : hit.codes.filter((code) => names.kindOf(code) === hit.kind);
    if (told.length === 1) {
      bookName(ledger, told[0] as string, hit.role, doc, hit.from, hit.last);
      if (hit.kind === 'kota') accountOf(ledger, told[0] as string).cityWords = true;
    } else if (told.length === 0 && hit.codes.length === 1) {
      // "Kota Jombang": the town of a regency that has no city of the name.
      bookName(ledger, hit.codes[0] as string, 'bare', doc, hit.from, hit.last);
    }
  }
}

/**
 * Names that a regency and a city share, without a word that says which: the text's other words decide, then our own region,
 * then the regency.
 */
export function settleShared(
  ledger: Ledger,
  reading: NameReading,
  phrases: readonly PhraseHit[],
  names: NameIndex,
  ownCode: string | null,
  doc: ReadDoc,
): void {
  const choices = new Map<string, string>();
  for (const hit of reading.regencies) {
    if (hit.codes.length < 2 || isCovered(hit, phrases)) continue;
    const told = hit.kind === null ? hit.codes : hit.codes.filter((code) => names.kindOf(code) === hit.kind);
    if (told.length === 1) continue;
    const key = hit.codes.join();
    let chosen = choices.get(key);
    if (chosen === undefined) {
      const scored = hit.codes.map((code) => {
        const account = ledger.get(code);
        const hints = names.kindOf(code) === 'kota' ? reading.cityHints : reading.regencyHints;
        const districts =
          account === undefined ? 0 : [...account.districts.values()].reduce((sum, worth) => sum + worth, 0);
        const preferred = code === ownCode ? 0.2 : names.kindOf(code) === 'kabupaten' ? 0.1 : 0;
        return { code, points: (account?.points ?? 0) + districts + Math.min(hints, 3) * hintPoints + preferred };
      });
      const best = scored.reduce((a, b) => (b.points > a.points ? b : a));
      chosen = best.code;
      choices.set(key, chosen);
      if (names.kindOf(chosen) === 'kota' && best.points >= hintPoints) accountOf(ledger, chosen).cityWords = true;
    }
    bookName(ledger, chosen, hit.role, doc, hit.from, hit.last);
  }
}

/** Is the hit part of a nickname, landmark or namesake? */
export function isCovered(
  hit: { readonly first: number; readonly last: number },
  phrases: readonly PhraseHit[],
): boolean {
  return phrases.some(({ first, last }) => first <= hit.last && last >= hit.first);
}
