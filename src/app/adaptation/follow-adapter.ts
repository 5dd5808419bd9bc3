import { ConfigError } from '../../core/errors.ts';
import type { Logger } from '../../core/log.ts';
import { dialectOf } from '../../store/dialect.ts';
import { claimMeta, findMeta, setMeta } from '../../store/meta.ts';
import type { Db } from '../../store/schema.ts';
import {
  activateAdapter,
  deactivateAdapter,
  findActiveNumber,
  listAdapterNumbers,
  readAdapterFile,
  storeAdapterText,
} from './adapter-files.ts';

/**
 * The adapter in use, as its file has it, for all hosts that work on one PostgreSQL database; empty when none is. Scores say which adapter
 * made them, and those of another are made anew: hosts that do not agree would do each other's work over and over.
 */
const metaKey = 'adapter';

/**
 * Makes the files of this host say what all hosts use. Where the database says nothing yet, it learns it from this host.
 * @param folder of the regency's adapters on this host
 */
export async function followAdapter(db: Db, folder: string, log: Logger): Promise<void> {
  if (dialectOf(db) !== 'postgres') return;
  try {
    const own = activeText(folder);
    const held = (await findMeta(db, metaKey)) ?? (own === '' ? '' : await claimMeta(db, metaKey, own));
    if (held === own) return;
    use(folder, held);
    log.warn({ folder, adapter: findActiveNumber(folder) }, 'this host now uses the adapter that the others use');
  } catch (error) {
    // Without an adapter the scorer works as shipped.
    log.error({ folder, err: error }, 'this host could not follow the adapter that is in use');
  }
}

/** Tells the other hosts what was just chosen on this one. They follow when they open the regency the next time. */
export async function publishAdapter(db: Db, folder: string): Promise<void> {
  if (dialectOf(db) === 'postgres') await setMeta(db, metaKey, activeText(folder));
}

/** Empty when none is in use, or what is cannot be read. */
function activeText(folder: string): string {
  try {
    const number = findActiveNumber(folder);
    return number === null ? '' : readAdapterFile(folder, number).text;
  } catch (error) {
    if (error instanceof ConfigError) return '';
    throw error;
  }
}

function use(folder: string, text: string): void {
  if (text === '') {
    deactivateAdapter(folder);
    return;
  }
  const known = listAdapterNumbers(folder).find((number) => readAdapterFile(folder, number).text === text);
  activateAdapter(folder, known ?? storeAdapterText(folder, text));
}
