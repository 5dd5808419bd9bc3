import type { KeywordPack } from './keyword-pack.ts';

/** A fault of a pack: the key path and, in Indonesian, what is wrong. */
export interface PackFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Words that stand between names without being one. */
const joiners = new Set(['dan', 'dengan', 'bin', 'binti', 'atau']);

/**
 * What a pack must keep to beyond its shape: an election pack is dated, candidates are at least two, and no keyword belongs to one of
 * them. The file has no place for another threshold or other words for one candidate.
 */
export function findPackFaults(pack: KeywordPack): readonly PackFault[] {
  return [...datesOf(pack), ...keywordsOf(pack), ...candidatesOf(pack), ...namedKeywords(pack, pack.candidates)];
}

/** Words of a pack that belong to a candidate of another pack, whatever days that one has. Only of packs with an election stage, or candidates. */
export function findNamedElsewhere(pack: KeywordPack, others: readonly KeywordPack[]): readonly PackFault[] {
  if (pack.stage === 'none' && pack.candidates.length === 0) return [];
  return others.flatMap((other) => (other.id === pack.id ? [] : namedKeywords(pack, other.candidates)));
}

/**
 * Keywords of a pack that name some of these candidates but not all: watching one candidate's name is not neutral, whichever pack names
 * the candidates.
 */
export function namedKeywords(pack: KeywordPack, candidates: KeywordPack['candidates']): readonly PackFault[] {
  const own = candidates.map(
    ({ id, name, aliases }) => new Set([name, ...aliases, ...numberNames(id)].flatMap(wordsOf)),
  );
  const isOneSided = (word: string) => own.some((words) => words.has(word)) && !own.every((words) => words.has(word));
  return pack.keywords.flatMap(({ text, near }, index) =>
    [
      { path: ['keywords', index, 'text'], text },
      ...near.map((text, at) => ({ path: ['keywords', index, 'near', at], text })),
    ].flatMap(({ path, text }) => {
      const word = wordsOf(text).find((each) => isOneSided(each));
      return word === undefined
        ? []
        : [{ path, message: `kata «${word}» hanya milik sebagian calon; kata kunci harus sama untuk semua calon` }];
    }),
  );
}

/** `01` → 01, 1: "paslon 01" is a name. */
function numberNames(id: string): readonly string[] {
  return [id, id.replace(/^0+(?=\d)/, '')];
}

/** Words that can tell who is meant: not joiners, and not single letters. */
function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => !joiners.has(word) && (/^\p{N}+$/u.test(word) || word.length >= 3));
}

function datesOf({ stage, from, to }: KeywordPack): readonly PackFault[] {
  const faults: PackFault[] = [];
  if (from !== null && to !== null && from > to) faults.push({ path: ['to'], message: 'tidak boleh sebelum from' });
  if (stage === 'none') return faults;
  const message = 'wajib diisi untuk paket tahapan pemilu: pemantauan harus ada awal dan akhirnya';
  if (from === null) faults.push({ path: ['from'], message });
  if (to === null) faults.push({ path: ['to'], message });
  return faults;
}

function keywordsOf({ keywords }: KeywordPack): readonly PackFault[] {
  const seen = new Set<string>();
  return keywords.flatMap(({ text }, index) => {
    const key = folded(text);
    const path = ['keywords', index, 'text'];
    if (key === '') return [{ path, message: 'harus berisi kata' }];
    if (seen.has(key)) return [{ path, message: `kata kunci «${text}» ditulis dua kali` }];
    seen.add(key);
    return [];
  });
}

function candidatesOf({ candidates }: KeywordPack): readonly PackFault[] {
  const faults: PackFault[] = [];
  if (candidates.length === 1) {
    faults.push({
      path: ['candidates'],
      message: 'sebutkan semua calon, paling sedikit dua; paket untuk satu calon tidak netral',
    });
  }
  const ids = new Set<string>();
  const owners = new Map<string, string>();
  for (const [index, { id, name, aliases }] of candidates.entries()) {
    if (ids.has(id)) faults.push({ path: ['candidates', index, 'id'], message: `calon «${id}» ditulis dua kali` });
    ids.add(id);
    for (const [at, text] of [name, ...aliases].entries()) {
      const path = ['candidates', index, ...(at === 0 ? ['name'] : ['aliases', at - 1])];
      const key = folded(text);
      if (key === '') faults.push({ path, message: 'harus berisi kata' });
      else if ((owners.get(key) ?? id) !== id) {
        faults.push({ path, message: `nama «${text}» dipakai dua calon; tidak jelas siapa yang dimaksud` });
      }
      owners.set(key, id);
    }
  }
  return faults;
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
