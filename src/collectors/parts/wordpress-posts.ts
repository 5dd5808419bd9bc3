import { blankPost, type RawPost } from '../../core/mention.ts';
import type { WordPressItem } from '../../core/reader.ts';

/** What ids of a site are unique in: its origin, with the folder when WordPress lives in one. */
export function wordPressScope(site: string): string {
  const { origin, pathname } = new URL(site);
  return `wordpress:${origin}${pathname.replace(/\/+$/, '')}`;
}

/** Posts and pages share one number range; comments have their own, and name the post they belong to. */
export function toWordPressPost(item: WordPressItem, scope: string): RawPost {
  const isComment = item.type === 'comment';
  return {
    ...blankPost,
    kind: isComment ? 'comment' : item.type === 'page' ? 'page' : 'article',
    platform: 'web',
    externalId: String(item.id),
    idScope: isComment ? `${scope}:comments` : `${scope}:posts`,
    url: item.url,
    title: item.title,
    text: item.text,
    author: item.author,
    publishedAt: item.date?.at ?? null,
    precision: item.date?.precision ?? 'guessed',
    parentKey: isComment && item.postId !== null ? `id:${scope}:posts:${item.postId}` : null,
  };
}
