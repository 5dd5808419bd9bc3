import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportRows } from '../../src/app/transfer/export-rows.ts';
import { importRows } from '../../src/app/transfer/import-rows.ts';
import type { Manifest } from '../../src/app/transfer/manifest.ts';
import type { TransferReport } from '../../src/app/transfer/verify.ts';
import { units } from '../../src/app/units.ts';
import { type Config, loadConfig } from '../../src/config/load.ts';
import type { Db } from '../../src/store/schema.ts';
import { stemsOf } from '../../src/text/stems.ts';
import { testRegion } from '../support/db.ts';

export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'kentongan-pindah-'));
}

/** A configuration file in a folder of its own. @param database an address, or a file's name in that folder */
export function writeConfig(database: string, region = testRegion): string {
  const folder = makeFolder();
  const path = join(folder, 'kentongan.yaml');
  const address = database.includes('://') ? database : join(folder, database);
  writeFileSync(
    path,
    `region: { code: "${region}" }\ncontact: mailto:kominfo@contoh.test\ndatabase: ${JSON.stringify(address)}\nsources: []\n`,
  );
  return path;
}

export function configOf(database: string, region = testRegion): Config {
  return loadConfig(writeConfig(database, region), units, {});
}

export function exportTo(db: Db, config: Config, folder: string): Promise<Manifest> {
  return exportRows({ db, config, folder, now: () => new Date('2026-11-22T08:00:00.000Z'), tell: () => {} });
}

export function importFrom(db: Db, config: Config, folder: string): Promise<TransferReport> {
  return importRows({ db, config, folder, stemsOf, tell: () => {} });
}

/** Hashes by table: equal when the rows are. */
export function hashesOf({ tables }: Pick<Manifest, 'tables'>): Record<string, string> {
  return Object.fromEntries(tables.map(({ name, rows, sha256 }) => [name, `${rows} ${sha256}`]));
}
