import type { Db } from './schema.ts';

export interface IssuePlace {
  readonly code: string;
  readonly name: string;
  readonly mentions: number;
}

/** Where an issue is said to be: the place that each of its mentions names most, the most named first. */
export async function listIssuePlaces(db: Db, issueId: number, limit: number): Promise<readonly IssuePlace[]> {
  const rows = await db
    .selectFrom('mentions')
    .innerJoin('scores', 'scores.mentionId', 'mentions.id')
    .select('scores.placeCode as code')
    .select((eb) => [eb.fn.max('scores.placeName').as('name'), eb.fn.countAll<number | string>().as('mentions')])
    .where('mentions.issueId', '=', issueId)
    .where('mentions.setAside', 'is', null)
    .where('scores.placeCode', 'is not', null)
    .groupBy('scores.placeCode')
    .orderBy('mentions', 'desc')
    .orderBy('code')
    .limit(limit)
    .execute();
  return rows.map(({ code, name, mentions }) => ({
    ...{ code: code ?? '', name: name ?? code ?? '', mentions: Number(mentions) },
  }));
}
