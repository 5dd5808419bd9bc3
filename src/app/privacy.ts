import type { Privacy } from '../core/subject.ts';
import { applyErasures, type ErasureReport } from '../store/erasure.ts';
import { readErasures } from '../store/erasure-file.ts';
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

/** To be called once at the start: erases what a restored backup has brought back. */
export async function applyKeptErasures({ db, config, log, now }: Installation): Promise<ErasureReport> {
  const file = erasureFile(config);
  const report = await applyErasures(db, file === null ? [] : readErasures(file), now());
  if (report.mentions > 0) log.warn({ ...report }, 'what was erased before had come back, and was erased again');
  return report;
}
