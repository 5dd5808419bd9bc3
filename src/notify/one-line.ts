/** Characters that turn the direction of what stands after them: a hostile title must not turn the mail's own words. */
const direction = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** One line of at most `maxLength`, cut at a word: no line break or control character of a fetched text can shape a message. */
export function oneLine(text: string, maxLength: number): string {
  // Cleaning a megabyte to show a line would be wasted.
  const flat = text
    .slice(0, maxLength * 4 + 1_000)
    .toWellFormed()
    .replace(direction, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (flat.length <= maxLength) return flat;
  const cut = flat.slice(0, maxLength - 1);
  const space = cut.lastIndexOf(' ');
  // A pair that the cut has halved is left out.
  return `${(space > maxLength / 2 ? cut.slice(0, space) : cut).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Account names in a text: whoever is warned needs what was said, not who said it. */
export function withoutHandles(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}._%+-])@[\p{L}\p{N}_][\p{L}\p{N}_.]*/gu, '@…');
}
