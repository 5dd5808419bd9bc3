import type { Evidence } from '../core/score.ts';
import type { ReadDoc, Token } from '../text/read.ts';

/** The span of the tokens `first` … `last`, which lie in one field, as evidence. */
export function evidenceOf(doc: ReadDoc, first: number, last: number, weight: number, rule: string): Evidence {
  const from = doc.tokens[first] as Token;
  const to = doc.tokens[last] as Token;
  const source = from.field === 'title' ? doc.title : doc.text;
  const end = Math.max(from.end, to.end);
  return {
    field: from.field,
    start: from.start,
    end,
    text: source.slice(from.start, end),
    weight: round(weight),
    rule,
  };
}

/** Words of a span as they stand in the text. */
export function surfaceOf(doc: ReadDoc, first: number, last: number): string {
  const from = doc.tokens[first] as Token;
  const source = from.field === 'title' ? doc.title : doc.text;
  return source.slice(from.start, Math.max(from.end, (doc.tokens[last] as Token).end));
}

/** Three decimals are enough for any score that is shown or stored. */
export function round(value: number): number {
  return Math.round(value * 1000) / 1000 + 0;
}
