import fc from 'fast-check';
import { Migrator, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { findStaleHours, planCount } from '../../src/store/hour-counts.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { purgeMentions } from '../../src/store/purge.ts';
import { refreshDayCounts } from '../../src/store/refresh-day-counts.ts';
import { saveStep } from '../../src/store/save-step.ts';
import type { Db } from '../../src/store/schema.ts';
import { saveScores } from '../../src/store/scores.ts';
import { syncSources } from '../../src/store/sources.ts';
import { countSentiment, type Period } from '../../src/store/stats.ts';
import { createEmptyDatabase, createTestDatabase, dialects, testRegion, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeScored, makeSource, testNow } from '../support/make.ts';

const first = Date.parse('2026-11-21T14:00:00.000Z');
const minuteMs = 60_000;
/** Eight hours: both sides of midnight in every zone of Indonesia. */
const at = (minute: number): string => new Date(first + minute * minuteMs).toISOString();
const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const;
const classes = ['online-media', 'community', 'mirror'] as const;
const abouts = [testRegion, testRegion, '35.76', null] as const;

const minute = fc.nat(8 * 60 - 1);
const verdict = fc.record({
  label: fc.constantFrom('negative', 'neutral', 'positive', 'unscored'),
  attention: fc.constantFrom('alert', 'watch', 'none'),
  about: fc.constantFrom(...abouts),
});
const nth = fc.nat(30);
const change = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('collect' as const), minute, verdict, comment: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('judge' as const), nth, verdict }) },
  fc.record({ does: fc.constant('delete' as const), nth }),
  fc.record({ does: fc.constant('voice' as const), nth, voice: fc.constantFrom('influencer', null) }),
  fc.record({ does: fc.constant('class' as const), voice: fc.constantFrom(...classes) }),
  fc.record({ does: fc.constant('move' as const), nth, minute }),
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('refresh' as const), maxDays: fc.integer({ min: 1, max: 2 }) }),
  },
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;
const period = fc
  .uniqueArray(fc.integer({ min: -90, max: 9 * 60 }), { minLength: 2, maxLength: 2 })
  .map((ends): Period => ({ from: at(Math.min(...ends)), to: at(Math.max(...ends)) }));

let keys = 0;
async function collect(db: Db, minutes: number, kind: 'comment' | 'article' = 'article') {
  keys += 1;
  const draft = makeDraft({ keys: [`uji:${keys}`], title: `Judul ${keys}`, publishedAt: at(minutes), kind });
  const { stored } = await saveStep(db, {
    sourceId: 'kabar-uji',
    drafts: [draft],
    cursor: null,
    rejected: 0,
    now: testNow,
  });
  return { mentionId: stored[0] ?? 0, contentHash: draft.contentHash };
}

async function apply(db: Db, change: Change, zone: string): Promise<void> {
  if (change.does === 'refresh') return void (await refreshDayCounts(db, { zone, maxDays: change.maxDays }));
  if (change.does === 'collect') {
    const ids = await collect(db, change.minute, change.comment ? 'comment' : 'article');
    await saveScores(db, [{ ...ids, scored: makeScored(change.verdict), stamp: 's' }], testNow);
    return;
  }
  if (change.does === 'class') return void (await syncSources(db, [makeSource({ class: change.voice })], testNow));
  const rows = await db.selectFrom('mentions').select(['id', 'contentHash']).orderBy('id').execute();
  const row = rows[change.nth % Math.max(1, rows.length)];
  if (row === undefined) return;
  if (change.does === 'delete') await db.deleteFrom('mentions').where('id', '=', row.id).execute();
  if (change.does === 'judge') {
    const scored = makeScored(change.verdict);
    await saveScores(db, [{ mentionId: row.id, contentHash: row.contentHash, scored, stamp: 's' }], testNow);
  }
  if (change.does === 'voice') {
    await db.updateTable('mentions').set({ voiceClass: change.voice }).where('id', '=', row.id).execute();
  }
  if (change.does === 'move') {
    const publishedAt = at(change.minute);
    await db.updateTable('mentions').set({ publishedAt }).where('id', '=', row.id).execute();
    await db.updateTable('scores').set({ publishedAt }).where('mentionId', '=', row.id).execute();
  }
}

