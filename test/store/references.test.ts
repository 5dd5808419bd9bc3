import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Db } from '../../src/store/schema.ts';
import { syncSources } from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeSource } from '../support/make.ts';
import { at, collect } from './partitions-seed.ts';

const unknown = 999_999;
const time = at('2026-01');

/** One row for each table that collecting and judging fill. */
const inserts: Readonly<Record<string, (db: Db, mentionId: number) => Promise<unknown>>> = {
  mention_keys: (db, mentionId) => db.insertInto('mentionKeys').values({ key: 'uji', mentionId }).execute(),
  mention_aliases: (db, mentionId) => db.insertInto('mentionAliases').values({ alias: 'uji', mentionId }).execute(),
  mention_versions: (db, mentionId) =>
    db
      .insertInto('mentionVersions')
      .values({ mentionId, contentHash: 'uji', title: null, text: 'uji', seenAt: time })
      .execute(),
  score_queue: (db, mentionId) => db.insertInto('scoreQueue').values({ mentionId }).execute(),
  watch_queue: (db, mentionId) => db.insertInto('watchQueue').values({ mentionId, claims: 0 }).execute(),
  question_queue: (db, mentionId) => db.insertInto('questionQueue').values({ mentionId }).execute(),
  claim_reviews: (db, mentionId) =>
    db.insertInto('claimReviews').values({ mentionId, claimed: null, verdict: 'false', rating: 'uji' }).execute(),
};

describe.each(dialects)('what refers to mentions on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  beforeEach(() => syncSources(db(), [makeSource()], new Date(time)));

  test.each(Object.keys(inserts))('%s holds what is there, nothing else, and lets go with it', async (table) => {
    const [one = 0, two = 0] = await collect(db(), '2026-01', 2);
    const insert = inserts[table] as (typeof inserts)[string];
    await db().deleteFrom('scoreQueue').execute();
    await db().deleteFrom('watchQueue').execute();
    await db().deleteFrom('questionQueue').execute();
    await expect(insert(db(), unknown)).rejects.toThrow(dialect === 'sqlite' ? 'FOREIGN KEY' : `no mention ${unknown}`);
    await insert(db(), one);
    const count = async () =>
      (
        await sql<{
          count: number;
        }>`select count(*) as count from ${sql.table(table)} where mention_id in (${one}, ${two})
          and ${table === 'mention_keys' ? sql`key = 'uji'` : sql`1 = 1`}`.execute(db())
      ).rows[0]?.count;
    expect(await count()).toBe(1);
    await db().deleteFrom('mentions').where('id', '=', one).execute();
    expect(await count()).toBe(0);
    expect((await db().selectFrom('mentions').select('id').execute()).map(({ id }) => id)).toEqual([two]);
  });

  test('a row of many that refers to nothing takes the statement with it', async () => {
    const [one = 0, two = 0] = await collect(db(), '2026-01', 2);
    await db().deleteFrom('scoreQueue').execute();
    const values = [one, unknown, two].map((mentionId) => ({ mentionId }));
    await expect(db().insertInto('scoreQueue').values(values).execute()).rejects.toThrow();
    expect(await db().selectFrom('scoreQueue').selectAll().execute()).toEqual([]);
  });

  test('neither can a row be changed to refer to nothing', async () => {
    const [one = 0, two = 0] = await collect(db(), '2026-01', 2);
    const change = (mentionId: number) =>
      db().updateTable('mentionKeys').set({ mentionId }).where('mentionId', '=', one);
    await expect(change(unknown).execute()).rejects.toThrow();
    await change(two).execute();
    await db().deleteFrom('mentions').where('id', '=', two).execute();
    expect(await db().selectFrom('mentionKeys').selectAll().execute()).toEqual([]);
  });

  test('an answer that goes leaves its question', async () => {
    const [asked = 0, answered = 0] = await collect(db(), '2026-01', 2);
    await db().deleteFrom('questions').execute();
    await db()
      .insertInto('questions')
      .values({
        ...{ mentionId: asked, agency: null, kind: 'question', askedAt: time },
        ...{ answeredAt: time, answerMentionId: answered, answeredBy: 'uji' },
      })
      .execute();
    await db().deleteFrom('mentions').where('id', '=', answered).execute();
    const rows = await db().selectFrom('questions').select(['mentionId', 'answerMentionId']).execute();
    expect(rows).toEqual([{ mentionId: asked, answerMentionId: null }]);
  });
});
