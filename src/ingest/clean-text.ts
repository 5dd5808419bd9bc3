/** Longest text that is kept, in UTF-16 units: about 15 printed pages. */
export const maxTextLength = 60_000;

// Control characters except tab and line feed, and the marks that turn the direction of text around (used to disguise addresses).
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
const unwanted = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

// A single blank is what it becomes: to leave it alone spares most of the work.
const otherBlanks = /[^\S\n ][^\S\n]*| [^\S\n]+/g;

/** Several lines of text made safe to store and show: no control or direction characters, no lone surrogates, tidy white space. */
export function cleanText(text: string): string {
  return text
    .slice(0, maxTextLength)
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(unwanted, '')
    .replace(otherBlanks, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The same for one line (titles, names); null when nothing is left. */
export function cleanLine(text: string | null, maxLength = 500): string | null {
  if (text === null) return null;
  const line = cleanText(text).replace(/\s+/g, ' ').slice(0, maxLength).toWellFormed().trim();
  return line === '' ? null : line;
}
