import { cut } from './wording.ts';

/** Fetched words in one line that does not switch WhatsApp's bold, italics or monospace on or off. */
export function plainLine(text: string): string {
  return cut(text, 1_000)
    .replace(/[*~`]/g, '')
    .replace(/_{2,}|(?<!\w)_|_(?!\w)/g, ' ');
}
