import type { Pseudonyms } from '../core/pseudonym.ts';
import { loadSeals } from './authors-sealed.ts';
import type { Db } from './schema.ts';

interface Written {
  readonly author: string | null;
  readonly authorHandle: string | null;
}

/** The same with the names of people whose seal is still kept, for a comparison in memory: never to be stored or shown. */
export async function openNames<T extends Written>(
  db: Db,
  rows: readonly T[],
  pseudonyms: Pick<Pseudonyms, 'unseal'>,
): Promise<readonly T[]> {
  const seals = await loadSeals(db, [...new Set(rows.flatMap(({ authorHandle }) => authorHandle ?? []))]);
  return rows.map((row) => {
    const pseudonym = row.authorHandle ?? '';
    const sealed = seals.get(pseudonym);
    const author = sealed === undefined ? null : pseudonyms.unseal(pseudonym, sealed);
    return author === null ? row : { ...row, author: [author.name, author.handle].filter(Boolean).join(' ') };
  });
}
