import { type Pseudonyms, sayPseudonym } from '../core/pseudonym.ts';
import { listSeals } from './authors-sealed.ts';
import { storedKey } from './plan-step.ts';
import type { Db } from './schema.ts';

/** A person whose name is still kept. */
export interface AuthorFound {
  readonly pseudonym: string;
  /** `Warga 7F3K2A` */
  readonly shownAs: string;
  readonly platform: string;
  readonly handle: string | null;
  readonly name: string | null;
  readonly mentions: number;
}

const pageSize = 1_000;
const maxFound = 100;

/** People whose kept name or handle holds the text, whatever its case; at most 100. Names are opened in memory only. */
export async function findAuthorsByName(
  db: Db,
  pseudonyms: Pick<Pseudonyms, 'unseal'>,
  text: string,
): Promise<readonly AuthorFound[]> {
  const wanted = text.trim().toLowerCase();
  const found: AuthorFound[] = [];
  for (let after = ''; found.length < maxFound; ) {
    const seals = await listSeals(db, after, pageSize);
    for (const { pseudonym, platform, sealed } of seals) {
      const author = pseudonyms.unseal(pseudonym, sealed);
      const said = `${author?.name ?? ''}\n${author?.handle ?? ''}`.toLowerCase();
      if (author === null || !said.includes(wanted) || found.length >= maxFound) continue;
      found.push({
        ...{ pseudonym, shownAs: sayPseudonym(pseudonym) ?? '', platform, ...author },
        mentions: await countWritten(db, platform, pseudonym),
      });
    }
    const last = seals.at(-1);
    if (last === undefined || seals.length < pageSize) break;
    after = last.pseudonym;
  }
  return found;
}

async function countWritten(db: Db, platform: string, pseudonym: string): Promise<number> {
  const { count } = await db
    .selectFrom('mentions')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('platform', '=', platform)
    .where('authorHandle', '=', pseudonym)
    .executeTakeFirstOrThrow();
  return count;
}

/** Ids of what stands at an address; a comment's leads to what it answers, so comments are not found by it. */
export async function findMentionsByUrl(db: Db, url: string, canonical: string): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('mentionKeys')
    .select('mentionId')
    .distinct()
    .where('key', 'in', [storedKey(`url:${canonical}`), storedKey(`url:${url}`)])
    .execute();
  return rows.map(({ mentionId }) => mentionId);
}
