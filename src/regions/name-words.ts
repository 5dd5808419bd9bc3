import { splitTerm } from '../text/vocabulary.ts';

/** A name as written, and in one word when it has several (`Karang Tanjung`, `Karangtanjung`). */
export function spellings(name: string): readonly (readonly string[])[] {
  const words = splitTerm(name).flatMap((word) => (word.includes('-') ? word.split('-') : [word]));
  if (words.length === 0) return [];
  return words.length === 1 ? [words] : [words, [words.join('')]];
}

export function groupByFirst<T extends { readonly words: readonly string[] }>(
  entries: Iterable<T>,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const first = entry.words[0] as string;
    const group = groups.get(first);
    if (group === undefined) groups.set(first, [entry]);
    else group.push(entry);
  }
  for (const group of groups.values()) group.sort((a, b) => b.words.length - a.words.length);
  return groups;
}

export function joinable<T extends { readonly words: readonly string[] }>(
  entries: Iterable<T>,
): ReadonlyMap<string, T> {
  const single = [...entries].filter(({ words }) => words.length === 1 && (words[0]?.length ?? 0) >= 7);
  return new Map(single.map((entry) => [entry.words[0] as string, entry]));
}

export function halvesOf(names: Iterable<string>): ReadonlySet<string> {
  const halves = new Set<string>();
  for (const name of names) for (let at = 3; at <= name.length - 3; at += 1) halves.add(name.slice(0, at));
  return halves;
}

export function pushNew(list: string[], value: string): void {
  if (!list.includes(value)) list.push(value);
}
