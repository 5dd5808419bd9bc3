import { sql } from 'kysely';
import { saveStep } from '../../src/store/save-step.ts';
import type { Db } from '../../src/store/schema.ts';
import { saveScores } from '../../src/store/scores.ts';
import { makeDraft, makeScored } from '../support/make.ts';

/** In the middle of a month. */
export function at(month: string): string {
  return `${month}-15T03:00:00.000Z`;
}

/** New mentions, with verdicts and counts, collected in that month. @returns their ids */
export async function collect(db: Db, month: string, count: number): Promise<number[]> {
  const now = new Date(at(month));
  const drafts = Array.from({ length: count }, (_, n) =>
    makeDraft({
      ...{ keys: [`url:${month}-${n}-${Math.random()}`], title: `Judul ${month} nomor ${n} yang panjang` },
      ...{ kind: 'article', publishedAt: now.toISOString(), contentHash: `${month} ${n}`, stems: 'kata' },
      metrics: { likes: n, comments: 0, shares: 0, views: null, others: {} },
    }),
  );
  const step = { sourceId: 'kabar-uji', drafts, cursor: null, rejected: 0, now };
  const { stored } = await saveStep(db, step);
  const scores = stored.map((mentionId, n) => ({
    ...{ mentionId, contentHash: drafts[n]?.contentHash ?? '', scored: makeScored(), stamp: 's1' },
  }));
  await saveScores(db, scores, now);
  return [...stored];
}

/** A kept answer of its own for each. */
export async function addEvidenceTo(db: Db, mentionIds: readonly number[]): Promise<void> {
  for (const mentionId of mentionIds) {
    const { id } = await db
      .insertInto('evidence')
      .values({
        ...{ sourceId: 'kabar-uji', fetchedAt: at('2026-01'), url: `https://uji.test/${mentionId}`, contentType: null },
        ...{ sha256: 'a', size: 1, body: Buffer.from('x') },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db.insertInto('mentionEvidence').values({ mentionId, evidenceId: id }).execute();
  }
}

/** Ids and months of the old version's mentions; one of a clock that was wrong, and the last one deleted. */
const oldMentions = [
  [1, '2026-01'],
  [2, '2026-01'],
  [3, '2026-01'],
  [4, '2026-02'],
  [5, '2026-02'],
  [6, '2026-04'],
  [7, '2026-02'],
  [8, '2026-03'],
  [9, '2026-05'],
  [10, '2026-05'],
  [11, '2026-05'],
] as const;

/** Rows in every table that refers to mentions, on PostgreSQL as it was before partitions. */
export async function fillOldVersion(db: Db): Promise<void> {
  await sql`insert into sources (id, title, collector, class, platform, enabled, interval_ms, silent_after_ms, options, next_run_at)
    values ('kabar-uji', 'A', 'feed', 'online-media', 'web', 1, 1, 1, '{}', ${at('2026-01')})`.execute(db);
  await sql`insert into issues (id, title, state, topic, attention, first_at, last_at, first_publisher, mention_count,
      negative_count, positive_count, source_count, hoax_count, updated_at)
    values (1, 'Air', 'baru', 'air-listrik', 'none', ${at('2026-01')}, ${at('2026-05')}, 'A', 1, 1, 0, 1, 0, ${at('2026-05')})`.execute(
    db,
  );
  await sql`insert into keyword_packs (id, title, stage, data, updated_at, updated_by)
    values ('p', 'P', 's', '{}', ${at('2026-01')}, 'uji')`.execute(db);
  await sql`insert into subject_requests (kind, requester, mention_ids, received_at, due_at, created_by)
    values ('restrict', 'uji', '[]', ${at('2026-01')}, ${at('2026-01')}, 'uji')`.execute(db);
  for (const [index, [, month]] of oldMentions.entries()) {
    const time = at(month);
    const parent = index === 2 ? 2 : null;
    const { rows } = await sql<{ id: number }>`insert into mentions (source_id, parent_id, issue_id, kind, platform,
        published_at, precision, language, content_hash, collected_at, title, text, citizen)
      values ('kabar-uji', ${parent}, 1, 'post', 'x', ${time}, 'exact', 'id', ${`h${index}`}, ${time}, null, ${`isi ${index}`}, 1)
      returning id`.execute(db);
    const id = rows[0]?.id ?? 0;
    for (const [table, columns, values] of dependents(time)) {
      await sql`insert into ${sql.table(table)} (mention_id, ${sql.raw(columns)}) values (${id}, ${sql.join(values)})`.execute(
        db,
      );
    }
    for (const table of ['score_queue', 'question_queue']) {
      await sql`insert into ${sql.table(table)} (mention_id) values (${id})`.execute(db);
    }
    await sql`insert into mention_keys (key, mention_id) values (${`url:${id}`}, ${id})`.execute(db);
    await sql`insert into mention_words (mention_id, words) values (${id}, ${`'isi':1 'n${index}':2`}::tsvector)`.execute(
      db,
    );
  }
  await addEvidenceTo(db, [1, 9]);
  await sql`delete from mentions where id = 11`.execute(db);
}

function dependents(time: string): readonly (readonly [string, string, readonly unknown[]])[] {
  return [
    [
      'scores',
      `stamp, scored_at, published_at, language, level, label, value, confidence, target, attention, hoax_class, topic, detail`,
      ['s', time, time, 'id', 'regency', 'negative', -0.5, 0.5, 'government', 'watch', 'none', 'lainnya', '{}'],
    ],
    ['metric_snapshots', 'at, likes, others', [time, 3, '{}']],
    ['mention_versions', 'content_hash, text, seen_at', ['v', 'dulu', time]],
    ['mention_aliases', 'alias', ['judul']],
    ['claim_reviews', 'verdict, rating', ['v', 'r']],
    ['issue_pins', 'issue_id, who, at', [1, 'uji', time]],
    ['claim_decisions', 'claim_id, verdict, who, at', ['k', 'confirmed', 'uji', time]],
    ['claim_repeats', 'claim_id, similarity, kind, published_at', ['k', 0.5, 'match', time]],
    ['watch_queue', 'claims', [1]],
    ['questions', 'kind, asked_at', ['question', time]],
    [
      'keyword_hits',
      'pack_id, keyword, theme, field, start_at, end_at, candidates, published_at, at',
      ['p', 'k', 't', 'text', 0, 1, '[]', time, time],
    ],
    ['restricted_mentions', 'request_id, at', [1, time]],
    ['corrections', 'content_hash, verdict, who, at', ['h', 'negative', 'uji', time]],
  ];
}

/** All rows of the tables that are divided or refer to those, as JSON, in a fixed order. */
export async function everyTable(db: Db): Promise<Record<string, string[]>> {
  const names = ['mentions', 'score_queue', 'question_queue', 'mention_keys', 'mention_words', 'mention_evidence'];
  const found: Record<string, string[]> = {};
  for (const table of [...names, ...dependents('').map(([name]) => name)]) {
    const { rows } = await sql<{ line: string }>`select to_jsonb(own)::text as line from ${sql.table(table)} own
      order by 1`.execute(db);
    found[table] = rows.map(({ line }) => line);
  }
  return found;
}
