import type { LiveEvent } from '../core/live.ts';
import type { SourceClass } from '../core/mention.ts';
import type { SourceRow } from '../core/source.ts';
import { clusterPending } from '../jobs/cluster.ts';
import { scorePending } from '../jobs/score.ts';
import { withSourceContext } from '../scoring/source-context.ts';
import type { Installation } from './installation.ts';

export interface Processing {
  readonly scored: number;
  readonly grouped: number;
  readonly newIssues: number;
}

/** Scores what has no verdict of the present scorer, then puts every relevant mention into an issue. */
export async function scoreAndGroup(
  installation: Installation,
  options: { readonly signal?: AbortSignal; readonly announce?: (event: LiveEvent) => void } = {},
): Promise<Processing> {
  const { db, now, log, scorer, region } = installation;
  const signal = options.signal ?? new AbortController().signal;
  const { scored } = await scorePending({
    db,
    now,
    log,
    scorer,
    signal,
    inContext: (verdict, { source, parent }) =>
      withSourceContext(verdict, { region, sourceIsLocal: isLocal(source), parent }),
  });
  const { clustered, newIssues } = await clusterPending({
    db,
    now,
    signal,
    ...(options.announce === undefined ? {} : { announce: options.announce }),
  });
  return { scored, grouped: clustered, newIssues };
}

/** Sources that speak of the regency unless their text says otherwise. A portal's article names its place itself. */
const localClasses: ReadonlySet<SourceClass> = new Set(['community', 'village', 'government']);

/** What an analyst clipped was clipped because it concerns the regency. */
function isLocal(source: SourceRow | null): boolean {
  return source !== null && (source.collector === 'klipping' || localClasses.has(source.class));
}
