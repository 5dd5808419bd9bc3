/** Puts the stream's mentions, with their verdicts and without issues, into a new SQLite file. */
import type { ScoredDoc } from '../../src/core/score.ts';
import type { IssueMember } from '../../src/issues/member.ts';
import { openDatabase, sqliteHandleOf } from '../../src/store/database.ts';
import { markKind } from '../../src/store/meta.ts';
import { migrate } from '../../src/store/migrate.ts';
import type { Db } from '../../src/store/schema.ts';

const region = '35.16';

export async function openSeeded(path: string, days: Iterable<readonly IssueMember[]>): Promise<Db> {
  const db = await openDatabase(path);
  await migrate(db);
  await markKind(db, 'live', region);
  const handle = sqliteHandleOf(db);
  if (handle === null) throw new Error('only for SQLite');
  const at = '2026-01-01T00:00:00.000Z';
  const addSource = handle.prepare(
    `insert into sources (id, title, collector, class, platform, enabled, interval_ms, silent_after_ms, options, next_run_at)
     values (?, ?, 'feed', ?, 'web', 1, 900000, 259200000, '{}', ?)`,
  );
  addSource.run('online-media', 'Kabar Uji', 'online-media', at);
  addSource.run('community', 'Forum Uji', 'community', at);
  const addMention = handle.prepare(
    `insert into mentions (id, source_id, parent_id, kind, platform, published_at, precision, language, content_hash, collected_at, title, text)
     values (?, ?, ?, ?, 'web', ?, 'exact', 'id', 'x', ?, ?, ?)`,
  );
  const addScore = handle.prepare(
    `insert into scores (mention_id, stamp, scored_at, published_at, language, about, level, label, value, confidence, target, attention,
       hoax_class, topic, agency, clustered, detail)
     values (?, 'uji', ?, ?, 'id', ?, 'regency', 'negative', -0.5, 0.8, 'government', 'alert', 'none', ?, ?, 0, ?)`,
  );
  for (const mentions of days) {
    handle.exec('begin');
    // Answers after what they answer.
    for (const member of [...mentions].sort((a, b) => a.id - b.id)) {
      const { id, sourceClass, parentId, kind, publishedAt, title, text, topic, agency } = member;
      addMention.run(id, sourceClass, parentId, kind, publishedAt, publishedAt, title, text);
      addScore.run(id, publishedAt, publishedAt, region, topic, agency, JSON.stringify(scoredOf(member)));
    }
    handle.exec('commit');
  }
  return db;
}

function scoredOf({ id, label, target, attention, hoaxClass, topic, agency, places }: IssueMember): ScoredDoc {
  return {
    id: String(id),
    language: 'id',
    relevance: { about: region, level: 'regency', confidence: 0.9, why: [] },
    sentiment: { label, value: -0.5, confidence: 0.8, evidence: [] },
    target,
    attention,
    reasons: [],
    hoax: { class: hoaxClass, value: 0, evidence: [], matches: [] },
    topic,
    agency,
    places,
    versions: { sentiment: 1, lexicon: 'uji' },
  };
}
