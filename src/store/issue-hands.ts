import { sql } from 'kysely';
import { RequestError } from '../core/errors.ts';
import { chunksOf, inWriteTransaction, isIn, reserveIds } from './dialect.ts';
import { type ByHand, loadForChange, record } from './issue-life.ts';
import { moveMembers } from './save-clustering.ts';
import type { Db } from './schema.ts';

/** Issues put together and taken apart by a person. What a hand has decided, the program leaves alone. */

export interface Merge {
  /** Its mentions move; the issue stays as a pointer. */
  readonly from: number;
  readonly into: number;
  readonly who: string;
  readonly why: string;
  readonly now: Date;
}

/**
 * Joins one issue to another: mentions, clarifications and what was decided of it move, and the mentions stay there. State and title
 * are those of `into`.
 * @throws RequestError 404 · 409 for an issue with itself, or one that was joined already
 */
export function mergeIssues(db: Db, { from, into, who, why, now }: Merge): Promise<void> {
  return inWriteTransaction(db, async (trx) => {
    if (from === into) throw new RequestError(409, 'same-issue', 'Isu tidak dapat digabung dengan dirinya sendiri.');
    await loadForChange(trx, from);
    await loadForChange(trx, into);
    const at = now.toISOString();
    await trx.updateTable('issuePins').set({ issueId: into }).where('issueId', '=', from).execute();
    await sql`insert into issue_pins (mention_id, issue_id, who, at)
      select id, ${into}, ${who}, ${at} from mentions where issue_id = ${from}
      on conflict (mention_id) do update set issue_id = excluded.issue_id, who = excluded.who, at = excluded.at`.execute(
      trx,
    );
    const members = await trx.selectFrom('mentions').select('id').where('issueId', '=', from).execute();
    await moveMembers(
      trx,
      members.map(({ id }) => id),
      into,
      at,
    );
    // What stays behind is set aside and counts nowhere; it must not keep the issue alive.
    await trx.updateTable('mentions').set({ issueId: into }).where('issueId', '=', from).execute();
    await trx.updateTable('clarifications').set({ issueId: into }).where('issueId', '=', from).execute();
    await trx.updateTable('issues').set({ mergedInto: into, updatedAt: at }).where('id', '=', from).execute();
    // Issues that were joined to it before point on.
    await trx.updateTable('issues').set({ mergedInto: into }).where('mergedInto', '=', from).execute();
    await inheritApart(trx, from, into);
    for (const issueId of [from, into]) {
      await record(trx, { issueId, who, why, now }, 'merge', String(from), String(into));
    }
  });
}

/** What was taken apart from `from` stays apart from `into`; the two themselves belong together now. */
async function inheritApart(trx: Db, from: number, into: number): Promise<void> {
  const rows = await trx
    .selectFrom('issuesApart')
    .selectAll()
    .where((eb) => eb.or([eb('issueId', '=', from), eb('otherId', '=', from)]))
    .execute();
  await trx
    .deleteFrom('issuesApart')
    .where((eb) => eb.or([eb('issueId', '=', from), eb('otherId', '=', from)]))
    .execute();
  for (const { issueId, otherId, who, at } of rows) {
    const other = issueId === from ? otherId : issueId;
    if (other !== into) await keepApart(trx, into, other, who, at);
  }
}

async function keepApart(trx: Db, one: number, other: number, who: string, at: string): Promise<void> {
  await trx
    .insertInto('issuesApart')
    .values({ issueId: Math.min(one, other), otherId: Math.max(one, other), who, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export interface Split extends ByHand {
  readonly why: string;
  /** Of mentions of the issue; comments under them go with them. */
  readonly mentionIds: readonly number[];
  /** Null: named after the first of the mentions. */
  readonly title: string | null;
}

/**
 * Takes mentions out of an issue into a new one, which begins as `baru`. The program joins the two never again.
 * @returns id of the new issue
 * @throws RequestError 404 · 409 when a mention is not of this issue, or when none would stay
 */
export function splitIssue(db: Db, split: Split): Promise<number> {
  return inWriteTransaction(db, async (trx) => {
    const { issueId, who, why, now, title } = split;
    const issue = await loadForChange(trx, issueId);
    const at = now.toISOString();
    const members = await trx
      .selectFrom('mentions')
      .select(['id', 'parentId', 'title', 'text', 'publishedAt'])
      .where('issueId', '=', issueId)
      .where('setAside', 'is', null)
      .orderBy('publishedAt')
      .orderBy('id')
      .execute();
    const known = new Set(members.map(({ id }) => id));
    const foreign = split.mentionIds.filter((id) => !known.has(id));
    if (split.mentionIds.length === 0 || foreign.length > 0) {
      const which = foreign.length === 0 ? 'belum ada yang dipilih' : foreign.slice(0, 10).join(', ');
      throw new RequestError(409, 'not-members', `Bukan sebutan isu ${issueId}: ${which}.`);
    }
    const moved = withAnswers(members, split.mentionIds);
    if (moved.length === members.length) {
      throw new RequestError(409, 'nothing-left', 'Semua sebutan akan pindah; sisakan sedikitnya satu.');
    }
    const [newId = 0] = await reserveIds(trx, 'issues', 1);
    const { titleByHand: _byHand, ...like } = issue;
    await trx
      .insertInto('issues')
      .values({
        ...like,
        id: newId,
        title: title ?? titleOf(moved),
        titleByHand: title === null ? 0 : 1,
        agencyByHand: 0,
        // Told by its own mentions as soon as they are there.
        ...{ agency: null, placeCode: null, placeName: null, topic: 'lainnya' },
        state: 'baru',
        stateAt: null,
        dueAt: null,
        updatedAt: at,
      })
      .execute();
    await moveMembers(
      trx,
      moved.map(({ id }) => id),
      newId,
      at,
    );
    const pins = moved.map(({ id }) => ({ mentionId: id, issueId: newId, who, at }));
    await trx
      .deleteFrom('issuePins')
      .where(
        isIn(
          trx,
          'issuePins.mentionId',
          moved.map(({ id }) => id),
        ),
      )
      .execute();
    for (const chunk of chunksOf(pins, 4)) await trx.insertInto('issuePins').values(chunk).execute();
    await keepApart(trx, issueId, newId, who, at);
    for (const id of [issueId, newId]) {
      await record(trx, { issueId: id, who, why, now }, 'split', String(issueId), String(newId));
    }
    return newId;
  });
}

interface Member {
  readonly id: number;
  readonly parentId: number | null;
  readonly title: string | null;
  readonly text: string;
}

/** The chosen ones and everything in the issue that answers them, in the order of the members. */
function withAnswers(members: readonly Member[], chosen: readonly number[]): readonly Member[] {
  const moved = new Set(chosen);
  const answers = new Map<number, number[]>();
  for (const { id, parentId } of members) {
    if (parentId !== null) answers.set(parentId, [...(answers.get(parentId) ?? []), id]);
  }
  const open = [...chosen];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const answer of answers.get(id) ?? []) {
      if (moved.has(answer)) continue;
      moved.add(answer);
      open.push(answer);
    }
  }
  return members.filter(({ id }) => moved.has(id));
}

const maxTitle = 120;

/** @param members oldest first */
function titleOf(members: readonly Member[]): string {
  const named = members.find(({ title }) => title !== null) ?? members[0];
  return (named?.title ?? named?.text ?? '').replace(/\s+/g, ' ').trim().slice(0, maxTitle) || 'Isu baru';
}
