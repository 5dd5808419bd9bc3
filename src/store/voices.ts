import { sql } from 'kysely';
import type { Account } from '../core/account.ts';
import type { Instant } from '../core/mention.ts';
import { isIn } from './dialect.ts';
import { refreshIssues } from './refresh-issues.ts';
import type { Db } from './schema.ts';

/** Classes of those voices (`facebook:<handle>`, `web:<host>`) that are on the list of accounts. */
export async function loadVoiceClasses(
  trx: Db,
  voices: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const handles = [...new Set(voices.flatMap((voice) => voice?.slice(voice.indexOf(':') + 1) ?? []))];
  if (handles.length === 0) return new Map();
  const rows = await trx
    .selectFrom('accounts')
    .select(['platform', 'handle', 'class'])
    .where(isIn(trx, 'accounts.handle', handles))
    .execute();
  return new Map(rows.map(({ platform, handle, class: name }) => [`${platform}:${handle}`, name]));
}

/**
 * Lets what an account has published since `from` speak as the list now says, and counts its issues anew. A site is recognised by
 * the beginning of its addresses.
 */
export async function relabelVoice(
  trx: Db,
  { platform, handle, class: name }: Pick<Account, 'platform' | 'handle' | 'class'>,
  from: Instant,
  at: Instant,
): Promise<void> {
  const mine =
    platform === 'web'
      ? trx
          .selectFrom('mentions')
          .where('platform', '=', 'web')
          .where('kind', '!=', 'comment')
          .where((eb) =>
            eb.or(
              ['https://', 'http://', 'https://www.', 'http://www.'].map((head) =>
                eb(sql`substr(url, 1, ${head.length + handle.length + 1})`, '=', `${head}${handle}/`),
              ),
            ),
          )
      : trx.selectFrom('mentions').where('platform', '=', platform).where('authorHandle', '=', handle);
  const rows = await mine
    .select(['id', 'issueId'])
    .where('publishedAt', '>=', from)
    .where((eb) => eb.or([eb('voiceClass', 'is', null), eb('voiceClass', '!=', name)]))
    .execute();
  await trx
    .updateTable('mentions')
    .set({ voiceClass: name })
    .where(
      isIn(
        trx,
        'mentions.id',
        rows.map(({ id }) => id),
      ),
    )
    .execute();
  await refreshIssues(trx, [...new Set(rows.flatMap(({ issueId }) => issueId ?? []))], at);
}
