import type { Config } from '../../config/load.ts';
import { type ErasureNote, readErasures, writeErasures } from '../../store/erasure-file.ts';
import type { Db } from '../../store/schema.ts';
import { erasureFile } from '../privacy.ts';

/** What must never come back stands in the database, and beside it for the day when an older copy of it is restored: here too. */
export async function restoreErasureFile(db: Db, config: Config): Promise<void> {
  const file = erasureFile(config);
  if (file === null) return;
  const nameOf = (note: ErasureNote) => `${note.kind} ${note.key} ${note.until}`;
  const known = new Set(readErasures(file).map(nameOf));
  const rows = await db.selectFrom('erasures').select(['kind', 'key', 'until']).execute();
  // The table takes no other kinds.
  const notes = rows.map(({ kind, key, until }) => ({ kind: kind as ErasureNote['kind'], key, until }));
  writeErasures(
    file,
    notes.filter((note) => !known.has(nameOf(note))),
  );
}
