import type { Instant } from '../core/mention.ts';
import { loadMentionViews, type MentionView } from './mention-rows.ts';
import type { Db } from './schema.ts';

export async function findMention(db: Db, id: number): Promise<MentionView | null> {
  const [view] = await loadMentionViews(db, [id]);
  // Frozen on request: whoever may handle requests finds it there.
  return view === undefined || view.setAside === 'restricted' ? null : view;
}

/** A text that a mention had before an edit. */
export interface MentionVersion {
  readonly contentHash: string;
  readonly title: string | null;
  readonly text: string;
  /** When the next text replaced it. */
  readonly seenAt: Instant;
}

/** Older texts of a mention, oldest first; the current one is in the mention itself. */
export function listVersions(db: Db, mentionId: number): Promise<MentionVersion[]> {
  return db
    .selectFrom('mentionVersions')
    .select(['contentHash', 'title', 'text', 'seenAt'])
    .where('mentionId', '=', mentionId)
    .orderBy('seenAt')
    .orderBy('contentHash')
    .execute();
}
