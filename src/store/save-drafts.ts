import { sql } from 'kysely';
import type { Instant, MentionDraft } from '../core/mention.ts';
import { judgeAuthors, sealAuthors } from './authors.ts';
import { isIn } from './dialect.ts';
import { insertRows } from './insert-rows.ts';
import { kept } from './kept.ts';
import { loadKnown } from './known-mentions.ts';
import { saveMetrics } from './metrics.ts';
import { reserveMentionIds } from './partitions.ts';
import { type KnownMention, type PlannedEdit, planStep, storedKey } from './plan-step.ts';
import { refreshIssues } from './refresh-issues.ts';
import { saveReviews } from './save-reviews.ts';
import type { Db } from './schema.ts';
import { indexMentions } from './search-index.ts';
import { loadVoiceClasses } from './voices.ts';

export interface SavedDrafts {
  /** Ids of new mentions in the order of the drafts. */
  readonly stored: readonly number[];
  readonly repeats: number;
  readonly edits: readonly number[];
  /** New and edited mentions, each with the draft that it was made from. */
  readonly changed: readonly { readonly mentionId: number; readonly draft: MentionDraft }[];
  /** Of `stored`, those set aside. */
  readonly setAside: number;
  /** By how much the numbers of items that the source holds, and of those set aside, have changed. */
  readonly held: { readonly items: number; readonly setAside: number };
}

/**
 * Stores what drafts of one source say: new mentions, edits, further keys, counts, verdicts of fact checks. What each draft is,
 * `planStep` says. Only inside a write transaction.
 * @param at when this is stored
 * @param seenAt when the drafts were fetched: the time of their counts
 */
export async function saveDrafts(
  trx: Db,
  sourceId: string,
  found: readonly MentionDraft[],
  at: Instant,
  seenAt: Instant = at,
): Promise<SavedDrafts> {
  const { drafts, citizens } = await judgeAuthors(trx, sourceId, found);
  const plan = planStep(sourceId, drafts, await loadKnown(trx, drafts));
  const stored = await reserveMentionIds(trx, plan.inserts.length, at);
  for (const [index, { mention }] of plan.inserts.entries()) mention.id = stored[index] ?? null;
  const inserts = plan.inserts.map(({ mention, draft }) => ({ mentionId: idOf(mention), draft }));
  await insertMentions(trx, sourceId, inserts, citizens, at);
  await sealAuthors(
    trx,
    inserts.map(({ draft }) => draft),
    at,
  );
  const keys = plan.keys.map(({ key, mention }) => ({ key, mentionId: idOf(mention) }));
  await insertRows(trx, 'mentionKeys', keys);
  const aliases = plan.aliases.map(({ alias, mention }) => ({ alias, mentionId: idOf(mention) }));
  // One that lies outside the days that were looked at may be there already.
  await insertRows(trx, 'mentionAliases', aliases, { ignoreKnown: true });
  let unsetAside = 0;
  for (const edit of plan.edits) unsetAside += await editMention(trx, sourceId, edit, citizens, at);
  await linkParents(trx, [
    ...plan.keys.map(({ key }) => key),
    ...inserts.flatMap(({ draft }) => (draft.parentKey === null ? [] : [storedKey(draft.parentKey)])),
  ]);
  const fresh = new Set(stored);
  const sightings = plan.sightings.map(({ mention, draft }) => ({ mention, mentionId: idOf(mention), draft }));
  await saveMetrics(trx, sightings, fresh, seenAt);
  await saveReviews(
    trx,
    sightings.map(({ mention, mentionId, draft }) => ({
      mentionId,
      draft,
      isOwn: mention.sourceId === sourceId,
      isNew: fresh.has(mentionId),
    })),
  );
  const setAside = countSetAside(inserts);
  const taken = plan.edits.filter(({ takenFrom }) => takenFrom !== null).length;
  const edited = plan.edits.map(({ mention, draft }) => ({ mentionId: idOf(mention), draft }));
  return {
    stored,
    repeats: plan.repeats,
    edits: edited.map(({ mentionId }) => mentionId),
    changed: [...inserts, ...edited],
    setAside,
    held: { items: stored.length + taken, setAside: setAside + countSetAside(plan.edits) - unsetAside },
  };
}

function countSetAside(entries: readonly { readonly draft: MentionDraft }[]): number {
  return entries.filter(({ draft }) => draft.setAside === 'gambling-spam').length;
}

function idOf(mention: KnownMention): number {
  if (mention.id === null) throw new Error('a mention was used before it had an id');
  return mention.id;
}

type Insert = { readonly mentionId: number; readonly draft: MentionDraft };

/** Columns that say what a mention is, apart from what it belongs to. */
function toColumns(draft: MentionDraft) {
  return {
    kind: draft.kind,
    platform: draft.platform,
    publishedAt: draft.publishedAt,
    precision: draft.precision,
    author: draft.author,
    authorHandle: draft.authorHandle,
    publisher: draft.publisher,
    url: draft.url,
    ...toTextColumns(draft),
  };
}

