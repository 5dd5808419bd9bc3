import { type StoredScore, withCorrection, withLostCorrection } from '../core/correction.ts';
import { crashAt } from '../core/crash-point.ts';
import type { Mention } from '../core/mention.ts';
import type { ScoredDoc } from '../core/score.ts';
import { loadCorrections } from './corrections-rows.ts';
import { inWriteTransaction, isIn } from './dialect.ts';
import { insertRows } from './insert-rows.ts';
import { type MentionRow, mentionColumns, toMention } from './mention-rows.ts';
import { loadRegionCode } from './meta.ts';
import { loadMetrics } from './metrics.ts';
import { queueQuestions } from './question-queue.ts';
import { refreshIssues } from './refresh-issues.ts';
import type { Db } from './schema.ts';
import { listStaleIds } from './stale-scores.ts';
import { compareVerdicts } from './verdict-changes.ts';
import { watchMentions } from './watch-queue.ts';

/** Mentions that were never scored, or edited since. Never one that is set aside. @param after only those with higher ids */
export async function listQueued(db: Db, limit: number, after = 0): Promise<Mention[]> {
  return toMentions(db, await selectQueued(db, limit, after));
}

/** How many mentions wait to be scored; no more than `most` are counted. */
export async function countQueued(db: Db, most: number): Promise<number> {
  const counted = db.selectFrom('scoreQueue').select('mentionId').limit(most).as('waiting');
  const { count } = await db
    .selectFrom(counted)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function selectQueued(db: Db, limit: number, after: number): Promise<readonly MentionRow[]> {
  return db
    .selectFrom('scoreQueue')
    .innerJoin('mentions', 'mentions.id', 'scoreQueue.mentionId')
    .select(mentionColumns)
    .where('scoreQueue.mentionId', '>', after)
    .orderBy('scoreQueue.mentionId')
    .limit(limit)
    .execute();
}

/**
 * Mentions to score: first those of `listQueued`, then those that another scorer or lexicon scored and the present one has not looked at.
 * @param stamp of the present scorer (`Scorer.stamp`)
 */
export async function listUnscored(db: Db, stamp: string, limit: number): Promise<Mention[]> {
  const fresh = await selectQueued(db, limit, 0);
  if (fresh.length === limit) return toMentions(db, fresh);
  const ids = await listStaleIds(db, stamp, limit - fresh.length);
  const stale =
    ids.length === 0
      ? []
      : await db
          .selectFrom('mentions')
          .select(mentionColumns)
          .where(isIn(db, 'mentions.id', ids))
          .orderBy('id')
          .execute();
  return toMentions(db, [...fresh, ...stale]);
}

async function toMentions(db: Db, rows: readonly MentionRow[]): Promise<Mention[]> {
  const metrics = await loadMetrics(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => toMention(row, metrics.get(row.id)));
}

export interface ScoredRow {
  readonly mentionId: number;
  /** Of the text that was scored: a verdict on a text that was edited meanwhile is not stored. */
  readonly contentHash: string;
  readonly scored: ScoredDoc;
  readonly stamp: string;
}

/**
 * Stores verdicts, replacing older ones, and asks for clustering again where they are different. A member of an issue that turns out not to be about
 * this regency leaves its issue; counts of the issues follow. Verdicts on deleted, edited or set-aside mentions are dropped.
 * Where a person has judged the text, that is laid over what the scorer says (`withCorrection`).
 * @param rows what the scorer says, without what people have said
 * @returns how many were stored
 */
export async function saveScores(db: Db, rows: readonly ScoredRow[], now: Date): Promise<number> {
  return (await save(db, rows, now, false)).stored;
}

/**
 * The same, but a score that is there stays as it is, its stamp included, where the verdict is the same: for `finishPass` to say that the
 * present scorer stands by it.
 * @returns mentions whose verdict has changed
 */
export async function saveChangedScores(db: Db, rows: readonly ScoredRow[], now: Date): Promise<readonly number[]> {
  return (await save(db, rows, now, true)).changed;
}

interface Saved {
  readonly stored: number;
  readonly changed: readonly number[];
}

function save(db: Db, rows: readonly ScoredRow[], now: Date, keepsSame: boolean): Promise<Saved> {
  return inWriteTransaction(db, async (trx) => {
    const at = now.toISOString();
    const mentions = await trx
      .selectFrom('mentions')
      .select(['id', 'contentHash', 'publishedAt', 'issueId', 'kind'])
      .where('setAside', 'is', null)
      .where(isIn(trx, 'mentions.id', [...new Set(rows.map((row) => row.mentionId))]))
      .execute();
    const byId = new Map(mentions.map((mention) => [mention.id, mention]));
    const said = new Map<number, ScoredRow>();
    for (const row of rows) {
      if (byId.get(row.mentionId)?.contentHash === row.contentHash) said.set(row.mentionId, row);
    }
    const ids = [...said.keys()];
    const current = await withCorrections(trx, said);
    const changes = await compareVerdicts(
      trx,
      new Map([...current].map(([mentionId, { scored }]) => [mentionId, scored] as const)),
    );
    const values = [...current.values()]
      .filter(({ mentionId }) => !(keepsSame && changes.same.has(mentionId)))
      .map((row) => ({
        ...toScoreRow(row, at),
        clustered: changes.clustered.has(row.mentionId) ? 1 : 0,
        publishedAt: byId.get(row.mentionId)?.publishedAt ?? at,
      }));
    await upsertScores(trx, values);
    const changed = new Set(ids.filter((id) => !changes.same.has(id)));
    await watchMentions(trx, [...changed]);
    await queueQuestions(
      trx,
      mentions.filter(({ id, kind }) => changed.has(id) && kind !== 'article' && kind !== 'page').map(({ id }) => id),
    );
    await trx
      .deleteFrom('scoreQueue')
      .where(isIn(trx, 'scoreQueue.mentionId', ids))
      .execute();

    const members = mentions.filter((mention) => mention.issueId !== null && current.has(mention.id));
    if (members.length > 0) {
      const region = await loadRegionCode(trx);
      const leaving = members
        .filter(({ id }) => current.get(id)?.scored.relevance.about !== region)
        .map(({ id }) => id);
      await trx
        .updateTable('mentions')
        .set({ issueId: null })
        .where(isIn(trx, 'mentions.id', leaving))
        .execute();
      const recounted = members.filter(({ id }) => changes.counted.has(id));
      await refreshIssues(trx, [...new Set(recounted.flatMap(({ issueId }) => issueId ?? []))], at);
    }
    crashAt('before-score-commit');
    return { stored: ids.length, changed: [...changed] };
  });
}

/** What people have said laid over what the scorer says; what it says now is kept beside each of their verdicts. */
async function withCorrections(
  trx: Db,
  said: ReadonlyMap<number, ScoredRow>,
): Promise<ReadonlyMap<number, ScoredRow & { readonly scored: StoredScore }>> {
  const corrections = await loadCorrections(trx, [...said.keys()]);
  if (corrections.size === 0) return said;
  const region = await loadRegionCode(trx);
  const shown = new Map<number, ScoredRow>(said);
  for (const [mentionId, correction] of corrections) {
    const row = said.get(mentionId);
    if (row === undefined) continue;
    const holds = correction.contentHash === row.contentHash;
    const scored = holds ? withCorrection(row.scored, correction, region) : withLostCorrection(row.scored);
    shown.set(mentionId, { ...row, scored });
    if (!holds) continue;
    await trx
      .updateTable('corrections')
      .set({ machineLabel: row.scored.sentiment.label })
      .where('mentionId', '=', mentionId)
      .execute();
  }
  return shown;
}

type ScoreRow = ReturnType<typeof toScoreRow> & { publishedAt: string; clustered: number };

function toScoreRow({ mentionId, scored, stamp }: ScoredRow, scoredAt: string) {
  const place = mainPlace(scored);
  return {
    mentionId,
    stamp,
    scoredAt,
    language: scored.language,
    about: scored.relevance.about,
    level: scored.relevance.level,
    label: scored.sentiment.label,
    value: scored.sentiment.value,
    confidence: scored.sentiment.confidence,
    target: scored.target,
    attention: scored.attention,
    hoaxClass: scored.hoax.class,
    topic: scored.topic,
    agency: scored.agency,
    placeCode: place?.code ?? null,
    placeName: place?.name ?? null,
    detail: JSON.stringify(scored),
  };
}

/** The place named most often; of equals the one named first. */
function mainPlace(scored: ScoredDoc): { readonly code: string; readonly name: string } | null {
  const counts = new Map<string, number>();
  for (const { code } of scored.places) counts.set(code, (counts.get(code) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return scored.places.find(({ code }) => counts.get(code) === most) ?? null;
}

/** All that a verdict says; when it was published stays. */
const verdictColumns = [
  ...['stamp', 'scoredAt', 'language', 'about', 'level', 'label', 'value', 'confidence', 'target', 'attention'],
  ...['hoaxClass', 'topic', 'agency', 'placeCode', 'placeName', 'clustered', 'detail'],
];

function upsertScores(trx: Db, rows: readonly ScoreRow[]): Promise<void> {
  return insertRows(trx, 'scores', rows, { replaces: { key: 'mentionId', columns: verdictColumns } });
}
