import type { MapContext } from './format.ts';
import { type PostDate, readDate } from './values.ts';

/** A page that somebody copied and pasted into a text file. */
export interface PastedPage {
  readonly title: string | null;
  readonly text: string;
}

const listLine = /^\s*[-•*·]\s+\S/;
const relatedHead = /^\s*baca\s+(juga|lainnya|selengkapnya)\b/i;

/**
 * Finds headline and body in pasted text: the headline is the first line of 4 to 30 words that is neither a list entry nor a full
 * sentence; lists of other headlines (before it, or under "Baca juga") are left out, for they would be false mentions.
 */
export function parsePastedPage(pasted: string): PastedPage {
  const lines = pasted
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trim());
  const titleAt = lines.findIndex((line) => {
    const words = line.split(/\s+/).length;
    return words >= 4 && words <= 30 && !listLine.test(line) && !relatedHead.test(line) && !/[.,;:]["”]?$/.test(line);
  });
  const body: string[] = [];
  let inRelated = false;
  for (const line of lines.slice(titleAt + 1)) {
    if (relatedHead.test(line)) inRelated = true;
    else if (!(inRelated && (listLine.test(line) || line === ''))) {
      inRelated = false;
      body.push(line);
    }
  }
  return { title: lines[titleAt] ?? null, text: body.join('\n').trim() };
}

/** The day in the file's name (`…-2025-10-21.txt`), else the first date on one of the first lines. */
export function findPageDate(text: string, context: MapContext): PostDate {
  const inName = /(\d{4}-\d\d-\d\d)(?=\D*$)/.exec(context.fileName)?.[1];
  const lines = text.split('\n').slice(0, 40);
  const printed = inName ?? lines.find((line) => context.parseDate(line, context.zone) !== null) ?? '';
  return readDate(printed, context);
}
