import { z } from 'zod';

/** Words or phrases, one of which the headline or the address must hold: place names on a national medium. */
export const MatchWords = z.array(z.string().trim().min(2).max(100)).min(1).max(200);

/** What is known of an item before its page is fetched. */
export interface Named {
  readonly url: string | null;
  readonly title: string | null;
}
/** Whether an item is wanted. */
export type Match = (item: Named) => boolean;

/** Whole words of headline and address, whatever stands between them: `banjir-kemlagi-mojokerto` holds "Kemlagi Mojokerto". */
export function createMatch(words: readonly string[] | null): Match {
  if (words === null) return () => true;
  const wanted = words.map((word) => ` ${toWords(word)} `);
  return ({ url, title }) => {
    const text = ` ${toWords(title ?? '')} | ${url === null ? '' : toWords(decodePath(url))} `;
    return wanted.some((phrase) => text.includes(phrase));
  };
}

/** True unless the address holds one of these parts: `/video/`, `//20.detik.com/`. */
export function createSkip(parts: readonly string[]): Match {
  return ({ url }) => url === null || !parts.some((part) => url.includes(part));
}

function toWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function decodePath(address: string): string {
  const path = new URL(address).pathname;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
