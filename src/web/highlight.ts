import type { ScoredDoc } from '../core/score.ts';

export type MarkKind = 'negative' | 'positive' | 'modifier' | 'hoax' | 'hit';

/** A stretch of a text to mark; offsets are UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: MarkKind;
  readonly weight: number;
  readonly rule: string;
}

export interface Segment {
  readonly text: string;
  /** The evidence that it belongs to, if any. */
  readonly span: Span | null;
  /** Whether it matches what was searched for. */
  readonly hit: boolean;
}

/** More marks than this explain nothing. */
const maxSpans = 300;

/**
 * Cuts a text into marked and unmarked pieces that together are the text again, whatever the spans are: those outside it or
 * turned round are dropped, too long ones end with it, of overlapping ones the heavier wins, no character is cut in half.
 */
export function toSegments(text: string, spans: readonly Span[]): Segment[] {
  const usable = spans
    .flatMap((span) => fitted(text, span) ?? [])
    .sort((a, b) => rank(b) - rank(a) || a.start - b.start)
    .slice(0, maxSpans);
  const cuts = new Set([0, text.length]);
  for (const { start, end } of usable) cuts.add(start).add(end);
  const places = [...cuts].sort((a, b) => a - b);
  const evidence = usable.filter(({ kind }) => kind !== 'hit');
  const hits = usable.filter(({ kind }) => kind === 'hit');
  const segments: { text: string; span: Span | null; hit: boolean }[] = [];
  for (const [index, start] of places.entries()) {
    const end = places[index + 1];
    if (end === undefined) break;
    const covers = (candidate: Span) => candidate.start <= start && candidate.end >= end;
    const span = evidence.find(covers) ?? null;
    const hit = hits.some(covers);
    const last = segments.at(-1);
    if (last !== undefined && last.span === span && last.hit === hit) last.text += text.slice(start, end);
    else segments.push({ text: text.slice(start, end), span, hit });
  }
  return segments;
}

function fitted(text: string, span: Span): Span | null {
  if (!Number.isSafeInteger(span.start) || !Number.isSafeInteger(span.end)) return null;
  const start = whole(text, Math.max(0, span.start), -1);
  const end = whole(text, Math.min(text.length, span.end), 1);
  return start < end && span.start < span.end ? { ...span, start, end } : null;
}

/** Moves an offset out of the middle of a surrogate pair. */
function whole(text: string, at: number, direction: 1 | -1): number {
  const inside = /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at));
  return inside ? at + direction : at;
}

/** Heavy before light; of search hits there are few. */
function rank({ kind, weight }: Span): number {
  return kind === 'hit' ? Number.MAX_VALUE : Math.abs(weight);
}

/** The model weighs nearly every word a little: marked are those that weigh at least this share of the heaviest. */
const tellingShare = 0.35;

/**
 * Evidence of one field as spans, as far as it tells a reader something; the whole of it stands in the table of weights. Evidence that
 * does not name the text it points at is about another text, and is left out.
 */
export function evidenceSpans(score: ScoredDoc | null, field: 'title' | 'text', text: string): Span[] {
  if (score === null) return [];
  const least = tellingShare * Math.max(0, ...score.sentiment.evidence.map(({ weight }) => Math.abs(weight)));
  const sentiment = score.sentiment.evidence
    .filter(({ weight }) => weight === 0 || Math.abs(weight) >= least)
    .map((evidence) => ({ evidence, hoax: false }));
  const hoax = score.hoax.evidence.map((evidence) => ({ evidence, hoax: true }));
  return [...sentiment, ...hoax]
    .filter(({ evidence }) => evidence.field === field && text.slice(evidence.start, evidence.end) === evidence.text)
    .map(({ evidence: { start, end, weight, rule }, hoax: isHoax }) => ({
      start,
      end,
      weight,
      rule,
      kind: isHoax ? 'hoax' : weight < 0 ? 'negative' : weight > 0 ? 'positive' : 'modifier',
    }));
}

const maxSearched = 20_000;
const maxHits = 100;

/** Words of the text that have one of the stems that were searched for. */
export function hitSpans(
  text: string,
  stems: ReadonlySet<string>,
  stemsOf: (word: string) => readonly string[],
): Span[] {
  if (stems.size === 0) return [];
  const spans: Span[] = [];
  for (const match of text.slice(0, maxSearched).matchAll(/[\p{L}\p{N}]+/gu)) {
    if (!stemsOf(match[0]).some((stem) => stems.has(stem))) continue;
    spans.push({ start: match.index, end: match.index + match[0].length, kind: 'hit', weight: 0, rule: '' });
    if (spans.length === maxHits) break;
  }
  return spans;
}

export interface Excerpt {
  readonly text: string;
  readonly spans: readonly Span[];
  /** Whether something was left out before and after it. */
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

/** About `length` characters where the spans weigh most together (from the beginning if there are none), cut between words. */
export function toExcerpt(text: string, spans: readonly Span[], length = 260): Excerpt {
  if (text.length <= length * 1.25) return { text, spans, cutBefore: false, cutAfter: false };
  const from = wordStart(text, bestStart(text, spans, length));
  const to = wordEnd(text, Math.min(text.length, from + length));
  return {
    text: text.slice(from, to),
    spans: spans
      .map((span) => ({ ...span, start: Math.max(span.start, from) - from, end: Math.min(span.end, to) - from }))
      .filter(({ start, end }) => start < end),
    cutBefore: from > 0,
    cutAfter: to < text.length,
  };
}

/** Where to begin so that the words seen weigh most; of equals the earliest. A search hit weighs more than any evidence. */
function bestStart(text: string, spans: readonly Span[], length: number): number {
  const known = spans.filter(({ start, end }) => start >= 0 && end <= text.length && start < end).slice(0, maxSpans);
  const hitWeight = 1 + Math.max(0, ...known.map(({ weight }) => Math.abs(weight)));
  let best = { start: 0, weight: 0 };
  for (const { start: first } of [...known].sort((a, b) => a.start - b.start)) {
    const start = Math.max(0, Math.min(first - Math.floor(length / 4), text.length - length));
    // The edges may be cut back to whole words.
    const seen = known.filter((span) => span.start >= start + 15 && span.end <= start + length - 30);
    const weight = seen.reduce((sum, span) => sum + (span.kind === 'hit' ? hitWeight : Math.abs(span.weight)), 0);
    if (weight > best.weight) best = { start, weight };
  }
  return best.start;
}

/** The next beginning of a word within 30 characters, or the offset itself. */
function wordStart(text: string, at: number): number {
  if (at === 0) return 0;
  const gap = text.slice(at, at + 30).search(/\s\S/);
  return whole(text, gap === -1 ? at : at + gap + 1, 1);
}

/** The last end of a word within 30 characters, or the offset itself. */
function wordEnd(text: string, at: number): number {
  if (at === text.length) return at;
  const gap = text.slice(at - 30, at).search(/\s\S*$/);
  return whole(text, gap === -1 ? at : at - 30 + gap, -1);
}
