import type { Collector, CollectorType } from '../core/collector.ts';
import { SourceError } from '../core/errors.ts';
import type { KeptAnswer } from '../core/evidence.ts';
import type { Logger } from '../core/log.ts';
import type { MentionDraft, RawPost } from '../core/mention.ts';
import type { Reader } from '../core/reader.ts';
import type { SourceRow } from '../core/source.ts';
import { listSourceEvidence, loadAnswer } from '../store/evidence.ts';
import { saveReread } from '../store/save-reread.ts';
import type { Db } from '../store/schema.ts';

export interface RemapDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly log: Logger;
  readonly reader: Reader;
  /** IANA zone for dates that name none. */
  readonly zone: string;
  /** @param at when the post was fetched */
  readonly toDraft: (post: RawPost, at: Date) => MentionDraft | null;
}

export interface RemapResult {
  readonly sourceId: string;
  /** Kept answers that were read. */
  readonly answers: number;
  /** Kept answers that could not be read. */
  readonly unreadable: number;
  readonly stored: number;
  /** Mentions whose text changed. */
  readonly edits: number;
  readonly unchanged: number;
}

/**
 * Reads every kept answer of a source again with the collector as it is now, and saves what it says. Nobody is asked, and the source
 * goes on where it was. Newest first: of an item that several answers hold, the newest one decides its text.
 * @throws ConfigError when the collector no longer takes the source's options
 */
export async function remapSource(
  deps: RemapDeps,
  source: SourceRow,
  type: CollectorType,
  dryRun: boolean,
): Promise<RemapResult> {
  const collector = type.configure(source.options);
  const seen = new Set<string>();
  const result = { sourceId: source.id, answers: 0, unreadable: 0, stored: 0, edits: 0, unchanged: 0 };
  for (const { id } of await listSourceEvidence(deps.db, source.id)) {
    const answer = await loadAnswer(deps.db, id);
    // Its retention may have ended meanwhile.
    if (answer === null) continue;
    const drafts = await readAgain(deps, source, collector, answer);
    if (drafts === null) {
      result.unreadable += 1;
      continue;
    }
    result.answers += 1;
    const isSeen = (draft: MentionDraft) => draft.keys.some((key) => seen.has(key));
    const saved = await saveReread(deps.db, {
      sourceId: source.id,
      evidenceId: id,
      fetchedAt: answer.fetchedAt,
      drafts: drafts.filter((draft) => !isSeen(draft)),
      older: drafts.filter(isSeen),
      now: deps.now(),
      dryRun,
    });
    for (const draft of drafts) for (const key of draft.keys) seen.add(key);
    result.stored += saved.stored;
    result.edits += saved.edits;
    result.unchanged += saved.unchanged;
  }
  return result;
}

/** @returns null when the answer cannot be read */
async function readAgain(
  { log, reader, zone, toDraft }: RemapDeps,
  source: SourceRow,
  collector: Collector,
  answer: KeptAnswer,
): Promise<MentionDraft[] | null> {
  try {
    const { posts } = await collector.read(answer, { reader, zone });
    return posts.flatMap((post) => toDraft(post, new Date(answer.fetchedAt)) ?? []);
  } catch (error) {
    const level = error instanceof SourceError ? 'warn' : 'error';
    log[level]({ source: source.id, url: answer.url, err: error }, 'kept answer could not be read');
    return null;
  }
}
