import type { Instant } from '../core/mention.ts';
import type { Attention, SentimentLabel } from '../core/score.ts';
import { loadMentionViews } from '../store/mention-rows.ts';
import { saveScores } from '../store/scores.ts';
import { listSources } from '../store/sources.ts';
import { listStaleIds } from '../store/stale-scores.ts';
import { judgeMentions, learnClaims, type ScoreDeps } from './score.ts';

export interface RescoreOptions {
  /** Only what was published since; null for all. */
  readonly since: Instant | null;
  /** False to look only. */
  readonly write: boolean;
  /** Most flips that are told one by one; the newest mentions come last and are kept. */
  readonly mostExamples: number;
}

export interface RescoreSummary {
  /** Mentions that an older scorer or lexicon had scored. */
  readonly rescored: number;
  /** Texts on which the scorer failed; stored as `unscored`. */
  readonly failed: number;
  /** Changes of the label, by old and new one, most frequent first. */
  readonly flips: readonly {
    readonly before: SentimentLabel;
    readonly after: SentimentLabel;
    readonly count: number;
  }[];
  /** Mentions whose attention changed. */
  readonly attention: readonly { readonly before: Attention; readonly after: Attention; readonly count: number }[];
  readonly examples: readonly FlippedMention[];
}

export interface FlippedMention {
  readonly id: number;
  readonly title: string | null;
  readonly text: string;
  readonly url: string | null;
  readonly before: SentimentLabel;
  readonly after: SentimentLabel;
}

const batchSize = 200;

/** Scores again what an older scorer or lexicon scored, and tells what that changes. */
export async function rescoreStale(deps: ScoreDeps, options: RescoreOptions): Promise<RescoreSummary> {
  const { db, scorer } = deps;
  const ids = await listStaleIds(db, scorer.stamp, options.since);
  const sources = new Map((await listSources(db)).map((source) => [source.id, source]));
  const flips = createTally<SentimentLabel>();
  const attention = createTally<Attention>();
  const examples: FlippedMention[] = [];
  let rescored = 0;
  let failed = 0;
  for (let start = 0; start < ids.length && !deps.signal.aborted; start += batchSize) {
    const views = await loadMentionViews(db, ids.slice(start, start + batchSize));
    const mentions = views.filter(({ setAside, score }) => setAside === null && score !== null);
    const old = new Map(mentions.map((mention) => [mention.id, mention]));
    const judged = await judgeMentions(deps, mentions, sources);
    failed += judged.failed;
    if (options.write) {
      await saveScores(db, judged.rows, deps.now());
      learnClaims(deps, mentions, judged);
    }
    rescored += judged.rows.length;
    for (const { mentionId, scored } of judged.rows) {
      const mention = old.get(mentionId);
      // What a person has said stays, whatever the scorer says now.
      if (mention?.score == null || mention.correction !== null) continue;
      attention.add(mention.score.attention, scored.attention);
      const before = mention.score.sentiment.label;
      const after = scored.sentiment.label;
      if (!flips.add(before, after)) continue;
      const { id, title, text, url } = mention;
      examples.push({ id, title, text, url, before, after });
      if (examples.length > options.mostExamples) examples.shift();
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { rescored, failed, flips: flips.list(), attention: attention.list(), examples: examples.reverse() };
}

/** Counts changes from one value to another. */
function createTally<T extends string>() {
  const counts = new Map<string, { before: T; after: T; count: number }>();
  return {
    /** @returns whether it is a change */
    add(before: T, after: T): boolean {
      if (before === after) return false;
      const key = `${before} ${after}`;
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { before, after, count: 1 });
      else known.count += 1;
      return true;
    },
    list: () => [...counts.values()].sort((a, b) => b.count - a.count),
  };
}
