import { Migrator, sql } from 'kysely';
import { inWriteTransaction } from '../../src/store/dialect.ts';
import { markKind } from '../../src/store/meta.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { layOutPartitions, stride } from '../../src/store/partitions.ts';
import type { Db } from '../../src/store/schema.ts';

export const months = Array.from({ length: 12 }, (_, n) => `2026-${String(n + 1).padStart(2, '0')}`);
/** Different texts of each length. */
const sayings = 20_000;

export const end = new Date('2027-01-01T00:00:00.000Z');

/** In one piece, as PostgreSQL was used before: everything but the migrations that divide the tables and mend what that costs. */
export async function migrateUndivided(db: Db): Promise<void> {
  const ofMonths = ['0013-partitions', '0018-references'];
  const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => !ofMonths.includes(name)));
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => before } }).migrateToLatest();
  if (error !== undefined) throw error;
  // One range that never ends, for the code that asks for it.
  await sql`create table mention_partitions (first_id bigint, end_id bigint, month text, issues_done bigint)`.execute(
    db,
  );
  await sql`insert into mention_partitions values (1, ${2 ** 50}, '9999-12', null)`.execute(db);
  await sql`create function mention_hits(lead tsquery, filter tsquery, first_id bigint, end_id bigint, most bigint) returns setof bigint
    language sql stable set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
    select mention_id from mention_words where words @@ lead and (filter is null or words @@ filter) limit most $$`.execute(
    db,
  );
  await sql`create table unclean_tables (name text primary key, since text, changes bigint)`.execute(db);
}

export async function migrateDivided(db: Db): Promise<void> {
  await migrate(db);
  const firstIds = months.map((month, n) => ({ month, firstId: n === 0 ? 1 : n * stride }));
  await inWriteTransaction(db, (trx) => layOutPartitions(trx, firstIds, 11 * stride));
}

/**
 * A year of invented mentions, made by the database itself: one in twenty an article, most of the rest comments; words as frequent as in
 * a language, 15% about elsewhere, eight issues a day that last two days.
 */
