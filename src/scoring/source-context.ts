import { decideAttention, heedKnownClaim } from '../core/attention.ts';
import type { Region } from '../core/region.ts';
import type { ScoredDoc } from '../core/score.ts';

export interface SourceContext {
  readonly region: Region;
  /** The source writes about the region by default: a local community, an office, a village. */
  readonly sourceIsLocal: boolean;
  /** Score of the post that this comment answers, or null. */
  readonly parent: ScoredDoc | null;
}

/** How sure it is that a comment speaks of what it answers, and that a local source speaks of its region. */
const parentShare = 0.8;
const localConfidence = 0.6;

/**
 * Posts and comments often name no place. Fills in relevance from the post they answer, or from a local source, and decides the
 * attention again. A text that names a place itself keeps its own verdict, also when that place is elsewhere.
 */
export function withSourceContext(scored: ScoredDoc, context: SourceContext): ScoredDoc {
  const filled = relevanceFrom(scored, context);
  if (filled === null) return scored;
  const relevant = filled.about === context.region.code;
  const attention = heedKnownClaim(
    decideAttention({ relevant, label: scored.sentiment.label, target: scored.target, reasons: scored.reasons }),
    relevant,
    scored.reasons,
  );
  return { ...scored, relevance: filled, attention };
}

function relevanceFrom(
  scored: ScoredDoc,
  { region, sourceIsLocal, parent }: SourceContext,
): ScoredDoc['relevance'] | null {
  const own = scored.relevance;
  if (own.about !== null || own.why.length > 0) return null;
  if (parent !== null) {
    const { about, level, confidence, why } = parent.relevance;
    if (about === null && why.length === 0) return sourceIsLocal ? localRelevance(region) : null;
    const told = why[0] ?? region.name;
    return {
      about,
      level,
      confidence: Math.round(confidence * parentShare * 1000) / 1000,
      why: [`menanggapi: ${told}`],
    };
  }
  return sourceIsLocal ? localRelevance(region) : null;
}

function localRelevance(region: Region): ScoredDoc['relevance'] {
  const level = region.kind === 'kota' ? 'city' : 'regency';
  return { about: region.code, level, confidence: localConfidence, why: ['sumber lokal'] };
}
