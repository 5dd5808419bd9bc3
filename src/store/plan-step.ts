import { createHash } from 'node:crypto';
import type { Instant, MentionDraft } from '../core/mention.ts';
import { storable } from './parameters.ts';

/** A mention that a draft can turn out to be: already stored, or earlier in the same step. */
export interface KnownMention {
  /** Null until the row of a new mention has its id. */
  id: number | null;
  /** Ascends from the oldest: ids, and behind them the new ones of the step in their order. */
  readonly rank: number;
  sourceId: string;
  /** Of an aggregator: it leads to an article that may be collected yet. */
  isPointer: boolean;
  publishedAt: Instant;
  /** Hashes of its text and of every older version. */
  readonly hashes: Set<string>;
}

/** Stored mentions that the drafts of a step may be; both maps lead to the same objects. */
export interface KnownMentions {
  /** By stored key. */
  readonly byKey: Map<string, KnownMention>;
  /** By alias; several mentions may share one. */
  readonly byAlias: Map<string, KnownMention[]>;
}

export interface PlannedEdit {
  readonly mention: KnownMention;
  readonly draft: MentionDraft;
  /** The source whose pointer becomes this article; null when an item's own text has changed. */
  readonly takenFrom: string | null;
}

export interface StepPlan {
  readonly inserts: readonly { readonly mention: KnownMention; readonly draft: MentionDraft }[];
  /** In order; one mention can be edited twice in a step. */
  readonly edits: readonly PlannedEdit[];
  /** Keys to add, of new mentions and of repeats that came under further keys. */
  readonly keys: readonly { readonly key: string; readonly mention: KnownMention }[];
  /** Aliases to add: of new and of edited mentions. */
  readonly aliases: readonly { readonly alias: string; readonly mention: KnownMention }[];
  /** Every draft with the mention that it is, in order. */
  readonly sightings: readonly { readonly mention: KnownMention; readonly draft: MentionDraft }[];
  readonly repeats: number;
}

/**
 * Decides what each draft is. New: no key is known. Edit: known, from the same source, with a text never seen under it.
 * Repeat: everything else, also another source's version of it and a text that returns to an older version.
 *
 * A pointer of an aggregator is also a repeat of what has its alias: the article itself, or another pointer to it. An article that
 * finds a pointer takes it over, which counts as an edit. Two articles with the same alias are two.
 * @param known grows while planning, so a step is judged like a sequence of single posts
 */
export function planStep(sourceId: string, drafts: readonly MentionDraft[], known: KnownMentions): StepPlan {
  const { byKey, byAlias } = known;
  const inserts: { mention: KnownMention; draft: MentionDraft }[] = [];
  const edits: PlannedEdit[] = [];
  const keys: { key: string; mention: KnownMention }[] = [];
  const aliases: { alias: string; mention: KnownMention }[] = [];
  const sightings: { mention: KnownMention; draft: MentionDraft }[] = [];
  let repeats = 0;
  for (const draft of drafts) {
    if (draft.keys.length === 0) throw new Error('a draft without identity keys cannot be stored');
    const own = draft.keys.map(storedKey);
    const found = own.map((key) => byKey.get(key)).find((mention) => mention !== undefined) ?? resolve(draft, byAlias);
    const mention = found ?? newMention(sourceId, draft, inserts.length);
    sightings.push({ mention, draft });
    const isHeadlineOnly =
      isPointer(draft) && (!mention.isPointer || draft.aliases.some((alias) => byAlias.get(alias)?.includes(mention)));
    let isChanged = true;
    if (found === undefined) {
      inserts.push({ mention, draft });
    } else if (mention.isPointer && isArticle(draft)) {
      edits.push({ mention, draft, takenFrom: mention.sourceId });
      mention.hashes.add(draft.contentHash);
      mention.sourceId = sourceId;
      mention.isPointer = false;
      mention.publishedAt = draft.publishedAt;
    } else if (!isHeadlineOnly && mention.sourceId === sourceId && !mention.hashes.has(draft.contentHash)) {
      mention.hashes.add(draft.contentHash);
      edits.push({ mention, draft, takenFrom: null });
    } else {
      repeats += 1;
      isChanged = false;
    }
    for (const key of own) {
      if (byKey.has(key)) continue;
      byKey.set(key, mention);
      keys.push({ key, mention });
    }
    if (!isChanged) continue;
    for (const alias of draft.aliases) {
      const others = byAlias.get(alias) ?? [];
      if (others.includes(mention)) continue;
      byAlias.set(alias, [...others, mention]);
      aliases.push({ alias, mention });
    }
  }
  return { inserts, edits, keys, aliases, sightings, repeats };
}

/** No database gives out ids this high. */
const afterAllIds = 2 ** 52;

function newMention(sourceId: string, draft: MentionDraft, index: number): KnownMention {
  const { publishedAt, contentHash } = draft;
  const rank = afterAllIds + index;
  return { id: null, rank, sourceId, isPointer: isPointer(draft), publishedAt, hashes: new Set([contentHash]) };
}

export function isPointer({ platform }: { readonly platform: string }): boolean {
  return platform === 'google-news';
}

function isArticle({ platform, kind }: MentionDraft): boolean {
  return platform === 'web' && kind === 'article';
}

/** Headlines return; only items this close in time can be one. */
export const sameItemMs = 3 * 86_400_000;

/** What a draft without a known key is by its alias: articles before pointers, the nearest in time first, of equals the oldest. */
function resolve(draft: MentionDraft, byAlias: KnownMentions['byAlias']): KnownMention | undefined {
  if (!isPointer(draft) && !isArticle(draft)) return undefined;
  const at = Date.parse(draft.publishedAt);
  const distance = (mention: KnownMention) => Math.abs(Date.parse(mention.publishedAt) - at);
  return draft.aliases
    .flatMap((alias) => byAlias.get(alias) ?? [])
    .filter((mention) => (mention.isPointer || isPointer(draft)) && distance(mention) <= sameItemMs)
    .sort((a, b) => Number(a.isPointer) - Number(b.isPointer) || distance(a) - distance(b) || a.rank - b.rank)[0];
}

const longestKey = 400;

/** The key as stored: PostgreSQL cannot index entries over 2.7 kB, and some sites print addresses longer than that. */
export function storedKey(key: string): string {
  if (key.length <= longestKey) return storable(key);
  return storable(`${key.slice(0, longestKey - 65)}#${createHash('sha256').update(key).digest('hex')}`);
}
