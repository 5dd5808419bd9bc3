import { createHash, randomBytes } from 'node:crypto';
import { sqliteHandleOf } from '../../src/store/database.ts';
import { markKind } from '../../src/store/meta.ts';
import { migrate } from '../../src/store/migrate.ts';
import type { Db } from '../../src/store/schema.ts';
import { syncSources } from '../../src/store/sources.ts';
import { makeSource } from '../../test/support/make.ts';

const words =
  'warga jalan rusak berlubang dinas pemerintah kabupaten layanan puskesmas sekolah banjir sampah air mati listrik pasar petani pupuk bantuan sosial bupati camat desa lurah proyek anggaran macet lampu pelayanan keluhan dikeluhkan perbaikan diperbaiki menunggu harga naik murah ramai antre jembatan sungai hujan longsor'.split(
    ' ',
  );

const start = Date.UTC(2026, 4, 1);
/** A million mentions in half a year. */
const spacingMs = 15_000;

/** Invented mentions with what grows with them: verdicts, keys, counts over time, kept answers, issues. Fast, and not the product's own way. */
export async function seedInstallation(db: Db, count: number): Promise<void> {
  await migrate(db);
  await markKind(db, 'live', '35.16');
  const sources = Array.from({ length: 200 }, (_, index) => makeSource({ id: `s${index}`, title: `Sumber ${index}` }));
  await syncSources(db, sources, new Date(start));
  const handle = sqliteHandleOf(db);
  if (handle === null) throw new Error('seeds SQLite');
  const names = [
    'issues',
    'mentions',
    'mention_keys',
    'mention_aliases',
    'scores',
    'metric_snapshots',
    'evidence',
    'mention_evidence',
  ];
  const triggers = handle.prepare("select sql from sqlite_schema where type = 'trigger'").pluck().all() as string[];
  for (const name of handle.prepare("select name from sqlite_schema where type = 'trigger'").pluck().all()) {
    handle.exec(`drop trigger ${name}`);
  }
  const insert = Object.fromEntries(
    names.map((name) => [
      name,
      (row: Record<string, unknown>) => {
        const columns = Object.keys(row);
        return handle.prepare(
          `insert into ${name} (${columns.join(', ')}) values (${columns.map((column) => `@${column}`).join(', ')})`,
        );
      },
    ]),
  );
  const statements = new Map<string, ReturnType<typeof handle.prepare>>();
  const put = (name: string, row: Record<string, unknown>): void => {
    let statement = statements.get(name);
    if (statement === undefined) {
      statement = insert[name]?.(row);
      if (statement === undefined) throw new Error(name);
      statements.set(name, statement);
    }
    statement.run(row);
  };
  const perTransaction = 10_000;
  for (let first = 1; first <= count; first += perTransaction) {
    handle.transaction(() => {
      for (let id = first; id < Math.min(count + 1, first + perTransaction); id++) putMention(put, id);
    })();
  }
  for (const trigger of triggers) handle.exec(trigger);
}

function putMention(put: (name: string, row: Record<string, unknown>) => void, id: number): void {
  const at = new Date(start + id * spacingMs).toISOString();
  const hash = createHash('sha256').update(String(id)).digest('hex');
  const text = textOf(id, 70);
  const issue = Math.ceil(id / 40);
  if (id % 40 === 1) {
    put('issues', {
      ...{ id: issue, title: textOf(id, 8), state: 'baru', topic: 'lainnya', agency: null, attention: 'none' },
      ...{
        first_at: at,
        last_at: at,
        first_publisher: 'Kabar Uji',
        mention_count: 40,
        negative_count: 9,
        positive_count: 3,
      },
      ...{ source_count: 3, hoax_count: 0, updated_at: at },
    });
  }
  put('mentions', {
    ...{ id, source_id: `s${id % 200}`, parent_id: id % 4 === 3 ? id - 1 : null, parent_key: null, issue_id: issue },
    ...{
      kind: id % 4 === 3 ? 'comment' : 'article',
      platform: 'web',
      published_at: at,
      precision: 'exact',
      language: 'id',
    },
    ...{
      content_hash: hash,
      set_aside: null,
      collected_at: at,
      author: `warga:${hash.slice(0, 26)}`,
      publisher: 'Kabar Uji',
    },
    ...{ url: `https://kabar-uji.test/berita/${id}`, title: textOf(id + 7, 9), text, citizen: id % 2 },
  });
  put('mention_keys', { key: `url:https://kabar-uji.test/berita/${id}`, mention_id: id });
  put('mention_aliases', { alias: `judul:${hash.slice(0, 20)}`, mention_id: id });
  put('scores', {
    ...{
      mention_id: id,
      stamp: 'uji',
      scored_at: at,
      published_at: at,
      language: 'id',
      about: '35.16',
      level: 'regency',
    },
    ...{ label: ['negative', 'neutral', 'positive'][id % 3], value: Math.sin(id), confidence: (id % 97) / 97 },
    ...{
      target: 'government',
      attention: 'watch',
      hoax_class: 'none',
      topic: 'lainnya',
      agency: id % 5 === 0 ? 'PUPR' : null,
    },
    ...{ place_code: '35.16.15', place_name: 'Kemlagi', clustered: 1 },
    detail: JSON.stringify({
      why: [textOf(id, 6)],
      evidence: [{ field: 'text', start: 4, end: 9, text: 'rusak', weight: -0.6 }],
    }),
  });
  if (id % 3 === 0) {
    put('metric_snapshots', {
      mention_id: id,
      at,
      likes: id % 900,
      comments: id % 70,
      shares: 1,
      views: null,
      others: '{}',
    });
  }
  if (id % 50 === 1) {
    put('evidence', {
      ...{
        id: Math.ceil(id / 50),
        source_id: `s${id % 200}`,
        fetched_at: at,
        url: `https://kabar-uji.test/umpan/${id}`,
      },
      ...{ content_type: 'application/rss+xml', sha256: hash, size: 60_000, body: randomBytes(6_000) },
    });
  }
  put('mention_evidence', { mention_id: id, evidence_id: Math.ceil(id / 50) });
}

/** Always the same words for the same number. */
function textOf(seed: number, length: number): string {
  let state = (seed * 2_654_435_761) >>> 0;
  const chosen: string[] = [];
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    chosen.push(`${words[(state >>> 16) % words.length]}${state % 11 === 0 ? state % 1_000 : ''}`);
  }
  return `${chosen.join(' ')}.`;
}
