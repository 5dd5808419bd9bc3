import { createHash } from 'node:crypto';
import type { Instant, MentionDraft } from '../core/mention.ts';

import { isNamedVoice, namedClasses } from '../core/pseudonym-rules.ts';
import { nameAuthor } from './authors-named.ts';
import { saveSeals } from './authors-sealed.ts';
import { isIn } from './dialect.ts';
import { storedKey } from './plan-step.ts';
import type { Db } from './schema.ts';
import { loadVoiceClasses } from './voices.ts';

/** Drafts of a step as they may be stored. */
export interface JudgedDrafts {
  /** Names only where an office or a medium speaks; without what was erased. */
  readonly drafts: readonly MentionDraft[];
  /** Those of them that citizens wrote. */
  readonly citizens: ReadonlySet<MentionDraft>;
}

/**
 * Leaves out of drafts what may not be kept: the names of citizens, which become pseudonyms, and what was erased on request. What people
 * wrote who asked to be left alone is set aside. The one door of everything that is stored. Only inside a write transaction.
 */
export async function judgeAuthors(trx: Db, sourceId: string, drafts: readonly MentionDraft[]): Promise<JudgedDrafts> {
  if (drafts.length === 0) return { drafts: [], citizens: new Set() };
  const source = await trx.selectFrom('sources').select('class').where('id', '=', sourceId).executeTakeFirst();
  const classes = await loadVoiceClasses(
    trx,
    drafts.map(({ voice }) => voice),
  );
  const remaining = await withoutErased(trx, drafts);
  const restricted = await loadRestricted(trx, remaining);
  const named = new Set(
    remaining.filter((draft) =>
      isNamedVoice({
        ...draft,
        sourceClass: source?.class ?? 'public',
        voiceClass: classes.get(draft.voice ?? '') ?? null,
      }),
    ),
  );
  const accounts = await loadOwnAccounts(trx, remaining, named);
  const citizens = new Set<MentionDraft>();
  const judged: MentionDraft[] = [];
  for (const draft of remaining) {
    const { person } = draft;
    if (named.has(draft) || accounts.has(accountOf(draft))) {
      judged.push({ ...draft, person: null });
      continue;
    }
    const mark = person === null ? {} : { author: null, authorHandle: person.pseudonym };
    const aside = person !== null && restricted.has(person.pseudonym) ? { setAside: 'restricted' as const } : {};
    const own = { ...draft, ...mark, ...aside };
    citizens.add(own);
    judged.push(own);
  }
  await reveal(trx, [...named]);
  return { drafts: judged, citizens };
}

/** Keeps the names of citizens whose posts were stored. @param drafts as judged, still with their person */
export function sealAuthors(trx: Db, drafts: readonly MentionDraft[], at: Instant): Promise<void> {
  return saveSeals(
    trx,
    drafts.flatMap(({ platform, person }) => (person === null ? [] : [{ ...person, platform, at }])),
  );
}

function accountOf({ platform, authorHandle }: Pick<MentionDraft, 'platform' | 'authorHandle'>): string {
  return `${platform}:${authorHandle ?? ''}`;
}

/**
 * Accounts that write the posts of an office's or medium's source. The list may know them by another name (`@dinkes` for a channel's id),
 * and what they answer under their own posts is theirs.
 */
async function loadOwnAccounts(
  trx: Db,
  drafts: readonly MentionDraft[],
  named: ReadonlySet<MentionDraft>,
): Promise<ReadonlySet<string>> {
  const own = new Set(
    [...named].filter(({ kind, authorHandle }) => kind === 'post' && authorHandle !== null).map(accountOf),
  );
  const others = drafts.filter((draft) => !named.has(draft) && draft.kind === 'comment' && draft.authorHandle !== null);
  const handles = [...new Set(others.flatMap(({ authorHandle }) => authorHandle ?? []))];
  if (handles.length === 0) return own;
  for (const platform of new Set(others.map((draft) => draft.platform))) {
    for (const handle of await loadPosters(trx, platform, handles))
      own.add(accountOf({ platform, authorHandle: handle }));
  }
  return own;
}

/** Those of the handles that have posted at a source of an office or a medium. */
export async function loadPosters(trx: Db, platform: string, handles: readonly string[]): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('mentions')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .select('mentions.authorHandle')
    .distinct()
    .where('mentions.platform', '=', platform)
    .where(isIn(trx, 'mentions.authorHandle', handles))
    .where('mentions.kind', '=', 'post')
    .where('sources.class', 'in', namedClasses)
    .execute();
  return rows.flatMap(({ authorHandle }) => authorHandle ?? []);
}

/** What an account wrote before it was known as an office's or a medium's gets its name back. */
async function reveal(trx: Db, named: readonly MentionDraft[]): Promise<void> {
  const accounts = new Map(
    named.flatMap((draft) =>
      draft.person !== null && draft.authorHandle !== null ? [[draft.person.pseudonym, draft] as const] : [],
    ),
  );
  for (const [pseudonym, { platform, authorHandle, author }] of accounts) {
    if (authorHandle !== null) await nameAuthor(trx, { platform, pseudonym, handle: authorHandle, name: author });
  }
}

/** What an item that was erased is remembered by: no address, no name. */
export function erasedKey(key: string): string {
  return createHash('sha256').update(storedKey(key)).digest('hex');
}

/** Erased stays erased, though its platform still shows it. */
async function withoutErased(trx: Db, drafts: readonly MentionDraft[]): Promise<readonly MentionDraft[]> {
  const any = await trx.selectFrom('erasures').select('kind').limit(1).executeTakeFirst();
  if (any === undefined) return drafts;
  const keys = drafts.flatMap((draft) => [
    ...draft.keys.map(erasedKey),
    ...(draft.person === null ? [] : [draft.person.pseudonym]),
  ]);
  const rows = await trx
    .selectFrom('erasures')
    .select(['kind', 'key', 'until'])
    .where(isIn(trx, 'erasures.key', [...new Set(keys)]))
    .execute();
  const items = new Set(rows.filter(({ kind }) => kind === 'item').map(({ key }) => key));
  const people = new Map(rows.filter(({ kind }) => kind === 'person').map(({ key, until }) => [key, until]));
  return drafts.filter(({ keys: own, person, publishedAt }) => {
    if (own.some((key) => items.has(erasedKey(key)))) return false;
    return person === null || publishedAt > (people.get(person.pseudonym) ?? '');
  });
}

async function loadRestricted(trx: Db, drafts: readonly MentionDraft[]): Promise<ReadonlySet<string>> {
  const pseudonyms = [...new Set(drafts.flatMap(({ person }) => person?.pseudonym ?? []))];
  if (pseudonyms.length === 0) return new Set();
  const rows = await trx
    .selectFrom('restrictedPeople')
    .select('pseudonym')
    .where(isIn(trx, 'restrictedPeople.pseudonym', pseudonyms))
    .execute();
  return new Set(rows.map(({ pseudonym }) => pseudonym));
}
