import { decideAttention } from '../../core/attention.ts';
import type { Region } from '../../core/region.ts';
import type { Attention, ScoredDoc } from '../../core/score.ts';
import { withSourceContext } from '../../scoring/source-context.ts';

/**
 * The attention of a labelled text. Who labels assumes that a text speaks of the own region unless it says otherwise, as the product does
 * with a local source; without a region every text is taken to speak of it.
 */
export function localAttention(scored: ScoredDoc, region: Region | null): Attention {
  if (region !== null) return withSourceContext(scored, { region, sourceIsLocal: true, parent: null }).attention;
  return decideAttention({
    relevant: true,
    label: scored.sentiment.label,
    target: scored.target,
    reasons: scored.reasons,
  });
}
