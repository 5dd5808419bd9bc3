import type { MentionDraft } from '../core/mention.ts';
import { isIn } from './dialect.ts';
import { kept } from './kept.ts';
import { isPointer, type KnownMention, type KnownMentions, sameItemMs, storedKey } from './plan-step.ts';
import type { Db } from './schema.ts';

/**
 * Stored mentions that any key or alias of the drafts names. Aliases, and the hashes of older texts, are looked up only when they can
 * matter: most steps bring nothing but what is known.
 */
export async function loadKnown(trx: Db, drafts: readonly MentionDraft[]): Promise<KnownMentions> {
  const byKey = new Map<string, KnownMention>();
  const byAlias = new Map<string, KnownMention[]>();
  const known = { byKey, byAlias };
  const keys = [...new Set(drafts.flatMap((draft) => draft.keys.map(storedKey)))];
  if (keys.length === 0) return known;
  const rows = await trx
    .selectFrom('mentionKeys')
    .innerJoin('mentions', 'mentions.id', 'mentionKeys.mentionId')
    .select(['mentionKeys.key', ...mentionFacts])
    .where(isIn(trx, 'mentionKeys.key', keys))
    .modifyEnd(kept)
    .execute();
  const byId = new Map<number, KnownMention>();
  for (const row of rows) byKey.set(row.key, toKnown(row, byId));
  // A key that is new can chain one draft to the mention of another: only when all are known is each draft what it seems.
  const unchanged = drafts.every((draft) => {
    const mentions = draft.keys.map((key) => byKey.get(storedKey(key)));
    return !mentions.includes(undefined) && mentions[0]?.hashes.has(draft.contentHash);
  });
  if (unchanged) return known;
  for (const row of await loadAliases(trx, drafts, [...byId.keys()])) {
    const mention = toKnown(row, byId);
    byAlias.set(row.alias, [...(byAlias.get(row.alias) ?? []), mention]);
  }
  const versions = await trx
    .selectFrom('mentionVersions')
    .select(['mentionId', 'contentHash'])
    .where(isIn(trx, 'mentionVersions.mentionId', [...byId.keys()]))
    .modifyEnd(kept)
    .execute();
  for (const version of versions) byId.get(version.mentionId)?.hashes.add(version.contentHash);
  return known;
}

const mentionFacts = [
  'mentions.id',
  'mentions.sourceId',
  'mentions.platform',
  'mentions.publishedAt',
  'mentions.contentHash',
] as const;

interface KnownRow {
  readonly id: number;
  readonly sourceId: string;
  readonly platform: string;
  readonly publishedAt: string;
  readonly contentHash: string;
}

function toKnown(row: KnownRow, byId: Map<number, KnownMention>): KnownMention {
  const { id, sourceId, publishedAt, contentHash } = row;
  const known = byId.get(id);
  if (known !== undefined) return known;
  const mention = { id, rank: id, sourceId, isPointer: isPointer(row), publishedAt, hashes: new Set([contentHash]) };
  byId.set(id, mention);
  return mention;
}

/**
 * A headline that returns every day would bring years of mentions along: only those near the drafts are read.
 * @param known ids of mentions that drafts are by their keys; an article may move them near
 */
function loadAliases(trx: Db, drafts: readonly MentionDraft[], known: readonly number[]) {
  const aliases = [...new Set(drafts.flatMap((draft) => draft.aliases))];
  if (aliases.length === 0) return [];
  const times = drafts.map((draft) => Date.parse(draft.publishedAt)).sort((a, b) => a - b);
  const edge = (time: number | undefined, ms: number) => new Date((time ?? 0) + ms).toISOString();
  return trx
    .selectFrom('mentionAliases')
    .innerJoin('mentions', 'mentions.id', 'mentionAliases.mentionId')
    .select(['mentionAliases.alias', ...mentionFacts])
    .where(isIn(trx, 'mentionAliases.alias', aliases))
    .where((eb) =>
      eb.or([
        eb.between('mentions.publishedAt', edge(times[0], -sameItemMs), edge(times.at(-1), sameItemMs)),
        isIn(trx, 'mentions.id', known),
      ]),
    )
    .modifyEnd(kept)
    .execute();
}
