import type { Config } from '../../config/load.ts';
import { ConfigError } from '../../core/errors.ts';
import { dialectOf } from '../../store/dialect.ts';
import type { Db } from '../../store/schema.ts';
import type { Adjusted } from '../../store/transfer/lines.ts';
import { knownMigrations, listMigrations, loadMovedState, type MovedState } from '../../store/transfer/moved-state.ts';
import { type Part, readParts, tableHash } from '../../store/transfer/parts.ts';
import { inSnapshot } from '../../store/transfer/read-rows.ts';
import { loadLastIds } from '../../store/transfer/sequences.ts';
import { loadShapes, type TableShape } from '../../store/transfer/shape.ts';
import { version } from '../files.ts';
import { readSignInFingerprint } from '../sign-in-key.ts';
import { closeFolder, openFolder, partFile, syncFolder, writePart } from './folder.ts';
import { type Manifest, type ManifestPart, type ManifestTable, transferFormat } from './manifest.ts';

export interface ExportOptions {
  readonly db: Db;
  readonly config: Config;
  readonly folder: string;
  readonly now: () => Date;
  /** Hears of every table that is through. */
  readonly tell: (table: ManifestTable, written: number) => void;
}

const mostAdjusted = 1_000;

/**
 * Writes all rows of the database, as they are at one moment, into the folder. Parts that lie there already with the same content stay,
 * so that a second run after a kill writes what is missing, and one after a week what has changed.
 * @throws ConfigError when the database or the folder is not one to export from or to
 */
export async function exportRows({ db, config, folder, now, tell }: ExportOptions): Promise<Manifest> {
  const state = await requireExportable(db, config);
  await openFolder(folder, state.region);
  return inSnapshot(db, async (snapshot) => {
    const madeAt = now().toISOString();
    const adjusted: Adjusted[] = [];
    let adjustedCount = 0;
    const note = (one: Adjusted): void => {
      adjustedCount += 1;
      if (adjusted.length < mostAdjusted) adjusted.push(one);
    };
    const shapes = await loadShapes(snapshot);
    const moved = (await loadMovedState(snapshot)) ?? state;
    const tables: ManifestTable[] = [];
    for (const shape of shapes) {
      const { table, written } = await exportTable(snapshot, shape, folder, note);
      tables.push(table);
      tell(table, written);
    }
    const manifest: Manifest = {
      format: transferFormat,
      program: version,
      madeAt,
      from: dialectOf(db),
      region: moved.region,
      migrations: [...knownMigrations],
      keys: { pseudonym: moved.pseudonymKey, signIn: readSignInFingerprint(config) },
      months: [...moved.months],
      lastMentionId: moved.lastMentionId,
      lastIds: await loadLastIds(snapshot, shapes),
      adjusted: { count: adjustedCount, first: adjusted },
      tables,
    };
    await closeFolder(folder, manifest);
    syncFolder(folder);
    return manifest;
  });
}

async function requireExportable(db: Db, config: Config): Promise<MovedState> {
  const where = 'database';
  const ran = await listMigrations(db);
  if (ran.length === 0) throw new ConfigError([{ where, message: 'basis data ini kosong; tidak ada yang diekspor' }]);
  if (ran.join() !== knownMigrations.join()) {
    const message = 'skemanya bukan skema versi Kentongan ini; jalankan «kentongan migrate» lebih dulu';
    throw new ConfigError([{ where, message }]);
  }
  const state = await loadMovedState(db);
  if (state === null) throw new ConfigError([{ where, message: 'basis data ini belum pernah dipakai' }]);
  if (state.kind === 'importing') {
    throw new ConfigError([{ where, message: 'basis data ini belum selesai diisi oleh «kentongan import --from»' }]);
  }
  if (state.kind !== 'live') throw new ConfigError([{ where, message: 'basis data demo tidak diekspor' }]);
  if (state.region !== config.region.code) {
    const message = `basis data ini milik wilayah ${state.region}, bukan ${config.region.code}`;
    throw new ConfigError([{ where, message }]);
  }
  return state;
}

async function exportTable(
  db: Db,
  shape: TableShape,
  folder: string,
  note: (adjusted: Adjusted) => void,
): Promise<{ readonly table: ManifestTable; readonly written: number }> {
  const parts: ManifestPart[] = [];
  let written = 0;
  // One part is packed and written, beside this thread, while the next one is read.
  let writing: Promise<boolean> = Promise.resolve(false);
  const finish = async (): Promise<void> => {
    if (await writing) written += 1;
  };
  for await (const part of readParts(db, shape, note)) {
    await finish();
    const file = partFile(shape.name, parts.length);
    parts.push(entryOf(file, part));
    writing = writePart(folder, file, part.content, part.sha256);
    // Awaited above or below; a failure must not count as unheard meanwhile.
    writing.catch(() => {});
  }
  await finish();
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const table = {
    name: shape.name,
    columns: shape.columns.map(({ name }) => name),
    rows: sum(parts.map(({ rows }) => rows)),
    bytes: sum(parts.map(({ bytes }) => bytes)),
    sha256: tableHash(parts),
    parts,
  };
  return { table, written };
}

function entryOf(file: string, { rows, content, sha256 }: Part): ManifestPart {
  return { file, rows, bytes: content.length, sha256 };
}
