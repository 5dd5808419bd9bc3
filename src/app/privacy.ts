import type { Privacy } from '../core/subject.ts';
import {
  applyErasures,
  areApplied,
  type ErasureReport,
  listErasures,
  missingIn,
  nothingErased,
} from '../store/erasure.ts';
import { type ErasureNote, readErasures, writeErasures } from '../store/erasure-file.ts';
import type { Installation } from './installation.ts';
import { pseudonymKeyFile } from './pseudonym-key.ts';

/** Where erasures are remembered besides the database, so that a restored backup forgets them too; null for one in memory. */
export function erasureFile(config: Installation['config']): string | null {
  if (config.database === ':memory:') return null;
  if (!config.database.includes('://')) return `${config.database}.erasures`;
  return `${pseudonymKeyFile(config)}.erasures`;
}

/** What routes, pages and commands need for the protection of personal data. */
export function privacyOf({ config, pseudonyms }: Installation): Privacy {
  const { retention, privacy } = config;
  return { pseudonyms, retention, officer: privacy.officer, erasures: erasureFile(config) };
}

/**
 * Erases what a restored backup has brought back, and makes the list in the database and the one beside it the same. Every process does it
 * for every installation before it shows or judges anything; it costs two small queries where there is nothing to do. On several hosts each
 * then has the whole list, so that none of them is the only one that can say what must not come back.
 */
export async function applyKeptErasures(installation: Kept): Promise<ErasureReport> {
  const { db, config, log, now } = installation;
  const file = erasureFile(config);
  const inFile = file === null ? [] : readErasures(file);
  const inDatabase = await listErasures(db);
  const fresh = missingIn(inDatabase, inFile);
  mirror(installation, file, missingIn(inFile, inDatabase));
  if (fresh.length === 0 && (inDatabase.length === 0 || (await areApplied(db, inDatabase)))) return nothingErased;
  const report = await applyErasures(db, inFile, now());
  if (report.mentions > 0) log.warn({ ...report }, 'what was erased before had come back, and was erased again');
  return report;
}

/** Writes down beside this process what was erased by others since. */
export async function mirrorErasures(installation: Pick<Kept, 'db' | 'config' | 'log'>): Promise<void> {
  const file = erasureFile(installation.config);
  if (file === null) return;
  const inDatabase = await listErasures(installation.db);
  mirror(installation, file, inDatabase.length === 0 ? [] : missingIn(readErasures(file), inDatabase));
}

type Kept = Pick<Installation, 'db' | 'config' | 'log' | 'now'>;

function mirror({ log }: Pick<Kept, 'log'>, file: string | null, notes: readonly ErasureNote[]): void {
  if (file === null || notes.length === 0) return;
  try {
    writeErasures(file, notes);
  } catch (error) {
    // The database has them, and the host where they were made: no reason to stand still.
    log.warn({ file, err: error }, 'the list of erasures could not be written on this host');
  }
}
