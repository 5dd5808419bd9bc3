import { setImmediate } from 'node:timers/promises';
import type { Config } from '../../config/load.ts';
import { crashAt } from '../../core/crash-point.ts';
import { ConfigError } from '../../core/errors.ts';
import { findMeta } from '../../store/meta.ts';
import { migrate } from '../../store/migrate.ts';
import type { Db } from '../../store/schema.ts';
import { reindexSome } from '../../store/search-index.ts';
import { whileReceiving } from '../../store/transfer/lock.ts';
import { knownMigrations, listMigrations } from '../../store/transfer/moved-state.ts';
import {
  beginReceiving,
  endReceiving,
  findReceived,
  findReceiving,
  listFilled,
  prepareReceived,
  type Receiving,
  receiveLinks,
  receivePart,
} from '../../store/transfer/receive.ts';
import { loadShapes, type TableShape } from '../../store/transfer/shape.ts';
import { forwardReference } from '../../store/transfer/tables.ts';
import { makeWordsIndex } from '../../store/transfer/words-index.ts';
import { checkParts, readManifest, readPart } from './folder.ts';
import { requireKeys } from './keys.ts';
import type { Manifest, ManifestPart } from './manifest.ts';
import type { ImportProgress } from './progress.ts';
import { restoreErasureFile } from './restore-erasures.ts';
import { isEqual, type TransferReport, verifyTransfer } from './verify.ts';

export interface ImportOptions {
  readonly db: Db;
  readonly config: Config;
  readonly folder: string;
  /** As mentions are indexed with. */
  readonly stemsOf: (text: string) => readonly string[];
  readonly tell: (progress: ImportProgress) => void;
}

interface Work extends ImportOptions {
  readonly manifest: Manifest;
  /** Of the manifest. */
  readonly hash: string;
  readonly shapes: ReadonlyMap<string, TableShape>;
}

/** Rows of `meta` come last, with what makes the database one to start on. */
const lastTable = 'meta';

const reindexedAtOnce = 2_000;

/**
 * Fills an empty database with what `export` wrote, reads it all again, and only then lets the product start on it. Killed anywhere and
 * run again, it goes on after the last part that is in; run again when it is done, it compares again.
 * @throws ConfigError when the folder, the database or the keys beside it do not belong together
 */
export async function importRows(options: ImportOptions): Promise<TransferReport> {
  const { db, config, folder } = options;
  const { manifest, hash } = await readManifest(folder);
  requireSame(manifest, config, folder);
  await checkParts(folder, manifest);
  requireKeys(config, manifest.keys);
  return whileReceiving(db, async () => {
    const held = await requireOwn(db, hash);
    await migrate(db);
    const work = { ...options, manifest, hash, shapes: await requireTables(db, manifest, folder) };
    if (held === 'done') return { ...(await verifyTransfer(work)), isAgain: true };
    return fill(work, held ?? (await begin(work)));
  });
}

async function fill(work: Work, begun: Receiving): Promise<TransferReport> {
  const { db, config, folder, manifest } = work;
  let state = await loadRows(work, begun);
  state = await linkRows(work, state);
  if (!state.prepared) {
    const rowShapes = [...work.shapes.values()].filter(({ name }) => name !== lastTable);
    state = await prepareReceived(db, state, rowShapes, manifest.lastIds);
  }
  await indexTexts(work);
  await makeWordsIndex(db);
  const report = await verifyTransfer(work, { without: lastTable });
  if (!isEqual(report)) return report;
  const own = manifest.tables.find(({ name }) => name === lastTable);
  const lines = [];
  for (const part of own?.parts ?? []) lines.push(...(await readPart(folder, part)));
  await restoreErasureFile(db, config);
  await endReceiving(db, state, shapeOf(work, lastTable), lines);
  const ended = await verifyTransfer(work, { only: lastTable });
  return { ...report, tables: [...report.tables, ...ended.tables] };
}

function begin({ db, hash, manifest }: Work): Promise<Receiving> {
  const { region, months, lastIds } = manifest;
  const lastMentionId = Math.max(manifest.lastMentionId, lastIds[forwardReference.table] ?? 0);
  return beginReceiving(db, { manifest: hash, region, months, lastMentionId });
}

