import { createHash } from 'node:crypto';
import type { RawPost } from '../core/mention.ts';
import { canonicalUrl } from './canonical-url.ts';

/**
 * Identity keys of a post, strongest first: two posts are the same mention when they share one.
 * `id:<scope>:<id>` the platform's own id · `url:<canonical address>` · `text:<hash>` only when there is neither.
 * A comment's address leads to its article, so a comment is never known by its address alone.
 */
export function identityKeys(post: RawPost): readonly string[] {
  const keys: string[] = [];
  if (post.externalId !== null && post.idScope !== null) keys.push(`id:${post.idScope}:${post.externalId}`);
  if (post.kind !== 'comment' && post.url !== null) {
    const canonical = canonicalUrl(post.url);
    if (canonical !== null) keys.push(`url:${canonical}`);
  }
  if (keys.length === 0) {
    const day = post.publishedAt?.slice(0, 10) ?? '';
    keys.push(`text:${sha256([post.publisher ?? '', post.author ?? '', day, post.title ?? '', post.text].join('\n'))}`);
  }
  return keys;
}

/** Hash of what a reader sees, white space aside: differs exactly when the item was edited. */
export function contentHash(title: string | null, text: string): string {
  return sha256(`${squeeze(title ?? '')}\n${squeeze(text)}`);
}

/** A single blank stays as it is. */
function squeeze(text: string): string {
  return text.replace(/[^\S ]\s*| \s+/g, ' ').trim();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
