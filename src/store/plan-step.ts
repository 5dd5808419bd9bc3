import { createHash } from 'node:crypto';
import type { MentionDraft } from '../core/mention.ts';
import { storable } from './parameters.ts';

/** A mention that a draft can turn out to be: already stored, or earlier in the same step. */
export interface KnownMention {
  /** Null until the row of a new mention has its id. */
  id: number | null;
  readonly sourceId: string;
  /** Hashes of its text and of every older version. */
  readonly hashes: Set<string>;
}

export interface StepPlan {
  readonly inserts: readonly { readonly mention: KnownMention; readonly draft: MentionDraft }[];
  /** In order; one mention can be edited twice in a step. */
  readonly edits: readonly { readonly mention: KnownMention; readonly draft: MentionDraft }[];
  /** Keys to add, of new mentions and of repeats that came under further keys. */
  readonly keys: readonly { readonly key: string; readonly mention: KnownMention }[];
  readonly repeats: number;
}

/**
 * Decides what each draft is. New: no key is known. Edit: known, from the same source, with a text never seen under it.
 * Repeat: everything else, also another source's version of it and a text that returns to an older version.
 * @param known stored mentions by stored key; grows while planning, so a step is judged like a sequence of single posts
 */
export function planStep(
  sourceId: string,
  drafts: readonly MentionDraft[],
  known: Map<string, KnownMention>,
): StepPlan {
  const inserts: { mention: KnownMention; draft: MentionDraft }[] = [];
  const edits: { mention: KnownMention; draft: MentionDraft }[] = [];
  const keys: { key: string; mention: KnownMention }[] = [];
  let repeats = 0;
  for (const draft of drafts) {
    if (draft.keys.length === 0) throw new Error('a draft without identity keys cannot be stored');
    const own = draft.keys.map(storedKey);
    let mention = own.map((key) => known.get(key)).find((found) => found !== undefined);
    if (mention === undefined) {
      mention = { id: null, sourceId, hashes: new Set([draft.contentHash]) };
      inserts.push({ mention, draft });
    } else if (mention.sourceId === sourceId && !mention.hashes.has(draft.contentHash)) {
      mention.hashes.add(draft.contentHash);
      edits.push({ mention, draft });
    } else {
      repeats += 1;
    }
    for (const key of own) {
      if (known.has(key)) continue;
      known.set(key, mention);
      keys.push({ key, mention });
    }
  }
  return { inserts, edits, keys, repeats };
}

const longestKey = 400;

/** The key as stored: PostgreSQL cannot index entries over 2.7 kB, and some sites print addresses longer than that. */
export function storedKey(key: string): string {
  if (key.length <= longestKey) return storable(key);
  return storable(`${key.slice(0, longestKey - 65)}#${createHash('sha256').update(key).digest('hex')}`);
}
