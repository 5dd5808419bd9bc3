import type { DatePrecision, MentionDraft, RawPost } from '../core/mention.ts';
import type { AuthorName, Person } from '../core/pseudonym.ts';
import { cleanLine, cleanText } from './clean-text.ts';
import type { GamblingCheck } from './gambling.ts';
import { headlineAliases } from './headline.ts';
import { contentHash, identityKeys } from './identity.ts';
import { withVerdictPrefix } from './verdict-prefix.ts';

export interface IngestContext {
  readonly now: Date;
  readonly stemsOf: (text: string) => readonly string[];
  readonly detectLanguage: (text: string) => string;
  readonly isGambling: GamblingCheck;
  /** Pseudonym and sealed name of an author; null when nobody is named. */
  readonly personOf: (platform: string, author: AuthorName) => Person | null;
}

/** Nothing on the web is older than 1970. Template clocks run ahead: a date further in the future than this is not believed. */
const maxFutureMs = 3_600_000;
const dayMiddleMs = 12 * 3_600_000;

/** Raw post → mention, ready to be stored. Pure; returns null when nothing readable is left of the post. */
export function toDraft(post: RawPost, context: IngestContext): MentionDraft | null {
  const title = cleanLine(post.title);
  const text = cleanText(post.text);
  if (title === null && text === '') return null;
  const whole = title === null ? text : `${title}\n${text}`;
  const { publishedAt, precision } = believableDate(post, context.now);
  const author = cleanLine(post.author, 200);
  const authorHandle = cleanLine(post.authorHandle, 200);
  return {
    keys: identityKeys(post),
    aliases: headlineAliases(post, title),
    parentKey: post.parentKey,
    kind: post.kind,
    platform: post.platform,
    url: httpUrl(post.url),
    title,
    text,
    author,
    authorHandle,
    publisher: cleanLine(post.publisher, 200),
    publishedAt,
    precision,
    language: context.detectLanguage(whole),
    contentHash: contentHash(title, text),
    stems: context.stemsOf(whole).join(' '),
    voice: voiceOf(post),
    person: context.personOf(post.platform, { handle: authorHandle, name: author }),
    setAside: context.isGambling(title, text) ? 'gambling-spam' : null,
    metrics: post.metrics,
    review: withVerdictPrefix(post.review, title),
  };
}

function believableDate(post: RawPost, now: Date): { publishedAt: string; precision: DatePrecision } {
  const time = post.publishedAt === null ? Number.NaN : Date.parse(post.publishedAt);
  if (Number.isNaN(time) || time < 0 || time > now.getTime() + maxFutureMs) {
    return { publishedAt: now.toISOString(), precision: 'guessed' };
  }
  // Known to the day only: its middle, so that it falls into the report of that day, which begins at 06.00.
  const at = post.precision === 'day' ? time + dayMiddleMs : time;
  // A clock that is minutes ahead must not make a mention younger than its collection.
  return { publishedAt: new Date(Math.min(at, now.getTime())).toISOString(), precision: post.precision };
}

/** Comments under a site's articles are their readers', not the site's. */
function voiceOf(post: RawPost): string | null {
  if (post.platform !== 'web' && post.platform !== 'google-news') {
    return post.authorHandle === null ? null : `${post.platform}:${post.authorHandle.toLowerCase()}`;
  }
  if (post.kind === 'comment') return null;
  const address = post.platform === 'web' ? post.url : null;
  const host = address !== null && URL.canParse(address) ? new URL(address).hostname : post.publisherHost;
  return host === null ? null : `web:${host.toLowerCase().replace(/^www\./, '')}`;
}

/** Only http and https addresses are kept: `javascript:` and the like are never shown as links. */
function httpUrl(address: string | null): string | null {
  return address !== null && /^https?:\/\//i.test(address) && URL.canParse(address) ? new URL(address).href : null;
}
