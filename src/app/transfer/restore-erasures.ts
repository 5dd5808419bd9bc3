import type { Config } from '../../config/load.ts';
import { listErasures, missingIn } from '../../store/erasure.ts';
import { readErasures, writeErasures } from '../../store/erasure-file.ts';
import type { Db } from '../../store/schema.ts';
import { erasureFile } from '../privacy.ts';

/** What must never come back stands in the database, and beside it for the day when an older copy of it is restored: here too. */
export async function restoreErasureFile(db: Db, config: Config): Promise<void> {
  const file = erasureFile(config);
  if (file !== null) writeErasures(file, missingIn(readErasures(file), await listErasures(db)));
}