function toTextColumns({ title, text, language, contentHash, setAside }: MentionDraft) {
  return { title, text, language, contentHash, setAside };
}

async function insertMentions(
  trx: Db,
  sourceId: string,
  inserts: readonly Insert[],
  citizens: ReadonlySet<MentionDraft>,
  at: Instant,
): Promise<void> {
  if (inserts.length === 0) return;
  const classes = await loadVoiceClasses(
    trx,
    inserts.map(({ draft }) => draft.voice),
  );
  const rows = inserts.map(({ mentionId, draft }) => ({
    id: mentionId,
    sourceId,
    parentId: null,
    parentKey: draft.parentKey === null ? null : storedKey(draft.parentKey),
    issueId: null,
    collectedAt: at,
    editedAt: null,
    voiceClass: classes.get(draft.voice ?? '') ?? null,
    citizen: citizens.has(draft) ? 1 : 0,
    ...toColumns(draft),
  }));
  await insertRows(trx, 'mentions', rows);
  await indexMentions(
    trx,
    inserts.map(({ mentionId, draft }) => ({ id: mentionId, stems: draft.stems })),
  );
  const queued = inserts.filter(({ draft }) => draft.setAside === null).map(({ mentionId }) => ({ mentionId }));
  await insertRows(trx, 'scoreQueue', queued);
}

/**
 * Keeps the old text as a version, and lets the new one be scored, searched and clustered afresh. The date of an item stays the first
 * known; an aggregator's pointer that is taken over becomes the article in everything but its id.
 * @returns 1 if the source had held it among those set aside, else 0
 */
async function editMention(
  trx: Db,
  sourceId: string,
  edit: PlannedEdit,
  citizens: ReadonlySet<MentionDraft>,
  at: Instant,
): Promise<0 | 1> {
  const { takenFrom } = edit;
  const id = idOf(edit.mention);
  const before = await trx
    .selectFrom('mentions')
    .select(['issueId', 'setAside'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  // An edit does not lift what was asked for.
  const draft: MentionDraft = before.setAside === 'restricted' ? { ...edit.draft, setAside: 'restricted' } : edit.draft;
  const citizen = citizens.has(edit.draft) ? 1 : 0;
  await trx
    .insertInto('mentionVersions')
    .columns(['mentionId', 'contentHash', 'title', 'text', 'seenAt'])
    .expression((eb) =>
      eb
        .selectFrom('mentions')
        .select(['id', 'contentHash', 'title', 'text'])
        .select((select) => select.val(at).as('seenAt'))
        .where('id', '=', id)
        .where('contentHash', '<>', draft.contentHash),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const voices = takenFrom === null ? new Map<string, string>() : await loadVoiceClasses(trx, [draft.voice]);
  const voiceClass = voices.get(draft.voice ?? '') ?? null;
  await trx
    .updateTable('mentions')
    .set({
      ...(takenFrom === null ? toTextColumns(draft) : { sourceId, voiceClass, citizen, ...toColumns(draft) }),
      editedAt: at,
      ...(draft.setAside === null ? {} : { issueId: null }),
    })
    .where('id', '=', id)
    .execute();
  await indexMentions(trx, [{ id, stems: draft.stems }]);
  await trx.deleteFrom('scores').where('mentionId', '=', id).execute();
  await trx.deleteFrom('scoreQueue').where('mentionId', '=', id).execute();
  if (draft.setAside === null) await trx.insertInto('scoreQueue').values({ mentionId: id }).execute();
  // Set aside it counts no more; as the article it is another voice.
  if (before.issueId !== null && (draft.setAside !== null || takenFrom !== null)) {
    await refreshIssues(trx, [before.issueId], at);
  }
  const wasSetAside = before.setAside === 'gambling-spam';
  if (takenFrom === null) return wasSetAside ? 1 : 0;
  await countOut(trx, takenFrom, wasSetAside);
  return 0;
}

/** A source counts what it holds: a pointer that another source took over is its own no more. */
async function countOut(trx: Db, sourceId: string, wasSetAside: boolean): Promise<void> {
  await trx
    .updateTable('sources')
    .set((eb) => ({
      itemCount: eb('itemCount', '-', 1),
      ...(wasSetAside ? { setAsideCount: eb('setAsideCount', '-', 1) } : {}),
    }))
    .where('id', '=', sourceId)
    .execute();
}

/** Links answers to their posts, whichever of the two came first. */
async function linkParents(trx: Db, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const parent = sql<number | null>`(select mention_keys.mention_id from mention_keys
    where mention_keys.key = mentions.parent_key and mention_keys.mention_id <> mentions.id)`;
  await trx
    .updateTable('mentions')
    .set({ parentId: parent })
    .where('parentId', 'is', null)
    .where('parentKey', 'is not', null)
    .where(isIn(trx, 'mentions.parentKey', [...new Set(keys)]))
    .modifyEnd(kept)
    .execute();
}
