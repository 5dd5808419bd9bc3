/**
 * Rows a second into SQLite, each with its full-text index: the product's `saveStep` beside a bare loop over better-sqlite3 that writes
 * the very same rows (mentions, identity keys, headline keys, queue of the scorer, words to search) in transactions of the same size,
 * and beside one that writes nothing but mentions and words.
 *
 *   npx tsx scripts/bench-insert.ts [rows] [rows in a step] [rounds]
 *
 * The texts are those of the demo archive, each with an address of its own. Making the rows (cleaning, stems, hashes) is not measured.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadKnowledge } from '../src/app/knowledge.ts';
import { blankPost, type MentionDraft } from '../src/core/mention.ts';
import { wordsToIndex } from '../src/core/search-words.ts';
import { loadArchive } from '../src/demo/archive.ts';
import { toDraft } from '../src/ingest/draft.ts';
import { createGamblingCheck } from '../src/ingest/gambling.ts';
import { closeDatabase, openDatabase, sqliteHandleOf } from '../src/store/database.ts';
import { migrate } from '../src/store/migrate.ts';
import { storedKey } from '../src/store/plan-step.ts';
import { saveStep } from '../src/store/save-step.ts';
import type { Db } from '../src/store/schema.ts';
import type { SqliteHandle } from '../src/store/sqlite.ts';
import { createLanguageDetector, languageBitsOf } from '../src/text/languages.ts';
import { stemsOf } from '../src/text/stems.ts';

const rows = Number(process.argv[2] ?? 10_000);
const stepSize = Number(process.argv[3] ?? 50);
const rounds = Number(process.argv[4] ?? 3);
/** Sources whose steps are saved at a time, as many as are often read at a time. */
const atATime = 16;

const now = new Date();
const { lexicons } = loadKnowledge();
const context = {
  now,
  stemsOf,
  detectLanguage: createLanguageDetector(languageBitsOf(lexicons)),
  isGambling: createGamblingCheck(lexicons.gambling),
  personOf: () => null,
};
const folder = fileURLToPath(new URL('../data/demo', import.meta.url));
const items = loadArchive(folder, now, 'Asia/Jakarta').flatMap((source) => source.items);
const drafts = Array.from({ length: rows }, (_, index): MentionDraft => {
  const item = items[index % items.length];
  const draft = toDraft(
    {
      ...blankPost,
      kind: 'article',
      platform: 'web',
      url: `https://warta${index % 233}.test/berita/${index}/${item?.slug}`,
      title: `${item?.title ?? 'Kabar warga'} (${index})`,
      text: item?.paragraphs.join('\n\n') ?? 'Kabar warga.',
      publishedAt: new Date(now.getTime() - index * 60_000).toISOString(),
      precision: 'exact',
    },
    context,
  );
  if (draft === null) throw new Error('an item of the archive cannot be read');
  return draft;
});
const steps = Array.from({ length: Math.ceil(rows / stepSize) }, (_, step) =>
  drafts.slice(step * stepSize, (step + 1) * stepSize),
);
const sourceOf = (step: number) => `warta${step % 233}`;

async function open(path: string): Promise<Db> {
  const db = await openDatabase(path);
  await migrate(db);
  const source = {
    ...{ collector: 'feed', class: 'online-media', platform: 'web', enabled: 1, intervalMs: 900_000 },
    ...{ silentAfterMs: 86_400_000, options: '{}', nextRunAt: now.toISOString() },
  };
  for (let index = 0; index < 233; index++) {
    const id = sourceOf(index);
    await db
      .insertInto('sources')
      .values({ id, title: id, ...source })
      .execute();
  }
  return db;
}

async function saveOurs(db: Db): Promise<void> {
  let next = 0;
  const run = async (): Promise<void> => {
    for (let step = next++; step < steps.length; step = next++) {
      await saveStep(db, { sourceId: sourceOf(step), drafts: steps[step] ?? [], cursor: `${step}`, rejected: 0, now });
    }
  };
  await Promise.all(Array.from({ length: atATime }, run));
}

/** @param whole false for mentions and words alone */
function saveBare(handle: SqliteHandle, whole: boolean): void {
  const mention = handle.prepare(
    `insert into mentions (id, source_id, parent_id, parent_key, issue_id, collected_at, edited_at, voice_class, citizen, kind, platform,
     published_at, precision, author, author_handle, publisher, url, title, text, language, content_hash, set_aside)
     values (?, ?, null, ?, null, ?, null, null, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const words = handle.prepare('insert into mention_words (rowid, words) values (?, ?)');
  const key = handle.prepare('insert into mention_keys (key, mention_id) values (?, ?)');
  const alias = handle.prepare('insert into mention_aliases (alias, mention_id) values (?, ?)');
  const queued = handle.prepare('insert into score_queue (mention_id) values (?)');
  const at = now.toISOString();
  let id = 0;
  for (const [step, some] of steps.entries()) {
    handle.exec('begin immediate');
    for (const d of some) {
      id += 1;
      mention.run(
        ...[
          id,
          sourceOf(step),
          d.parentKey,
          at,
          d.kind,
          d.platform,
          d.publishedAt,
          d.precision,
          d.author,
          d.authorHandle,
        ],
        ...[d.publisher, d.url, d.title, d.text, d.language, d.contentHash, d.setAside],
      );
      words.run(id, wordsToIndex(d.stems).join(' '));
      if (!whole) continue;
      for (const each of d.keys) key.run(storedKey(each), id);
      for (const each of d.aliases) alias.run(each, id);
      queued.run(id);
    }
    handle.exec('commit');
  }
}

const folderOfRuns = mkdtempSync(join(tmpdir(), 'kentongan-insert-'));
const rates: Record<'ours' | 'bare' | 'least', number[]> = { ours: [], bare: [], least: [] };

async function measure(kind: keyof typeof rates, round: number): Promise<void> {
  const db = await open(join(folderOfRuns, `${kind}-${round}.db`));
  const handle = sqliteHandleOf(db);
  if (handle === null) throw new Error('this is measured on SQLite');
  const began = performance.now();
  if (kind === 'ours') await saveOurs(db);
  else saveBare(handle, kind === 'bare');
  rates[kind].push(rows / ((performance.now() - began) / 1000));
  const count = (table: string) => Number(handle.prepare(`select count(*) from ${table}`).pluck().get());
  const found = Number(
    handle.prepare("select count(*) from mention_words where mention_words match 'jalan'").pluck().get(),
  );
  if (round === 1)
    console.log(`${kind}: ${count('mentions')} mentions, ${count('mention_keys')} keys, ${found} with "jalan"`);
  await closeDatabase(db);
}

console.log(`${rows} rows in steps of ${stepSize}, ${rounds} rounds, load ${loadavg()[0]?.toFixed(1)}`);
for (let round = 1; round <= rounds; round++) {
  for (const kind of ['bare', 'ours', 'least'] as const) await measure(kind, round);
}
rmSync(folderOfRuns, { recursive: true, force: true });
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const [ours, bare, least] = [median(rates.ours), median(rates.bare), median(rates.least)];
const say = (name: string, rate: number) => console.log(`${name.padEnd(44)} ${Math.round(rate)} rows/s`);
say('saveStep', ours);
say('bare loop, the same rows', bare);
say('bare loop, mentions and words only', least);
console.log(
  `ours is ${Math.round((ours / bare) * 100)}% of the bare loop (aim 60%), ${Math.round((ours / least) * 100)}% of the lesser one`,
);
