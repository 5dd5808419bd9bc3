import { loadConfig } from '../../config/load.ts';
import { ConfigError } from '../../core/errors.ts';
import type { Adapter } from '../../scoring/learned/adapter.ts';
import type { Models } from '../../scoring/learned/word-weights.ts';
import { closeDatabase } from '../../store/database.ts';
import { migrate } from '../../store/migrate.ts';
import { loadModels } from '../models.ts';
import { openConfiguredDatabase } from '../open-database.ts';
import { units } from '../units.ts';
import {
  activateAdapter,
  adapterFolderOf,
  deactivateAdapter,
  fileNameOf,
  findActiveNumber,
  listAdapterNumbers,
  loadAdapter,
} from './adapter-files.ts';
import { publishAdapter } from './follow-adapter.ts';

export interface ListedAdapter {
  /** `0001.json` */
  readonly name: string;
  readonly active: boolean;
  /** What is in the file, or why it cannot be used. */
  readonly content: Adapter | string;
}

/** The adapters of an installation, oldest first. @throws ConfigError for the configuration */
export function listAdapters(configPath: string): readonly ListedAdapter[] {
  const folder = folderOf(configPath);
  const models = loadModels();
  const active = findActiveNumber(folder);
  return listAdapterNumbers(folder).map((number) => ({
    name: fileNameOf(number),
    active: number === active,
    content: contentOf(folder, number, models),
  }));
}

/** Uses a stored adapter from the next start on. @returns its file's name @throws ConfigError when it cannot be used */
export function useAdapter(configPath: string, number: number): string {
  const folder = folderOf(configPath);
  const known = listAdapterNumbers(folder);
  if (!known.includes(number)) {
    const all = known.length === 0 ? 'belum ada satu pun' : `yang ada: ${known.join(', ')}`;
    throw new ConfigError([{ where: '--use', message: `tidak ada penyesuaian nomor ${number}; ${all}` }]);
  }
  loadAdapter(folder, number, loadModels());
  activateAdapter(folder, number);
  return fileNameOf(number);
}

/** Goes back to the model as it ships; the files stay. @returns whether one was in use */
export function useNoAdapter(configPath: string): boolean {
  return deactivateAdapter(folderOf(configPath));
}

/** Tells the other hosts of a PostgreSQL database which adapter is in use here now. @throws ConfigError */
export async function shareChoice(configPath: string): Promise<void> {
  const config = loadConfig(configPath, units, process.env);
  if (!config.database.includes('://')) return;
  const db = await openConfiguredDatabase(config);
  try {
    await migrate(db);
    await publishAdapter(db, adapterFolderOf(config));
  } finally {
    await closeDatabase(db);
  }
}

function folderOf(configPath: string): string {
  return adapterFolderOf(loadConfig(configPath, units, process.env));
}

function contentOf(folder: string, number: number, models: Models): Adapter | string {
  try {
    return loadAdapter(folder, number, models);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ message }) => message).join('; ');
    throw error;
  }
}
