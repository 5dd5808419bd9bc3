import { crashAt } from '../core/crash-point.ts';
import type { Instant, MentionDraft } from '../core/mention.ts';
import { type PackedAnswer, saveEvidence } from './evidence.ts';
import { removeMentions } from './remove-mentions.ts';
import { type SavedDrafts, saveDrafts } from './save-drafts.ts';
import type { Db } from './schema.ts';
import { setAsideSpamSource } from './spam-source.ts';
import { inWriteGroup } from './write-group.ts';

export interface Step {
  readonly sourceId: string;
  readonly drafts: readonly MentionDraft[];
  /** Where the collector goes on; saved together with the drafts. */
  readonly cursor: string | null;
  /** Items that the collector had to drop. */
  readonly rejected: number;
  readonly now: Date;
  /** The answers that the drafts were made of; those behind something new or edited are kept. None if absent. */
  readonly evidence?: readonly PackedAnswer[];
  /** Identity keys of mentions that their platform has deleted. None if absent. */
  readonly gone?: readonly string[];
}

export interface StepResult {
  /** Ids of new mentions in the order of the drafts, those set aside included. */
  readonly stored: readonly number[];
  readonly repeats: number;
  /** Ids of mentions whose text was replaced, or that an article took over; one edited twice is named twice. */
  readonly edits: readonly number[];
  /** How many mentions this step set aside; also earlier ones, when the source turned out to be a spam site. */
  readonly setAside: number;
}

/**
 * Saves one step of a collector whole or not at all: mentions, edits, counts, the answers they were made of, the cursor that follows
 * them and the source's counters. Steps that come at the same time share a commit. What counts as new, edit or repeat is said at `planStep`. When anything fails nothing of the step
 * is kept.
 * @throws Error for an unknown source
 */
export function saveStep(db: Db, step: Step): Promise<StepResult> {
  return inWriteGroup(db, async (trx) => {
    const at = step.now.toISOString();
    const saved = await saveDrafts(trx, step.sourceId, step.drafts, at);
    await saveEvidence(trx, step.sourceId, step.evidence ?? [], step.drafts, saved.changed);
    await removeMentions(trx, step.gone ?? [], at);
    await updateSource(trx, step, saved, at);
    const swept = saved.stored.length === 0 ? 0 : await setAsideSpamSource(trx, step.sourceId, at);
    crashAt('before-step-commit');
    const { stored, repeats, edits, setAside } = saved;
    return { stored, repeats, edits, setAside: setAside + swept };
  });
}

async function updateSource(trx: Db, step: Step, saved: SavedDrafts, at: Instant): Promise<void> {
  const { items, setAside } = saved.held;
  const { numUpdatedRows } = await trx
    .updateTable('sources')
    .set((eb) => ({
      cursor: step.cursor,
      itemCount: eb('itemCount', '+', items),
      setAsideCount: eb('setAsideCount', '+', setAside),
      rejectedCount: eb('rejectedCount', '+', step.rejected),
      ...(items === 0 ? {} : { lastNewItemAt: at }),
    }))
    .where('id', '=', step.sourceId)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error(`unknown source: ${step.sourceId}`);
}
