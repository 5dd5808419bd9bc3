import type { AuthorName, Person } from '../core/pseudonym.ts';
import { isNamedVoice } from '../core/pseudonym-rules.ts';
import { loadPosters } from './authors.ts';
import { saveSeals } from './authors-sealed.ts';
import { inWriteTransaction } from './dialect.ts';
import type { Db } from './schema.ts';

export interface BackfillStep {
  readonly looked: number;
  /** Of these, mentions whose author is behind a pseudonym now. */
  readonly pseudonymised: number;
  readonly more: boolean;
}

/**
 * One bounded step over mentions that were stored when names still were, oldest first: what `judgeAuthors` decides for new ones. The
 * marks in the rows say how far it has come, so a restart goes on where it ended.
 */
export function pseudonymiseStored(
  db: Db,
  personOf: (platform: string, author: AuthorName) => Person | null,
  limit: number,
): Promise<BackfillStep> {
  return inWriteTransaction(db, async (trx) => {
    const rows = await trx
      .selectFrom('mentions')
      .innerJoin('sources', 'sources.id', 'mentions.sourceId')
      .select(['mentions.id', 'mentions.kind', 'mentions.platform', 'mentions.author', 'mentions.authorHandle'])
      .select(['mentions.voiceClass', 'mentions.collectedAt', 'sources.class as sourceClass'])
      .where('mentions.citizen', 'is', null)
      .orderBy('mentions.collectedAt')
      .orderBy('mentions.id')
      .limit(limit)
      .execute();
    const own = new Set<string>();
    for (const platform of new Set(rows.map((row) => row.platform))) {
      const handles = rows.flatMap((row) =>
        row.platform === platform && row.authorHandle !== null ? [row.authorHandle] : [],
      );
      for (const handle of await loadPosters(trx, platform, handles)) own.add(`${platform}:${handle}`);
    }
    const seals: (Person & { readonly platform: string; readonly at: string })[] = [];
    for (const row of rows) {
      const { id, platform, author: name, authorHandle: handle, collectedAt } = row;
      const isNamed = isNamedVoice(row) || (row.kind === 'comment' && own.has(`${platform}:${handle ?? ''}`));
      const person = isNamed ? null : personOf(platform, { handle, name });
      if (person !== null) seals.push({ ...person, platform, at: collectedAt });
      await trx
        .updateTable('mentions')
        .set({
          citizen: isNamed ? 0 : 1,
          ...(person === null ? {} : { author: null, authorHandle: person.pseudonym }),
        })
        .where('id', '=', id)
        .execute();
    }
    await saveSeals(trx, seals);
    return { looked: rows.length, pseudonymised: seals.length, more: rows.length === limit };
  });
}

/** How many wait, up to a limit. */
export async function countUnjudged(db: Db, limit: number): Promise<number> {
  const rows = await db.selectFrom('mentions').select('id').where('citizen', 'is', null).limit(limit).execute();
  return rows.length;
}
