import type { Evidence } from '../../core/score.ts';
import type { ReadDoc } from '../../text/read.ts';

const mostRead = 2_000;
const fewestCapitals = 3;
const shoutWeight = 0.75;

/** Words of capitals only, without the abbreviations that offices are called by (short ones), and exclamation marks in rows. */
const capitals = /\b[A-Z]{5,}\b/g;
const exclaims = /!{2,}|[🔥😱‼❗]/u;

/**
 * Shouting in the body: three words or more in capitals, rows of exclamation marks. Each counts a little beside other cues.
 * Titles are left out: many portals print them in capitals.
 */
export function findShouts(doc: ReadDoc): readonly Evidence[] {
  const text = doc.text.slice(0, mostRead);
  const found: Evidence[] = [];
  const loud = [...text.matchAll(capitals)];
  const first = loud[0];
  if (first !== undefined && loud.length >= fewestCapitals)
    found.push(toEvidence(first.index, first[0], 'hoax:capitals'));
  const mark = exclaims.exec(text);
  if (mark !== null) found.push(toEvidence(mark.index, mark[0], 'hoax:exclamation'));
  return found;
}

function toEvidence(start: number, text: string, rule: string): Evidence {
  return { field: 'text', start, end: start + text.length, text, weight: shoutWeight, rule };
}
