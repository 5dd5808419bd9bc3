import type { MentionDraft, RawPost } from '../core/mention.ts';
import { saveStep } from '../store/save-step.ts';
import { importSourceOf, keepImportSource } from './import-sources.ts';
import type { Installation } from './installation.ts';

export interface SavedPosts {
  readonly accepted: number;
  readonly duplicate: number;
  /** Later edits of mentions that were imported before. */
  readonly edited: number;
  /** Indexes of posts of which nothing readable is left. */
  readonly empty: readonly number[];
}

const stepSize = 500;

/** Stores posts that somebody brought, each with the source of its platform. What is already there is stored only once. */
export async function savePosts(
  installation: Installation,
  posts: readonly RawPost[],
  { isLocal, basis }: { readonly isLocal: boolean; readonly basis: string | null },
): Promise<SavedPosts> {
  const empty: number[] = [];
  const groups = new Map<string, { post: RawPost; drafts: MentionDraft[] }>();
  for (const [index, post] of posts.entries()) {
    const draft = installation.toDraft(post);
    if (draft === null) {
      empty.push(index);
      continue;
    }
    const { id } = importSourceOf(post, isLocal);
    const group = groups.get(id) ?? { post, drafts: [] };
    groups.set(id, group);
    group.drafts.push(draft);
  }
  const result = { accepted: 0, duplicate: 0, edited: 0 };
  for (const [sourceId, { post, drafts }] of groups) {
    await keepImportSource(installation, importSourceOf(post, isLocal), basis);
    for (let start = 0; start < drafts.length; start += stepSize) {
      const saved = await saveStep(installation.db, {
        sourceId,
        drafts: drafts.slice(start, start + stepSize),
        cursor: null,
        rejected: 0,
        now: installation.now(),
      });
      result.accepted += saved.stored.length;
      result.duplicate += saved.repeats;
      result.edited += saved.edits.length;
    }
  }
  return { ...result, empty };
}
