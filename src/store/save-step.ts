import { sql } from 'kysely';
import type { MentionDraft } from '../core/mention.ts';
import { chunksOf, inWriteTransaction, isIn, reserveIds } from './dialect.ts';
import { type KnownMention, planStep, storedKey } from './plan-step.ts';
import { refreshIssues } from './refresh-issues.ts';
import type { Db } from './schema.ts';
import { indexMentions } from './search-index.ts';
import { setAsideSpamSource } from './spam-source.ts';

export interface Step {
  readonly sourceId: string;
  readonly drafts: readonly MentionDraft[];
  /** Where the collector goes on; saved together with the drafts. */
  readonly cursor: string | null;
  /** Items that the collector had to drop. */
  readonly rejected: number;
  readonly now: Date;
}

export interface StepResult {
  /** Ids of new mentions in the order of the drafts, those set aside included. */
  readonly stored: readonly number[];
  readonly repeats: number;
  /** Ids of mentions whose text was replaced; one edited twice is named twice. */
  readonly edits: readonly number[];
  /** How many mentions this step set aside; also earlier ones, when the source turned out to be a spam site. */
  readonly setAside: number;
}

/**
 * Saves one step of a collector in one transaction: mentions, edits, the cursor that follows them and the source's counters.
 * What counts as new, edit or repeat is said at `planStep`. When anything fails nothing of the step is kept.
 * @throws Error for an unknown source
 */
export function saveStep(db: Db, step: Step): Promise<StepResult> {
  return inWriteTransaction(db, async (trx) => {
    const at = step.now.toISOString();
    const plan = planStep(step.sourceId, step.drafts, await loadKnown(trx, step));

    const ids = await reserveIds(trx, 'mentions', plan.inserts.length);
    for (const [index, { mention }] of plan.inserts.entries()) mention.id = ids[index] ?? null;
    const inserts = plan.inserts.map(({ mention, draft }) => ({ id: idOf(mention), draft }));
    await insertMentions(trx, step.sourceId, inserts, at);
    await insertKeys(
      trx,
      plan.keys.map(({ key, mention }) => ({ key, mentionId: idOf(mention) })),
    );
    for (const { mention, draft } of plan.edits) await editMention(trx, idOf(mention), draft, at);
    await linkParents(trx, [
      ...plan.keys.map(({ key }) => key),
      ...inserts.flatMap(({ draft }) => (draft.parentKey === null ? [] : [storedKey(draft.parentKey)])),
    ]);
    const setAside = inserts.filter(({ draft }) => draft.setAside !== null).length;
    await updateSource(trx, step, inserts.length, setAside, at);
    const swept = inserts.length === 0 ? 0 : await setAsideSpamSource(trx, step.sourceId, at);
    return {
      stored: ids,
      repeats: plan.repeats,
      edits: plan.edits.map(({ mention }) => idOf(mention)),
      setAside: setAside + swept,
    };
  });
}

function idOf(mention: KnownMention): number {
  if (mention.id === null) throw new Error('a mention was used before it had an id');
  return mention.id;
}

/** Stored mentions that any key of the step names; the hashes of older texts only when they can matter. */
async function loadKnown(trx: Db, step: Step): Promise<Map<string, KnownMention>> {
  const keys = [...new Set(step.drafts.flatMap((draft) => draft.keys.map(storedKey)))];
  const known = new Map<string, KnownMention>();
  if (keys.length === 0) return known;
  const rows = await trx
    .selectFrom('mentionKeys')
    .innerJoin('mentions', 'mentions.id', 'mentionKeys.mentionId')
    .select(['mentionKeys.key', 'mentions.id', 'mentions.sourceId', 'mentions.contentHash'])
    .where(isIn(trx, 'mentionKeys.key', keys))
    .execute();
  const byId = new Map<number, KnownMention>();
  for (const row of rows) {
    const mention = byId.get(row.id) ?? { id: row.id, sourceId: row.sourceId, hashes: new Set([row.contentHash]) };
    byId.set(row.id, mention);
    known.set(row.key, mention);
  }
  // A key that is new can chain one draft to the mention of another: only when all are known is each draft what it seems.
  const unchanged = step.drafts.every((draft) => {
    const mentions = draft.keys.map((key) => known.get(storedKey(key)));
    return !mentions.includes(undefined) && mentions[0]?.hashes.has(draft.contentHash);
  });
  if (unchanged) return known;
  const versions = await trx
    .selectFrom('mentionVersions')
    .select(['mentionId', 'contentHash'])
    .where(isIn(trx, 'mentionVersions.mentionId', [...byId.keys()]))
    .execute();
  for (const version of versions) byId.get(version.mentionId)?.hashes.add(version.contentHash);
  return known;
}

