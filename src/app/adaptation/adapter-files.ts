import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '../../config/load.ts';
import { ConfigError } from '../../core/errors.ts';
import { type Adapter, formatAdapter, parseAdapter, withAdapter } from '../../scoring/learned/adapter.ts';
import type { Models } from '../../scoring/learned/word-weights.ts';
import { stateFolder } from '../files.ts';

/** One line with the number of the adapter in use; not there while none is. */
const activeFile = 'active';
const adapterName = /^(\d{4})\.json$/;

/** Whose adapters are meant. */
export type AdapterOwner = Pick<Config, 'database' | 'schema'>;

/**
 * Where an installation keeps its adapters: beside the SQLite file, or in the state folder when the database is elsewhere. Each regency of a
 * province has its own: what one office has taught must not judge for another.
 */
export function adapterFolderOf({ database, schema }: AdapterOwner): string {
  const isFile = !database.includes('://') && database !== ':memory:';
  const folder = join(isFile ? dirname(database) : stateFolder, 'adapters');
  return schema === null ? folder : join(folder, schema);
}

/** Numbers of the stored adapters, ascending. */
export function listAdapterNumbers(folder: string): readonly number[] {
  return namesIn(folder)
    .flatMap((name) => {
      const digits = adapterName.exec(name)?.[1];
      return digits === undefined ? [] : [Number(digits)];
    })
    .sort((a, b) => a - b);
}

/** The text of a stored adapter's file. @throws ConfigError when there is none of that number */
export function readAdapterFile(folder: string, number: number): { readonly path: string; readonly text: string } {
  const path = join(folder, fileNameOf(number));
  try {
    return { path, text: readFileSync(path, 'utf8') };
  } catch (cause) {
    throw new ConfigError([{ where: path, message: 'berkas penyesuaian tidak dapat dibaca' }], { cause });
  }
}

/** @throws ConfigError when it is broken, or made for another model */
export function loadAdapter(folder: string, number: number, models: Models): Adapter {
  const { path, text } = readAdapterFile(folder, number);
  return parseAdapter(path, text, models);
}

/** Number of the adapter in use; null while none is. @throws ConfigError when the file that says so is broken */
export function findActiveNumber(folder: string): number | null {
  const path = join(folder, activeFile);
  if (!namesIn(folder).includes(activeFile)) return null;
  const line = readFileSync(path, 'utf8').trim();
  if (!/^\d{1,4}$/.test(line)) {
    throw new ConfigError([{ where: path, message: 'harus berisi nomor satu berkas penyesuaian' }]);
  }
  return Number(line);
}

/** The models as this installation uses them. @throws ConfigError when its adapter cannot be used */
export function withActiveAdapter(models: Models, owner: AdapterOwner): Models {
  const folder = adapterFolderOf(owner);
  const active = findActiveNumber(folder);
  return withAdapter(models, active === null ? null : loadAdapter(folder, active, models));
}

/** Stores an adapter under the next number, never over another. @returns its number */
export function storeAdapter(folder: string, adapter: Adapter): number {
  return storeAdapterText(folder, formatAdapter(adapter));
}

/** The same with a file's text. */
export function storeAdapterText(folder: string, text: string): number {
  mkdirSync(folder, { recursive: true });
  const number = (listAdapterNumbers(folder).at(-1) ?? 0) + 1;
  writeFileSync(join(folder, fileNameOf(number)), text, { flag: 'wx' });
  return number;
}

/** From the next start on. Whole or not at all, also when the power goes. */
export function activateAdapter(folder: string, number: number): void {
  const path = join(folder, activeFile);
  writeFileSync(`${path}.new`, `${fileNameOf(number).slice(0, 4)}\n`);
  renameSync(`${path}.new`, path);
}

/** Nothing is deleted but the mark. @returns whether one was in use */
export function deactivateAdapter(folder: string): boolean {
  const isActive = namesIn(folder).includes(activeFile);
  rmSync(join(folder, activeFile), { force: true });
  return isActive;
}

export function fileNameOf(number: number): string {
  return `${String(number).padStart(4, '0')}.json`;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
