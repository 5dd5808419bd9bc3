import { topics } from '../src/core/topics.ts';
import { closeDatabase, openDatabase, sqliteHandleOf } from '../src/store/database.ts';
import { inWriteTransaction } from '../src/store/dialect.ts';
import { markKind } from '../src/store/meta.ts';
import { migrate } from '../src/store/migrate.ts';
import type { Db } from '../src/store/schema.ts';
import { indexMentions } from '../src/store/search-index.ts';
import { stemsOf } from '../src/text/stems.ts';

/** Ninety days that end on 30 November 2026, 06.00 WIB, unless told otherwise; the tenth day before the end is a crisis. */
const usualEnd = Date.parse('2026-11-30T23:00:00.000Z');
const days = 90;
const dayMs = 86_400_000;
const crisisDay = 80;
const agencies = [
  'PUPR',
  'Dinkes',
  'Disdik',
  'DLH',
  'Dishub',
  'PDAM',
  'Dinsos',
  'Disdag',
  'Satpol PP',
  'BPBD',
  null,
  null,
];
const classes = [
  'online-media',
  'online-media',
  'online-media',
  'national-media',
  'government',
  'village',
  'community',
  'public',
  'influencer',
  'aggregator',
  'mirror',
];
const words =
  'air mati jalan rusak warga menanti perbaikan pasar harga naik puskesmas antre sekolah banjir sungai sampah lampu padam dinas kepala desa camat bantuan pupuk petani panen jembatan truk macet parkir pungutan izin pabrik limbah lomba juara wisata festival upacara peresmian laporan keluhan tanggapan klarifikasi hoaks pesan beredar galon tangki bocor pipa tagihan listrik trotoar drainase proyek anggaran rapat dewan usulan program gratis vaksin posyandu beasiswa guru'.split(
    ' ',
  );

/** The same numbers every time (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Fills an SQLite file with `count` invented mentions of 90 days, with verdicts and issues: one in twenty an article, two in three a
 * comment, 15% about elsewhere, some copies and pointers; issues of all sizes. A million is as much as a regency in a crisis of three
 * months: 11,000 a day, 500 of them articles.
 */