type Insert = { readonly id: number; readonly draft: MentionDraft };

async function insertMentions(trx: Db, sourceId: string, inserts: readonly Insert[], at: string): Promise<void> {
  if (inserts.length === 0) return;
  const rows = inserts.map(({ id, draft }) => ({
    id,
    sourceId,
    parentId: null,
    parentKey: draft.parentKey === null ? null : storedKey(draft.parentKey),
    issueId: null,
    kind: draft.kind,
    platform: draft.platform,
    publishedAt: draft.publishedAt,
    precision: draft.precision,
    language: draft.language,
    contentHash: draft.contentHash,
    setAside: draft.setAside,
    collectedAt: at,
    editedAt: null,
    author: draft.author,
    publisher: draft.publisher,
    url: draft.url,
    title: draft.title,
    text: draft.text,
  }));
  for (const chunk of chunksOf(rows, 19)) await trx.insertInto('mentions').values(chunk).execute();
  await indexMentions(
    trx,
    inserts.map(({ id, draft }) => ({ id, stems: draft.stems })),
  );
  const queued = inserts.filter(({ draft }) => draft.setAside === null).map(({ id }) => ({ mentionId: id }));
  for (const chunk of chunksOf(queued, 1)) await trx.insertInto('scoreQueue').values(chunk).execute();
}

async function insertKeys(trx: Db, rows: readonly { key: string; mentionId: number }[]): Promise<void> {
  for (const chunk of chunksOf(rows, 2)) await trx.insertInto('mentionKeys').values(chunk).execute();
}

/** Keeps the old text as a version, and lets the new one be scored, searched and clustered afresh. Its date stays the first known. */
async function editMention(trx: Db, id: number, draft: MentionDraft, at: string): Promise<void> {
  await trx
    .insertInto('mentionVersions')
    .columns(['mentionId', 'contentHash', 'title', 'text', 'seenAt'])
    .expression((eb) =>
      eb
        .selectFrom('mentions')
        .select(['id', 'contentHash', 'title', 'text'])
        .select((select) => select.val(at).as('seenAt'))
        .where('id', '=', id),
    )
    .execute();
  const { issueId } = await trx.selectFrom('mentions').select('issueId').where('id', '=', id).executeTakeFirstOrThrow();
  await trx
    .updateTable('mentions')
    .set({
      title: draft.title,
      text: draft.text,
      language: draft.language,
      contentHash: draft.contentHash,
      setAside: draft.setAside,
      editedAt: at,
      ...(draft.setAside === null ? {} : { issueId: null }),
    })
    .where('id', '=', id)
    .execute();
  await indexMentions(trx, [{ id, stems: draft.stems }]);
  await trx.deleteFrom('scores').where('mentionId', '=', id).execute();
  await trx.deleteFrom('scoreQueue').where('mentionId', '=', id).execute();
  if (draft.setAside === null) await trx.insertInto('scoreQueue').values({ mentionId: id }).execute();
  else if (issueId !== null) await refreshIssues(trx, [issueId], at);
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
    .execute();
}

async function updateSource(trx: Db, step: Step, stored: number, setAside: number, at: string): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('sources')
    .set((eb) => ({
      cursor: step.cursor,
      itemCount: eb('itemCount', '+', stored),
      setAsideCount: eb('setAsideCount', '+', setAside),
      rejectedCount: eb('rejectedCount', '+', step.rejected),
      ...(stored === 0 ? {} : { lastNewItemAt: at }),
    }))
    .where('id', '=', step.sourceId)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error(`unknown source: ${step.sourceId}`);
}