async function loadRows(work: Work, begun: Receiving): Promise<Receiving> {
  const { db, folder, manifest, tell } = work;
  const parts = partsOf(manifest, ({ name }) => name !== lastTable);
  const total = parts.reduce((sum, { part }) => sum + part.bytes, 0);
  let done = 0;
  let state = begun;
  // The next part is unpacked, beside this thread, while one goes in.
  const read = (index: number) => {
    const entry = parts[index];
    const coming = entry === undefined ? Promise.resolve([]) : readPart(folder, entry.part);
    coming.catch(() => {});
    return coming;
  };
  let coming = read(begun.loaded);
  for (const [index, { table, part }] of parts.entries()) {
    done += part.bytes;
    if (index < begun.loaded) continue;
    const lines = await coming;
    coming = read(index + 1);
    state = await receivePart(db, state, shapeOf(work, table), lines);
    crashAt('after-import-part');
    tell({ stage: 'rows', table, share: total === 0 ? 1 : done / total });
    await setImmediate();
  }
  return state;
}

async function linkRows(work: Work, begun: Receiving): Promise<Receiving> {
  const parts = partsOf(work.manifest, ({ name }) => name === forwardReference.table);
  let state = begun;
  for (const [index, { table, part }] of parts.entries()) {
    if (index < begun.linked) continue;
    state = await receiveLinks(work.db, state, await readPart(work.folder, part));
    work.tell({ stage: 'links', table, share: (index + 1) / parts.length });
    await setImmediate();
  }
  return state;
}

async function indexTexts({ db, manifest, stemsOf, tell }: Work): Promise<void> {
  const table = forwardReference.table;
  const total = manifest.tables.find(({ name }) => name === table)?.rows ?? 0;
  for (let indexed = 0; ; ) {
    const step = await reindexSome(db, stemsOf, reindexedAtOnce);
    indexed += step.indexed;
    if (step.indexed > 0) tell({ stage: 'search', table, share: Math.min(1, indexed / total) });
    if (!step.remains) return;
    await setImmediate();
  }
}

function partsOf(
  manifest: Manifest,
  isWanted: (table: Manifest['tables'][number]) => boolean,
): readonly { readonly table: string; readonly part: ManifestPart }[] {
  return manifest.tables.filter(isWanted).flatMap(({ name, parts }) => parts.map((part) => ({ table: name, part })));
}

function shapeOf({ shapes }: Work, table: string): TableShape {
  const shape = shapes.get(table);
  if (shape === undefined) throw new Error(`no table ${table}: requireTables lets none of these pass`);
  return shape;
}

function requireSame(manifest: Manifest, config: Config, folder: string): void {
  if (manifest.region !== config.region.code) {
    const message = `berisi ekspor wilayah ${manifest.region}, sedangkan konfigurasi ini untuk wilayah ${config.region.code}`;
    throw new ConfigError([{ where: folder, message }]);
  }
  if (manifest.migrations.join() !== knownMigrations.join()) {
    const message = `dibuat Kentongan ${manifest.program} dengan skema lain; pasang versi yang sama di kedua tempat, lalu ekspor sekali lagi`;
    throw new ConfigError([{ where: folder, message }]);
  }
}

/** @returns how far this very folder has come, `done`, or null for a database that nobody has used */
async function requireOwn(db: Db, hash: string): Promise<Receiving | 'done' | null> {
  if ((await listMigrations(db)).length === 0) return null;
  const where = 'database';
  const state = await findReceiving(db);
  if (state !== null) {
    if (state.manifest === hash) return state;
    const message =
      'sedang diisi dari ekspor yang lain; lanjutkan dengan folder itu, atau pakai basis data yang kosong';
    throw new ConfigError([{ where, message }]);
  }
  if ((await findReceived(db)) === hash) return 'done';
  if ((await findMeta(db, 'kind')) === null) return null;
  const region = await findMeta(db, 'region');
  throw new ConfigError([{ where, message: `sudah berisi data wilayah ${region}; pakai basis data yang kosong` }]);
}

async function requireTables(db: Db, manifest: Manifest, folder: string): Promise<ReadonlyMap<string, TableShape>> {
  const shapes = await loadShapes(db);
  const describe = (tables: readonly { name: string; columns: readonly string[] }[]): string =>
    tables.map(({ name, columns }) => `${name}: ${columns.join()}`).join('\n');
  const own = shapes.map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) }));
  if (describe(own) !== describe(manifest.tables)) {
    throw new ConfigError([{ where: folder, message: 'tabel di manifest.json bukan tabel versi Kentongan ini' }]);
  }
  if ((await findReceiving(db)) === null && (await findReceived(db)) === null) {
    const [filled] = await listFilled(db, shapes);
    if (filled !== undefined) {
      const message = `sudah berisi data (${filled.table}: ${filled.rows} baris); pakai basis data yang kosong`;
      throw new ConfigError([{ where: 'database', message }]);
    }
  }
  return new Map(shapes.map((shape) => [shape.name, shape]));
}
