import { ExternalHyperlink, type ParagraphChild, TextRun } from 'docx';
import type { Line } from '../document/blocks.ts';
import { ink } from '../html/cells.ts';

/** Twentieths of a point between the margins of A4. */
export const widthOfPage = 9_638;

/** The words of a line, with links that can be clicked. */
export function runs(line: Line, colour: string | null = null, size: number | null = null): ParagraphChild[] {
  return line.map((part) => {
    const sized = size === null ? {} : { size };
    if (typeof part === 'string') {
      return new TextRun({ text: part, ...sized, ...(colour === null ? {} : { color: hex(colour) }) });
    }
    const { text, bold, tone, href } = part;
    if (href !== null) {
      const run = new TextRun({ text, bold, ...sized, color: '1D5FA8', underline: {} });
      return new ExternalHyperlink({ link: href, children: [run] });
    }
    const own = tone === null ? colour : ink[tone];
    return new TextRun({ text, bold, ...sized, ...(own === null ? {} : { color: hex(own) }) });
  });
}

/** `#0f3d5c` → `0F3D5C` */
export function hex(colour: string): string {
  return colour.replace('#', '').toUpperCase();
}
