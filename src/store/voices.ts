import type { Account } from '../core/account.ts';
import type { Instant } from '../core/mention.ts';
import type { Pseudonyms } from '../core/pseudonym.ts';
import { namedClasses } from '../core/pseudonym-rules.ts';
import { nameAuthor, unnameAuthor } from './authors-named.ts';
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

type Voice = Pick<Account, 'platform' | 'handle' | 'name' | 'class'>;

/** Rows of one look at what sites have published. */
const pageSize = 5_000;

/**
 * Lets what accounts have published since `from` speak as the list now says, and counts their issues anew. All sites are looked for in
 * one pass over the articles, because an address has no index by its host. An account of an office or a medium gets its name back in
 * everything that it ever wrote; one that is neither any more loses it.
 */
export async function relabelVoices(
  trx: Db,
  voices: readonly Voice[],
  from: Instant,
  at: Instant,
  pseudonyms: Pick<Pseudonyms, 'ofHandle'>,
): Promise<void> {
  const issues = new Set<number>();
  const sites = new Map<string, string>();
  for (const voice of voices) {
    if (voice.platform === 'web') sites.set(voice.handle, voice.class);
    else for (const issueId of await relabelAccount(trx, voice, from, pseudonyms)) issues.add(issueId);
  }
  if (sites.size > 0) for (const issueId of await relabelSites(trx, sites, from)) issues.add(issueId);
  await refreshIssues(trx, [...issues], at);
}

async function relabelAccount(
  trx: Db,
  { platform, handle, name, class: speaks }: Voice,
  from: Instant,
  pseudonyms: Pick<Pseudonyms, 'ofHandle'>,
): Promise<number[]> {
  const pseudonym = pseudonyms.ofHandle(platform, handle);
  const own = { platform, pseudonym, handle };
  // The list has the name then; what people wrote under it is theirs.
  if (namedClasses.includes(speaks)) await nameAuthor(trx, { ...own, name });
  else await unnameAuthor(trx, own);
  const rows = await trx
    .updateTable('mentions')
    .set({ voiceClass: speaks })
    .where('platform', '=', platform)
    .where('authorHandle', 'in', [handle, pseudonym])
    .where('publishedAt', '>=', from)
    .returning('issueId')
    .execute();
  return rows.flatMap(({ issueId }) => issueId ?? []);
}

async function relabelSites(trx: Db, sites: ReadonlyMap<string, string>, from: Instant): Promise<number[]> {
  const changed = new Map<string, { ids: number[]; issues: number[] }>();
  let after = { publishedAt: from, id: 0 };
  for (;;) {
    const { publishedAt, id } = after;
    const rows = await trx
      .selectFrom('mentions')
      .select(['id', 'url', 'issueId', 'publishedAt', 'kind', 'platform', 'voiceClass'])
      .where((eb) =>
        eb.or([eb('publishedAt', '>', publishedAt), eb.and([eb('publishedAt', '=', publishedAt), eb('id', '>', id)])]),
      )
      .where('publishedAt', '>=', from)
      .orderBy('publishedAt')
      .orderBy('id')
      .limit(pageSize)
      .execute();
    for (const row of rows) {
      const name = row.platform === 'web' && row.kind !== 'comment' ? sites.get(hostOf(row.url)) : undefined;
      if (name === undefined || name === row.voiceClass) continue;
      const group = changed.get(name) ?? { ids: [], issues: [] };
      group.ids.push(row.id);
      if (row.issueId !== null) group.issues.push(row.issueId);
      changed.set(name, group);
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) break;
    after = last;
  }
  for (const [name, { ids }] of changed) {
    await trx
      .updateTable('mentions')
      .set({ voiceClass: name })
      .where(isIn(trx, 'mentions.id', ids))
      .execute();
  }
  return [...changed.values()].flatMap(({ issues }) => issues);
}

function hostOf(url: string | null): string {
  return url !== null && URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '';
}
