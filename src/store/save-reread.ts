import type { Instant, MentionDraft } from '../core/mention.ts';
import { inWriteTransaction } from './dialect.ts';
import { linkEvidence } from './evidence.ts';
import { loadKnown } from './known-mentions.ts';
import { saveMetrics } from './metrics.ts';
import { storedKey } from './plan-step.ts';
import { saveDrafts } from './save-drafts.ts';
import type { Db } from './schema.ts';

/** A kept answer that was read again. */
export interface Reread {
  readonly sourceId: string;
  readonly evidenceId: number;
  readonly fetchedAt: Instant;
  /** Of items that no newer answer of the source holds. */
  readonly drafts: readonly MentionDraft[];
  /** Of items that a newer answer holds too: of them only what was counted is of use, never the older text. */
  readonly older: readonly MentionDraft[];
  readonly now: Date;
  /** Everything is undone at the end. */
  readonly dryRun: boolean;
}

export interface RereadResult {
  readonly stored: number;
  /** Mentions whose text was replaced. */
  readonly edits: number;
  readonly unchanged: number;
}

class Undone extends Error {
  readonly result: RereadResult;
  constructor(result: RereadResult) {
    super('a dry run is undone');
    this.result = result;
  }
}

/**
 * Saves what another reading of a kept answer says, in one transaction. The cursor of the source, its times and what it rejected stay:
 * nobody was asked. Counts get the time at which they were fetched.
 */
export async function saveReread(db: Db, reread: Reread): Promise<RereadResult> {
  try {
    return await inWriteTransaction(db, async (trx) => {
      const result = await saveIn(trx, reread);
      if (reread.dryRun) throw new Undone(result);
      return result;
    });
  } catch (error) {
    if (error instanceof Undone) return error.result;
    throw error;
  }
}

async function saveIn(trx: Db, reread: Reread): Promise<RereadResult> {
  const { sourceId, evidenceId, fetchedAt, drafts, older, now } = reread;
  const saved = await saveDrafts(trx, sourceId, drafts, now.toISOString(), fetchedAt);
  await saveOlderMetrics(trx, older, fetchedAt);
  await linkEvidence(
    trx,
    saved.changed.map(({ mentionId }) => ({ mentionId, evidenceId })),
  );
  await trx
    .updateTable('sources')
    .set((eb) => ({
      itemCount: eb('itemCount', '+', saved.held.items),
      setAsideCount: eb('setAsideCount', '+', saved.held.setAside),
    }))
    .where('id', '=', sourceId)
    .execute();
  return { stored: saved.stored.length, edits: new Set(saved.edits).size, unchanged: saved.repeats };
}

async function saveOlderMetrics(trx: Db, drafts: readonly MentionDraft[], fetchedAt: Instant): Promise<void> {
  const counted = drafts.filter(({ metrics }) => metrics !== null);
  const { byKey } = await loadKnown(trx, counted);
  const sightings = counted.flatMap((draft) => {
    const id = draft.keys.map((key) => byKey.get(storedKey(key))).find((mention) => mention !== undefined)?.id ?? null;
    return id === null ? [] : [{ mentionId: id, draft }];
  });
  await saveMetrics(trx, sightings, new Set(), fetchedAt);
}
