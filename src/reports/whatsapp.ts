import { cut } from './wording.ts';

/** Fetched words in one line that does not switch WhatsApp's bold, italics or monospace on or off. */
export function plainLine(text: string, maxLength = 1_000): string {
  return cut(text, maxLength)
    .replace(/[*~`]/g, '')
    .replace(/_{2,}|(?<!\w)_|_(?!\w)/g, ' ');
}
