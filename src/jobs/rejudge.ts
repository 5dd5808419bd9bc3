import type { SourceRow } from '../core/source.ts';
import { loadMentionViews, type MentionView } from '../store/mention-rows.ts';
import { saveChangedScores } from '../store/scores.ts';
import { listScoredAnswers } from '../store/stale-scores.ts';
import type { FlipTally } from './flips.ts';
import { type JudgeDeps, type Judged, judgeMentions, learnClaims } from './judge.ts';
import { type ReadVerdicts, readMentions, toDoc } from './read-mentions.ts';
import type { RescoreWork } from './rescore.ts';

export interface RejudgeParts {
  readonly deps: JudgeDeps;
  readonly write: boolean;
  readonly sources: ReadonlyMap<string, SourceRow>;
  /** Stamp of the scorer that judges. */
  readonly target: string;
  /** How texts are scored on other threads at the moment; null where there are none. */
  readonly scoreOf: () => RescoreWork['score'];
  readonly tally: FlipTally;
}

/** Judges stored mentions once more. */
export interface Rejudge {
  /** These, and the answers to those whose verdict changes. */
  judge(ids: readonly number[]): Promise<void>;
  readonly judged: () => number;
  readonly failed: () => number;
  /** Whether one has become a fact check, or is none any more. */
  readonly movedClaims: () => boolean;
  /** Begins anew to look for such. */
  readonly forgetMoves: () => void;
}

const batchSize = 200;
/** Batches under way on other threads. */
const batchesAhead = 3;

export function createRejudge({ deps, write, sources, target, scoreOf, tally }: RejudgeParts): Rejudge {
  const { db } = deps;
  let judgedCount = 0;
  let failed = 0;
  let moved = false;

  const read = async (ids: readonly number[]): Promise<Batch> => {
    const views = await loadMentionViews(db, ids);
    const mentions = views.filter(({ setAside, score }) => setAside === null && score !== null);
    return { mentions, verdicts: readElsewhere(mentions) };
  };
  const readElsewhere = async (mentions: readonly MentionView[]): Promise<ReadVerdicts | null> => {
    const score = scoreOf();
    if (score === null) return null;
    try {
      return { scored: await score(mentions.map(toDoc)), failed: 0, stamp: target };
    } catch (error) {
      // One by one on this thread, where the text that it fails on can be told.
      deps.log.error({ err: error }, 'scorer failed on another thread');
      return readMentions(deps, mentions);
    }
  };

  const finish = async ({ mentions, verdicts }: Batch): Promise<readonly number[]> => {
    const judged = await judgeMentions(
      deps,
      mentions,
      sources,
      (await verdicts) ?? (await readMentions(deps, mentions)),
    );
    failed += judged.failed;
    judgedCount += judged.rows.length;
    note(mentions, judged);
    if (!write) return [];
    const changed = await saveChangedScores(db, judged.rows, deps.now());
    learnClaims(deps, mentions, judged);
    moved ||= movesClaims(mentions, judged, new Set(changed));
    return changed;
  };

  const note = (mentions: readonly MentionView[], { rows }: Judged): void => {
    const old = new Map(mentions.map((mention) => [mention.id, mention]));
    for (const { mentionId, scored } of rows) {
      const mention = old.get(mentionId);
      if (mention?.score == null) continue;
      // What a person has said stays, whatever the scorer says now.
      if (mention.correction !== null) continue;
      tally.attention(mention.score.attention, scored.attention);
      const { id, title, text, url } = mention;
      tally.label({ id, title, text, url, before: mention.score.sentiment.label, after: scored.sentiment.label });
    }
  };

  /** @returns ids of those that changed */
  const judgeAll = async (ids: readonly number[]): Promise<readonly number[]> => {
    const changed: number[] = [];
    const waiting: Batch[] = [];
    const ahead = scoreOf() === null ? 1 : batchesAhead;
    for (let start = 0; start < ids.length || waiting.length > 0; ) {
      if (start < ids.length && waiting.length < ahead) {
        waiting.push(await read(ids.slice(start, start + batchSize)));
        start += batchSize;
        continue;
      }
      const batch = waiting.shift();
      if (batch !== undefined) changed.push(...(await finish(batch)));
      if (deps.signal.aborted) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return changed;
  };

  return {
    async judge(ids) {
      const met = new Set<number>();
      for (let next = ids; next.length > 0 && !deps.signal.aborted; ) {
        const changed = await judgeAll(next);
        const done = new Set(next);
        // An answer may stand before what it answers, or far behind it; a ring of answers ends.
        next = (await listScoredAnswers(db, changed))
          .filter(({ id, parentId }) => !met.has(id) && !(done.has(id) && id > parentId))
          .map(({ id }) => id);
        for (const id of next) met.add(id);
      }
    },
    judged: () => judgedCount,
    failed: () => failed,
    movedClaims: () => moved,
    forgetMoves: () => {
      moved = false;
    },
  };
}

function movesClaims(mentions: readonly MentionView[], { rows }: Judged, changed: ReadonlySet<number>): boolean {
  const wereChecks = new Set(mentions.flatMap(({ id, score }) => (score?.hoax.class === 'fact-check' ? id : [])));
  return rows.some(
    ({ mentionId, scored }) =>
      changed.has(mentionId) && wereChecks.has(mentionId) !== (scored.hoax.class === 'fact-check'),
  );
}

interface Batch {
  readonly mentions: readonly MentionView[];
  readonly verdicts: Promise<ReadVerdicts | null>;
}