/** The same numbers, verdict by verdict. */
async function countDirectly(db: Db, { from, to }: Period, about: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('scores')
    .innerJoin('mentions', 'mentions.id', 'scores.mentionId')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .select(['scores.publishedAt', 'scores.label', 'scores.attention', 'mentions.kind'])
    .select(['mentions.voiceClass', 'sources.class'])
    .where('scores.about', '=', about)
    .execute();
  const counts = new Map<string, number>();
  for (const row of rows.filter(({ publishedAt }) => publishedAt >= from && publishedAt < to)) {
    const key = [row.voiceClass ?? row.class, row.kind, row.label, row.attention].join(' ');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

const toMap = (rows: Awaited<ReturnType<typeof countSentiment>>) =>
  new Map(rows.map((row) => [[row.sourceClass, row.kind, row.label, row.attention].join(' '), row.count]));

test('every moment of a period is counted once: kept hours and spans do not overlap and leave no gap', () => {
  fc.assert(
    fc.property(period, fc.uniqueArray(fc.integer({ min: -3, max: 12 })), (asked, hours) => {
      const anew = new Set(hours.map((hour) => at(hour * 60).slice(0, 13)));
      const { kept, spans } = planCount(asked, anew);
      for (let ms = Date.parse(asked.from) - 30 * minuteMs; ms < Date.parse(asked.to) + 30 * minuteMs; ms += minuteMs) {
        const instant = new Date(ms).toISOString();
        const hour = instant.slice(0, 13);
        const isKept = kept !== null && hour >= kept.from && hour < kept.to && !anew.has(hour);
        const times = spans.filter(({ from, to }) => instant >= from && instant < to).length + (isKept ? 1 : 0);
        expect(times, instant).toBe(instant >= asked.from && instant < asked.to ? 1 : 0);
      }
    }),
  );
});

describe.each(dialects)('%s', (dialect) => {
  test('what an earlier version has stored is counted when it is upgraded', async () => {
    const { db, close } = await createEmptyDatabase(dialect);
    await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateTo('0016-score-stamps');
    const time = at(30);
    await sql`insert into sources (id, title, collector, class, platform, enabled, interval_ms, silent_after_ms, options, next_run_at)
      values ('warga', 'Warga', 'feed', 'community', 'web', 1, 1, 1, '{}', ${time})`.execute(db);
    for (const [id, voice, about] of [
      [1, null, testRegion],
      [2, 'influencer', testRegion],
      [3, null, null],
      [4, null, testRegion],
    ] as const) {
      await sql`insert into mentions (id, source_id, kind, platform, published_at, precision, language, content_hash, collected_at, text, voice_class)
        values (${id}, 'warga', 'post', 'web', ${time}, 'exact', 'id', 'x', ${time}, 'x', ${voice})`.execute(db);
      await sql`insert into scores (mention_id, stamp, scored_at, published_at, language, about, level, label, value, confidence, target,
        attention, hoax_class, topic, detail) values (${id}, 's', ${time}, ${time}, 'id', ${about}, 'regency', 'negative', 0, 1, 'government',
        'alert', 'none', 'lainnya', '{}')`.execute(db);
    }
    await migrate(db);
    await db.deleteFrom('staleHours').execute();
    const rows = await countSentiment(db, { from: at(0), to: at(60), about: testRegion });
    expect(rows.map(({ sourceClass, kind, count }) => [sourceClass, kind, count])).toEqual([
      ['community', 'post', 2],
      ['influencer', 'post', 1],
    ]);
    await close();
  });

  test('whatever happens, statistics equal a count verdict by verdict', async () => {
    const { db, close, empty } = await createTestDatabase(dialect);
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 5, maxLength: 25 }),
        fc.array(period, { minLength: 3, maxLength: 3 }),
        fc.constantFrom(...zones),
        async (changes, periods, zone) => {
          await empty();
          await syncSources(db, [makeSource()], testNow);
          for (const change of changes) await apply(db, change, zone);
          for (const asked of periods) {
            for (const about of [testRegion, '35.76']) {
              const counts = toMap(await countSentiment(db, { ...asked, about }));
              expect(counts).toEqual(await countDirectly(db, asked, about));
            }
          }
          // And from the kept counts alone.
          await refreshDayCounts(db, { zone, maxDays: 5 });
          const whole = { from: at(0), to: at(8 * 60) };
          expect(await findStaleHours(db, whole)).toEqual({ anew: new Set(), behind: [] });
          const kept = toMap(await countSentiment(db, { ...whole, about: testRegion }));
          expect(kept).toEqual(await countDirectly(db, whole, testRegion));
        },
      ),
      { numRuns: dialect === 'sqlite' ? 40 : 8 },
    );
    await close();
  });
});

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  const whole = { from: at(0), to: at(8 * 60), about: testRegion };

  async function fill(count: number): Promise<void> {
    await syncSources(db(), [makeSource()], testNow);
    for (let index = 0; index < count; index += 1) {
      const ids = await collect(db(), index * 15);
      await saveScores(db(), [{ ...ids, scored: makeScored(), stamp: 's' }], testNow);
    }
  }

  test('what was kept for long enough and purged still counts', async () => {
    await fill(12);
    await refreshDayCounts(db(), { zone: zones[0], maxDays: 5 });
    await db().updateTable('mentions').set({ citizen: 1 }).where('id', '>', 0).execute();
    const before = await countSentiment(db(), whole);
    const later = new Date(testNow.getTime() + 86_400_000).toISOString();
    expect((await purgeMentions(db(), true, later, later)).deleted).toBe(12);
    expect(await countSentiment(db(), whole)).toEqual(before);
    expect(before.map(({ count }) => count)).toEqual([12]);
  });

  test('of very many stale hours only the newest are counted at once, the others are named', async () => {
    await fill(2);
    const hours = Array.from({ length: 40 }, (_, index) => at((index - 38) * 60).slice(0, 13));
    await db().deleteFrom('staleHours').execute();
    await db()
      .insertInto('staleHours')
      .values(hours.map((hour) => ({ hour, version: 1 })))
      .execute();
    const stale = await findStaleHours(db(), { from: at(-40 * 60), to: at(120) });
    expect([...stale.anew]).toEqual(hours.slice(10).reverse());
    expect(stale.behind).toEqual(hours.slice(0, 10).reverse());
    expect((await findStaleHours(db(), { from: at(-60), to: at(0) })).anew).toEqual(new Set([at(-60).slice(0, 13)]));
  });
});
