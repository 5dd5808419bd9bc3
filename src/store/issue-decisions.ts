import type { Instant } from '../core/mention.ts';
import type { Db } from './schema.ts';

/** What people have decided about issues, as far as grouping must obey it. */
export interface IssueDecisions {
  /** Mention → issue that it stays in. */
  readonly pins: ReadonlyMap<number, number>;
  /** Pairs of issues that must not be joined. */
  readonly apart: readonly (readonly [number, number])[];
  /** Issues that a person has taken in hand: they are never joined to another by the program. */
  readonly held: ReadonlySet<number>;
  /** Of the last event in any issue's history: whatever a person decides afterwards has a larger one. */
  readonly lastEventId: number;
}

/** @param since issues not mentioned since then are left out */
export async function loadIssueDecisions(db: Db, since: Instant): Promise<IssueDecisions> {
  const lastEventId = await loadLastEventId(db);
  const pins = await db.selectFrom('issuePins').select(['mentionId', 'issueId']).execute();
  const apart = await db.selectFrom('issuesApart').select(['issueId', 'otherId']).execute();
  const touched = await db
    .selectFrom('issues')
    .select('id')
    .where('lastAt', '>=', since)
    .where((eb) =>
      eb.or([
        eb('state', '<>', 'baru'),
        eb('titleByHand', '=', 1),
        eb('agencyByHand', '=', 1),
        eb.exists(
          eb
            .selectFrom('clarifications')
            .select('clarifications.id')
            .whereRef('clarifications.issueId', '=', 'issues.id'),
        ),
      ]),
    )
    .execute();
  return {
    pins: new Map(pins.map(({ mentionId, issueId }) => [mentionId, issueId])),
    apart: apart.map(({ issueId, otherId }) => [issueId, otherId] as const),
    held: new Set([
      ...touched.map(({ id }) => id),
      ...pins.map(({ issueId }) => issueId),
      ...apart.flatMap(({ issueId, otherId }) => [issueId, otherId]),
    ]),
    lastEventId,
  };
}

/** 0 while no issue has a history. */
export async function loadLastEventId(db: Db): Promise<number> {
  const { last } = await db
    .selectFrom('issueEvents')
    .select((eb) => eb.fn.max('id').as('last'))
    .executeTakeFirstOrThrow();
  return last ?? 0;
}
