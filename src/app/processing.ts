import type { LiveEvent } from '../core/live.ts';
import type { SourceClass } from '../core/mention.ts';
import type { SourceRow } from '../core/source.ts';
import { type ClusterSummary, createClusterer } from '../jobs/cluster.ts';
import { createHitFinder, type HitSummary } from '../jobs/keyword-hits.ts';
import { keepQuestions } from '../jobs/questions.ts';
import { type ScoreDeps, type ScoreSummary, scorePending } from '../jobs/score.ts';
import { withReview } from '../scoring/reviewed.ts';
import { withSourceContext } from '../scoring/source-context.ts';
import { createClaimFollower, createRepeatFinder } from './claims.ts';
import type { Installation } from './installation.ts';
import { createRescoring, type InstallationRescoring } from './rescoring/rescoring.ts';

/** What happens to mentions once they are stored. Keeps what it knows of recent issues between calls. */
export interface Processing {
  /** Scores what has no verdict of the present scorer, fresh mentions first; at most so many batches if a number is given. */
  score(maxBatches?: number): Promise<ScoreSummary>;
  /** Puts every relevant mention that was scored into an issue. */
  group(signal?: AbortSignal): Promise<ClusterSummary>;
  /** Holds keyword packs and known claims against what is new, and keeps the list of questions. */
  watch(): Promise<HitSummary>;
}

/** Batches of 200: after a new pack, alerts must not wait until weeks are held against it. */
const hitBatchesPerCall = 20;

export function createProcessing(
  installation: Installation,
  options: { readonly signal?: AbortSignal; readonly announce?: (event: LiveEvent) => void } = {},
): Processing {
  const { db, now, region, claims } = installation;
  const signal = options.signal ?? new AbortController().signal;
  const rescoring = createRescoring(installation);
  signal.addEventListener('abort', () => void rescoring.close(), { once: true });
  const clusterer = createClusterer({
    db,
    now,
    signal,
    ...(options.announce === undefined ? {} : { announce: options.announce }),
  });
  const hitFinder = createHitFinder({
    db,
    now,
    zone: region.timezone,
    region: region.code,
    claims: rescoring.claims,
    repeatsOf: createRepeatFinder(claims),
    signal,
  });
  // On PostgreSQL other workers score as well, and learn what fact checks answer.
  const followClaims = createClaimFollower({ db, now, claims: rescoring.claims });
  return {
    async score(maxBatches) {
      await installation.office.follow();
      await followClaims();
      try {
        return await scorePending({
          ...scoreDepsOf(installation, rescoring),
          signal,
          ...(maxBatches === undefined ? {} : { maxBatches }),
        });
      } finally {
        // Nobody calls again who asked for everything.
        if (maxBatches === undefined) await rescoring.close();
      }
    },
    group: (limit) => clusterer.clusterPending(limit),
    async watch() {
      await keepQuestions({ db, now, region, signal });
      return hitFinder.findHits(hitBatchesPerCall);
    },
  };
}

/** How this installation's mentions are scored. */
export function scoreDepsOf(
  { db, now, log, scorer, region }: Pick<Installation, 'db' | 'now' | 'log' | 'scorer' | 'region'>,
  rescoring: InstallationRescoring,
): ScoreDeps {
  return {
    rescoring,
    helper: rescoring.helper,
    db,
    now,
    log,
    scorer,
    claims: rescoring.claims,
    signal: new AbortController().signal,
    inContext: (verdict, { source, parent, kind, review }) =>
      withReview(withSourceContext(verdict, { region, sourceIsLocal: isLocal(source), parent }), {
        review,
        isChecker: source?.class === 'fact-check' && kind !== 'comment' && kind !== 'page',
        region: region.code,
      }),
  };
}

/** Scores and groups everything that waits, once. */
export async function scoreAndGroup(installation: Installation): Promise<ScoreSummary & ClusterSummary> {
  const processing = createProcessing(installation);
  return { ...(await processing.score()), ...(await processing.group()) };
}

/**
 * Sources that speak of the regency unless their text says otherwise: nobody who complains to an office names the regency. A portal's
 * article names its place itself.
 */
const localClasses: ReadonlySet<SourceClass> = new Set(['community', 'village', 'government', 'complaint']);

/** What an analyst clipped was clipped because it concerns the regency. */
function isLocal(source: SourceRow | null): boolean {
  return source !== null && (source.collector === 'klipping' || localClasses.has(source.class));
}
