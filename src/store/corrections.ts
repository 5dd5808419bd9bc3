import { sql } from 'kysely';
import { type MachineSaid, machineOf, type StoredScore, type Verdict } from '../core/correction.ts';
import { RequestError } from '../core/errors.ts';
import { writeAudit } from './audit.ts';
import { loadCorrections, type StoredCorrection } from './corrections-rows.ts';
import { inWriteTransaction } from './dialect.ts';
import type { Db } from './schema.ts';
import { saveScores } from './scores.ts';

/**
 * People's verdicts on mentions. One a mention; it changes what is shown and counted in the same transaction, and later scorers keep it
 * (`saveScores` lays it over what they say). It is about one text: an edit makes it one of the past, and the mention is again one that
 * nobody has judged, with a remark among its reasons.
 */

export interface NewVerdict {
  readonly mentionId: number;
  readonly verdict: Verdict;
  readonly note: string | null;
  readonly who: string;
  readonly now: Date;
}

/**
 * Stores what a person says of a mention. The same again changes nothing, and neither does `correct` about what a person has judged
 * otherwise: what is shown there is that person's verdict.
 * @returns whether anything changed
 * @throws RequestError 404 · 409 for a mention that is set aside, and for `correct` about one that has no score yet
 */
export function setVerdict(db: Db, { mentionId, verdict, note, who, now }: NewVerdict): Promise<boolean> {
  return inWriteTransaction(db, async (trx) => {
    const { contentHash, machine, stamp, current } = await loadForVerdict(trx, mentionId);
    if (current !== null) {
      if (current.verdict === verdict && current.note === note) return false;
      if (verdict === 'correct' && current.verdict !== 'correct') return false;
    }
    if (verdict === 'correct' && machine === null) {
      throw new RequestError(409, 'not-scored', 'Sebutan ini belum dinilai mesin; coba lagi sebentar.');
    }
    const at = now.toISOString();
    const said = machine === null ? null : saidBy(machine, stamp);
    const row = { contentHash, verdict, note, who, at, said: said === null ? null : JSON.stringify(said) };
    const values = { ...row, machineLabel: said?.label ?? null };
    await trx
      .insertInto('corrections')
      .values({ mentionId, ...values })
      .onConflict((conflict) => conflict.column('mentionId').doUpdateSet(values))
      .execute();
    const detail = { verdict, before: current?.verdict ?? null, machine: said?.label ?? null, note };
    await writeAudit(trx, { at, who, action: 'mention.verdict', object: `mention:${mentionId}`, detail });
    if (machine !== null) await saveScores(trx, [{ mentionId, contentHash, scored: machine, stamp }], now);
    if (verdict === 'irrelevant' || current?.verdict === 'irrelevant') await readAnswersAgain(trx, mentionId);
    return true;
  });
}

/**
 * Takes a verdict back: what the program says holds again.
 * @returns whether there was one
 * @throws RequestError 404
 */
export function removeVerdict(
  db: Db,
  { mentionId, who, now }: Pick<NewVerdict, 'mentionId' | 'who' | 'now'>,
): Promise<boolean> {
  return inWriteTransaction(db, async (trx) => {
    const { contentHash, machine, stamp, current } = await loadForVerdict(trx, mentionId);
    if (current === null) return false;
    await trx.deleteFrom('corrections').where('mentionId', '=', mentionId).execute();
    const detail = { verdict: null, before: current.verdict, machine: machine?.sentiment.label ?? null, note: null };
    const at = now.toISOString();
    await writeAudit(trx, { at, who, action: 'mention.verdict', object: `mention:${mentionId}`, detail });
    if (machine !== null) await saveScores(trx, [{ mentionId, contentHash, scored: machine, stamp }], now);
    if (current.verdict === 'irrelevant') await readAnswersAgain(trx, mentionId);
    return true;
  });
}

interface ForVerdict {
  readonly contentHash: string;
  /** What the program says of it, whatever a person has said; null while it has not been scored. */
  readonly machine: StoredScore | null;
  readonly stamp: string;
  /** About the present text. */
  readonly current: StoredCorrection | null;
}

async function loadForVerdict(trx: Db, mentionId: number): Promise<ForVerdict> {
  const row = await trx
    .selectFrom('mentions')
    .leftJoin('scores', 'scores.mentionId', 'mentions.id')
    .select(['mentions.contentHash', 'mentions.setAside', 'scores.detail', 'scores.stamp'])
    .where('mentions.id', '=', mentionId)
    .executeTakeFirst();
  if (row === undefined) throw new RequestError(404, 'not-found', `Sebutan ${mentionId} tidak ada.`);
  if (row.setAside !== null) {
    throw new RequestError(409, 'set-aside', 'Sebutan ini disisihkan dan tidak dihitung, jadi tidak perlu dinilai.');
  }
  const { contentHash, detail, stamp } = row;
  const correction = (await loadCorrections(trx, [mentionId])).get(mentionId);
  return {
    contentHash,
    machine: detail === null ? null : machineOf(JSON.parse(detail) as StoredScore),
    stamp: stamp ?? '',
    current: correction?.contentHash === contentHash ? correction : null,
  };
}

function saidBy({ sentiment: { label, value }, attention, relevance }: StoredScore, stamp: string): MachineSaid {
  return { label, value, attention, about: relevance.about, stamp };
}

/** Comments take the place that they speak of from the post they answer: all under it are scored again. */
async function readAnswersAgain(trx: Db, mentionId: number): Promise<void> {
  await sql`
    with recursive answers (id) as (
      select id from mentions where parent_id = ${mentionId}
      union
      select m.id from mentions m join answers a on m.parent_id = a.id
    )
    insert into score_queue (mention_id)
    select m.id from mentions m join answers a on a.id = m.id where m.set_aside is null
    on conflict do nothing`.execute(trx);
}
