import { z } from 'zod';
import type { Doc, PlaceHit, ScoredDoc, Scorer } from '../core/score.ts';

const inputLine = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  title: z.string().nullish(),
  text: z.string().nullish(),
  publishedAt: z.string().nullish(),
  platform: z.string().nullish(),
});

/** Scored lines, one per input line and in the same order. `faults` counts the lines that could not be read. */
export interface ScoredLines {
  readonly lines: readonly string[];
  readonly faults: number;
}

/**
 * NDJSON `{id, title?, text, publishedAt?, platform?}` → NDJSON of scores. A line that cannot be read becomes `{id, error}`, so that
 * output lines always match input lines.
 */
export function scoreLines(scorer: Scorer, lines: readonly string[]): ScoredLines {
  const parsed = lines.map(parseLine);
  const scored = scorer.score(parsed.flatMap((entry) => ('doc' in entry ? [entry.doc] : [])));
  let next = 0;
  return {
    lines: parsed.map((entry) => JSON.stringify('doc' in entry ? toLine(scored[next++]) : entry)),
    faults: parsed.length - scored.length,
  };
}

/** The line of the contract: each place once, where the text names it first, else where the title does. */
function toLine(scored: ScoredDoc | undefined): unknown {
  if (scored === undefined) return null;
  const first = new Map<string, PlaceHit>();
  for (const hit of scored.places) {
    const known = first.get(hit.code);
    if (known === undefined || (known.field === 'title' && hit.field === 'text')) first.set(hit.code, hit);
  }
  const places = [...first.values()].map(({ code, name, start, end }) => ({ code, name, start, end }));
  return { ...scored, places };
}

function parseLine(line: string): { doc: Doc } | { id: string | null; error: string } {
  let value: unknown;
  try {
    // Windows tools put a byte order mark before the first line.
    value = JSON.parse(line.replace(/^\ufeff/, ''));
  } catch {
    return { id: null, error: line.trim() === '' ? 'empty line' : 'not JSON' };
  }
  const parsed = inputLine.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const id = typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : null;
    return { id, error: `${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'unreadable'}` };
  }
  const { id, title, text, publishedAt, platform } = parsed.data;
  if (title == null && text == null) return { id, error: 'needs text or title' };
  return {
    doc: { id, title: title ?? null, text: text ?? '', publishedAt: publishedAt ?? null, platform: platform ?? null },
  };
}
