import { loadAnyConfig } from '../config/load.ts';
import { ConfigError } from '../core/errors.ts';
import { type Platform, platforms } from '../core/mention.ts';
import { isPseudonym } from '../core/pseudonym.ts';
import { canonicalUrl } from '../ingest/canonical-url.ts';
import { writeAudit } from '../store/audit.ts';
import { type AuthorFound, findAuthorsByName, findMentionsByUrl } from '../store/authors-find.ts';
import { type ErasureReport, eraseMentions } from '../store/erasure.ts';
import { loadMentionViews } from '../store/mention-rows.ts';
import { findSubjectMentions } from '../store/subjects.ts';
import type { Installation } from './installation.ts';
import { createLogger } from './logger.ts';
import { openConfigured } from './open-configured.ts';
import { erasureFile } from './privacy.ts';
import { units } from './units.ts';

export interface ForgetWish {
  readonly platform: string | null;
  readonly handle: string | null;
  readonly url: string | null;
  /** Part of a name or handle: only lists who it may be. */
  readonly name: string | null;
  /** As the list of names prints them. */
  readonly pseudonyms: readonly string[];
  readonly mentionIds: readonly number[];
  readonly dryRun: boolean;
  readonly reason: string | null;
  readonly who: string;
}

export type ForgetResult =
  | { readonly kind: 'candidates'; readonly authors: readonly AuthorFound[] }
  | {
      readonly kind: 'found';
      readonly mentions: readonly { readonly id: number; readonly publishedAt: string; readonly text: string }[];
    }
  | { readonly kind: 'erased'; readonly report: ErasureReport };

/**
 * Erases what one person wrote, from the configured installation, or from a whole province with its file.
 * @throws ConfigError for a wish that names nobody, or too much
 */
export async function forgetConfigured(configPath: string, wish: ForgetWish): Promise<ForgetResult> {
  const config = loadAnyConfig(configPath, units, process.env);
  if (config.regencies !== null) return (await import('./province/forget.ts')).forgetInProvince(config, wish);
  const installation = await openConfigured(configPath, createLogger('warn'));
  try {
    return await forget(installation, wish);
  } finally {
    await installation.close();
  }
}

export async function forget(installation: Installation, wish: ForgetWish): Promise<ForgetResult> {
  const { db, pseudonyms, now, config } = installation;
  if (wish.name !== null) return { kind: 'candidates', authors: await findAuthorsByName(db, pseudonyms, wish.name) };
  const people = peopleOf(installation, wish);
  const ids = new Set(wish.mentionIds);
  for (const { platform, pseudonym } of people) {
    for (const id of await findSubjectMentions(db, { platform, pseudonym, mentionIds: [] })) ids.add(id);
  }
  if (wish.url !== null) for (const id of await findByUrl(installation, wish.url)) ids.add(id);
  const mentionIds = [...ids].sort((a, b) => a - b);
  if (wish.dryRun) {
    const views = await loadMentionViews(db, mentionIds);
    const mentions = views.map(({ id, publishedAt, title, text }) => ({
      ...{ id, publishedAt },
      text: (title ?? text).slice(0, 80),
    }));
    return { kind: 'found', mentions };
  }
  if (wish.reason === null) {
    throw new ConfigError([{ where: '--reason', message: 'sebutkan dasarnya, misalnya nomor surat permintaan' }]);
  }
  const own = people.map(({ pseudonym }) => pseudonym);
  const report = await eraseMentions(db, { mentionIds, pseudonyms: own, file: erasureFile(config), now: now() });
  const object = own.length === 1 ? `author:${own[0]}` : 'author:*';
  const detail = { reason: wish.reason, ...report };
  await writeAudit(db, { at: now().toISOString(), who: wish.who, action: 'subject.forget', object, detail });
  return { kind: 'erased', report };
}

interface Author {
  readonly platform: Platform | null;
  readonly pseudonym: string;
}

function peopleOf({ pseudonyms }: Installation, wish: ForgetWish): readonly Author[] {
  const { platform, handle, url, mentionIds } = wish;
  if ((platform === null) !== (handle === null)) {
    const message = 'isi --platform dan --handle bersama-sama';
    throw new ConfigError([{ where: platform === null ? '--platform' : '--handle', message }]);
  }
  const wrong = wish.pseudonyms.find((pseudonym) => !isPseudonym(pseudonym));
  if (wrong !== undefined) {
    const message = 'bukan nama samaran; salin dari daftar «forget --name»';
    throw new ConfigError([{ where: `--pseudonym ${wrong}`, message }]);
  }
  const named: Author[] = wish.pseudonyms.flatMap((pseudonym) =>
    platforms.map((each) => ({ platform: each, pseudonym })),
  );
  if (platform !== null && handle !== null) {
    const known = platforms.find((each) => each === platform);
    if (known === undefined) {
      throw new ConfigError([{ where: '--platform', message: `yang ada: ${platforms.join(', ')}` }]);
    }
    named.push({ platform: known, pseudonym: pseudonyms.ofHandle(known, handle) });
  }
  if (named.length === 0 && url === null && mentionIds.length === 0) {
    const message = 'sebutkan orangnya: --platform dan --handle, --url, --mention, atau cari dulu dengan --name';
    throw new ConfigError([{ where: 'forget', message }]);
  }
  return named;
}

async function findByUrl({ db }: Installation, url: string): Promise<readonly number[]> {
  const canonical = canonicalUrl(url);
  const found = canonical === null ? [] : await findMentionsByUrl(db, url, canonical);
  if (found.length > 0) return found;
  throw new ConfigError([{ where: '--url', message: 'tidak ada sebutan dengan alamat ini' }]);
}