export async function seed(db: Db, count: number): Promise<void> {
  await markKind(db, 'live', '35.16');
  const own = Math.floor(count / months.length);
  const common = `{${words.join(',')}}`;
  await sql`insert into sources (id, title, collector, class, platform, enabled, interval_ms, silent_after_ms, options, next_run_at)
    select 'sumber-' || n, 'Sumber ' || n, 'feed', (array['online-media', 'public', 'community', 'government'])[1 + n % 4],
      case when n % 4 in (1, 2) then 'facebook' else 'web' end, 1, 900000, 259200000, '{}', '2026-01-01T00:00:00.000Z'
    from generate_series(0, 232) n`.execute(db);
  await sql`insert into issues (id, title, state, topic, agency, attention, first_at, last_at, first_publisher, mention_count,
      negative_count, positive_count, source_count, hoax_count, updated_at)
    select n, 'Isu nomor ' || n, 'baru', (array['air-listrik', 'infrastruktur-jalan', 'kesehatan', 'lainnya'])[1 + n % 4],
      (array['PUPR', 'PDAM', 'Dinkes', null])[1 + n % 4], (array['none', 'none', 'watch', 'alert'])[1 + (n / 4) % 4],
      ${instant('n / 8.0')}, ${instant('n / 8.0 + 2')}, 'Sumber 1', 9, 3, 2, 3, 0, ${instant('n / 8.0 + 2')}
    from generate_series(0, 2919) n where n > 0`.execute(db);
  // The same sentences come again, as they do.
  await sql`create unlogged table said as select kind, n,
      (select string_agg(case when r < 65 then (${common}::text[])[r] else 'kata' || r end, ' ')
        from (select floor(exp(random() * ln(20000)))::int as r from generate_series(1, (array[120, 30, 12])[1 + kind] + 0 * n)) w) as text
    from generate_series(0, 2) kind, generate_series(0, ${sql.lit(sayings - 1)}) n`.execute(db);
  await sql`create unique index on said (kind, n)`.execute(db);
  await sql`analyze said`.execute(db);
  for (const [index] of months.entries()) {
    const first = index === 0 ? 1 : index * stride;
    await inWriteTransaction(db, async (trx) => {
      // Laid down aside once, so that words and verdicts are those of the text.
      await sql`create temporary table fresh on commit drop as
        select ${sql.lit(first)}::bigint + n as id, day, roll, random() as tone, 'sumber-' || (n % 233) as source,
          case when roll < 0.05 then 'article' when roll < 0.33 then 'post' else 'comment' end as kind,
          case when random() < 0.85 then '35.16' end as about, floor(random() * random() * 5000)::int as who,
          (select text from said where said.kind = (case when roll < 0.05 then 0 when roll < 0.33 then 1 else 2 end)
            and said.n = floor(raw.pick * ${sql.lit(sayings)})::int) as text
        from (select n, (${sql.lit(index)} + n / ${sql.lit(own)}::float8) * 365.0 / 12 as day, random() as roll, random() as pick
          from generate_series(0, ${sql.lit(own - 1)}) n) raw`.execute(trx);
      await sql`insert into mentions (id, source_id, issue_id, kind, platform, published_at, precision, language, content_hash,
          collected_at, author_handle, url, title, text, citizen)
        select id, source, case when about is not null then 1 + floor(day * 8)::int % 2900 end, kind,
          case when kind = 'article' then 'web' else 'facebook' end, ${instant('day - random() * 0.1')}, 'exact', 'id', 'x',
          ${instant('day')}, 'akun-' || who, 'https://uji.test/' || id, case when kind = 'article' then left(text, 60) end, text,
          case when kind = 'article' then 0 else 1 end from fresh`.execute(trx);
      await sql`insert into mention_keys (key, mention_id) select 'url:https://uji.test/' || id, id from fresh`.execute(
        trx,
      );
      await sql`insert into mention_words (mention_id, words) select id, to_tsvector('simple', text) from fresh`.execute(
        trx,
      );
      await sql`alter table scores disable trigger user`.execute(trx);
      await sql`insert into scores (mention_id, stamp, scored_at, published_at, language, about, level, label, value, confidence, target,
          attention, hoax_class, topic, agency, place_code, clustered, detail)
        select f.id, 's', m.published_at, m.published_at, 'id', f.about, 'regency',
          case when tone < 0.3 then 'negative' when tone < 0.7 then 'neutral' else 'positive' end, 0, 0.8, 'government',
          case when tone < 0.05 then 'alert' when tone < 0.15 then 'watch' else 'none' end,
          case when tone > 0.997 then 'claim' else 'none' end,
          (array['air-listrik', 'infrastruktur-jalan', 'kesehatan', 'lainnya'])[1 + f.id % 4],
          (array['PUPR', 'PDAM', 'Dinkes', null])[1 + f.id % 4], '35.16.06', 1, '{"rules":"' || repeat('lexicon:id-core ', 40) || '"}'
        from fresh f join mentions m on m.id = f.id`.execute(trx);
      await sql`alter table scores enable trigger user`.execute(trx);
      await sql`insert into metric_snapshots (mention_id, at, likes, others)
        select id, ${instant('day')}, 3, '{}' from fresh where kind = 'post'`.execute(trx);
    });
  }
  await sql`drop table said`.execute(db);
  await sql`select setval('mentions_id_seq', (select max(id) from mentions))`.execute(db);
  await sql`vacuum analyze`.execute(db);
}

/** Days since the year began, as the store writes an instant. */
function instant(days: string) {
  return sql.raw(`to_char(timestamp '2026-01-01' + (${days}) * interval '1 day', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
}

const words =
  'air mati jalan rusak warga menanti perbaikan pasar harga naik puskesmas antre sekolah banjir sungai sampah lampu padam dinas kepala desa camat bantuan pupuk petani panen jembatan truk macet parkir pungutan izin pabrik limbah lomba juara wisata festival upacara peresmian laporan keluhan tanggapan klarifikasi hoaks pesan beredar galon tangki bocor pipa tagihan listrik trotoar drainase proyek anggaran rapat dewan usulan program gratis vaksin posyandu beasiswa guru'.split(
    ' ',
  );