export async function seedMentions(
  path: string,
  count: number,
  { end = usualEnd, searchable = false }: { readonly end?: number; readonly searchable?: boolean } = {},
): Promise<void> {
  const db = await openDatabase(path);
  await migrate(db);
  await markKind(db, 'live', '35.16');
  const handle = sqliteHandleOf(db);
  if (handle === null) throw new Error('only for SQLite');
  const random = createRandom(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const say = (length: number) => Array.from({ length }, () => pick(words)).join(' ');
  const at = (ms: number) => new Date(ms).toISOString();

  handle.pragma('synchronous = OFF');
  handle.exec('begin');
  const addSource = handle.prepare(
    `insert into sources (id, title, collector, class, platform, enabled, interval_ms, silent_after_ms, options, next_run_at, first_success_at, last_success_at, last_new_item_at)
     values (?, ?, 'feed', ?, ?, 1, 900000, 259200000, '{}', ?, ?, ?, ?)`,
  );
  const sources: { id: string; name: string; platform: string }[] = [];
  for (let index = 0; index < 233; index += 1) {
    const name = classes[index % classes.length] ?? 'online-media';
    const platform = ['community', 'public', 'influencer'].includes(name) ? 'facebook' : 'web';
    const id = `sumber-${index}`;
    addSource.run(id, `Sumber ${index}`, name, platform, at(end), at(end - days * dayMs), at(end), at(end));
    sources.push({ id, name, platform });
  }
  const media = sources.filter(({ platform }) => platform === 'web');
  const social = sources.filter(({ platform }) => platform !== 'web');

  const addIssue = handle.prepare(
    `insert into issues (id, title, state, topic, agency, attention, first_at, last_at, first_publisher, mention_count, negative_count,
       positive_count, source_count, hoax_count, updated_at, media_count, account_count, comment_count)
     values (?, ?, 'baru', ?, ?, ?, ?, ?, 'Sumber 1', ?, ?, ?, 3, ?, ?, 2, 3, 4)`,
  );
  const addMention = handle.prepare(
    `insert into mentions (id, source_id, issue_id, kind, platform, published_at, precision, language, content_hash, collected_at, publisher, url, title, text)
     values (?, ?, ?, ?, ?, ?, 'exact', 'id', 'x', ?, ?, ?, ?, ?)`,
  );
  const addScore = handle.prepare(
    `insert into scores (mention_id, stamp, scored_at, published_at, language, about, level, label, value, confidence, target, attention,
       hoax_class, topic, agency, place_code, place_name, clustered, detail)
     values (?, 'uji', ?, ?, 'id', ?, ?, ?, ?, 0.8, 'government', ?, ?, ?, ?, '35.16.06', 'Kedungrinjing', 1, ?)`,
  );

  let id = 0;
  let issueId = 0;
  while (id < count) {
    issueId += 1;
    const size = Math.min(count - id, Math.ceil(2 / Math.max(0.0001, random()) ** 1.02));
    const topic = pick(topics);
    const agency = pick(agencies);
    const day = random() < 0.04 ? crisisDay + random() : random() * (days - 1);
    const first = end - days * dayMs + day * dayMs;
    const lasts = Math.min(end - 1 - first, dayMs * (size > 200 ? 6 : 1.5) * random());
    const mood = random();
    const attention = mood < 0.06 ? 'alert' : mood < 0.2 ? 'watch' : 'none';
    const isReported = random() < 0.3;
    addIssue.run(
      issueId,
      say(7),
      topic,
      agency,
      attention,
      at(first),
      at(first + lasts),
      size,
      Math.round(size * (1 - mood) * 0.5),
      Math.round(size * mood * 0.4),
      random() < 0.02 ? 1 : 0,
      at(end),
    );
    for (let member = 0; member < size; member += 1) {
      id += 1;
      const roll = random();
      const kind =
        (member === 0 && isReported) || roll < 0.03 ? 'article' : roll < 0.33 || member === 0 ? 'post' : 'comment';
      const source = pick(kind === 'article' ? media : social);
      const published = at(first + lasts * (member === 0 ? 0 : random()));
      const about = random() < 0.85 ? '35.16' : random() < 0.5 ? null : '35.76';
      const tone = random();
      const label =
        tone < (1 - mood) * 0.5 ? 'negative' : tone < 0.7 ? 'neutral' : tone < 0.95 ? 'positive' : 'unscored';
      const own = label === 'negative' || (label === 'neutral' && tone < 0.5) ? attention : 'none';
      const title = kind === 'article' ? say(8) : null;
      const text = say(kind === 'article' ? 120 : kind === 'post' ? 30 : 12);
      addMention.run(
        id,
        source.id,
        about === '35.16' ? issueId : null,
        kind,
        source.platform,
        published,
        published,
        kind === 'article' ? null : `akun-${Math.floor(random() * 5000)}`,
        `https://${source.id}.test/${id}`,
        title,
        text,
      );
      const detail = {
        id: String(id),
        language: 'id',
        relevance: { about, level: 'regency', confidence: 0.9, why: ['Kecamatan Kedungrinjing', 'Bupati'] },
        sentiment: {
          label,
          value: -0.4,
          confidence: 0.8,
          evidence: Array.from({ length: 4 }, (_, index) => ({
            field: 'text',
            start: index,
            end: index + 5,
            text: 'rusak',
            weight: -0.6,
            rule: 'lexicon:id-core',
          })),
        },
        target: 'government',
        attention: own,
        reasons: ['complaint-about-service'],
        hoax: { class: 'none', value: 0.02, evidence: [], matches: [] },
        topic,
        agency,
        places: [{ code: '35.16.06', name: 'Kedungrinjing', field: 'text', start: 0, end: 5 }],
        versions: { sentiment: 3, lexicon: 'uji' },
      };
      const hoax = random() < 0.003 ? 'claim' : 'none';
      addScore.run(
        id,
        published,
        published,
        about,
        about === null ? 'elsewhere' : 'regency',
        label,
        -0.4,
        own,
        hoax,
        topic,
        agency,
        JSON.stringify(detail),
      );
    }
  }
  handle.exec('commit');
  if (searchable) await indexAll(db, count);
  handle.exec('analyze');
  handle.pragma('wal_checkpoint(TRUNCATE)');
  await closeDatabase(db);
}

/** The words of the texts are roots already, or as good as. */
async function indexAll(db: Db, count: number): Promise<void> {
  const step = 20_000;
  for (let from = 1; from <= count; from += step) {
    await inWriteTransaction(db, async (trx) => {
      const rows = await trx
        .selectFrom('mentions')
        .select(['id', 'title', 'text'])
        .where('id', '>=', from)
        .where('id', '<', from + step)
        .execute();
      await indexMentions(
        trx,
        rows.map(({ id, title, text }) => ({ id, stems: stemsOf(`${title ?? ''} ${text}`).join(' ') })),
      );
    });
  }
}
