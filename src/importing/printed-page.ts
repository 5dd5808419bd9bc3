import type { PastedPage } from './pasted-page.ts';

/** A headline stands so near the top, below the name of the paper, the page and the date. */
const maxHead = 8;
/** `MOJOKERTO, 20 November 2026 - Jembatan …`, `MOJOKERTO – Warga …`: the body has begun. */
const dateline = /^\p{Lu}[\p{Lu} .'’,-]{2,40}(?:,[^–—-]{0,40}|\([^)]{0,40}\))?\s*[–—-]\s/u;
/** Lines that say where and when it was printed. */
const imprint =
  /^(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad|hal(?:aman)?\b|edisi\b|\d{1,2}[\s/.-]\p{L}*\d*[\s/.-]\d{2,4})/iu;

/**
 * Finds the headline on a page of print: of the first lines the first of 3 to 25 words that is neither a sentence, a dateline nor an
 * imprint. All other lines are kept, those above the headline too: on paper nothing is a menu. Lines that were broken to fit their
 * column are put together again, so that a phrase is not cut in two.
 */
export function parsePrintedPage(printed: string): PastedPage {
  const lines = printed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const bodyAt = lines.findIndex((line) => dateline.test(line));
  const head = lines.slice(0, bodyAt === -1 ? maxHead : Math.min(bodyAt, maxHead));
  const titleAt = head.findIndex(isHeadline);
  const above = lines.slice(0, Math.max(0, titleAt));
  const below = lines.slice(titleAt + 1);
  return { title: head[titleAt] ?? null, text: [...above, ...joinBroken(below)].join('\n') };
}

function isHeadline(line: string): boolean {
  const words = line.split(/\s+/).length;
  return words >= 3 && words <= 25 && !/[.,;:]["”]?$/.test(line) && !imprint.test(line);
}

/** A line that does not end a sentence goes on in the next. */
function joinBroken(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    if (last === undefined || /[.?!:]["”’)]?$/.test(last.slice(-2))) joined.push(line);
    else joined[joined.length - 1] = `${last} ${line}`;
  }
  return joined;
}
