import { z } from 'zod';
import { platforms, type RawPost } from '../core/mention.ts';

/** One post a line; only `text` or `title` is needed. */
const line = z
  .object({
    id: z.union([z.string(), z.number()]).nullish(),
    title: z.string().nullish(),
    text: z.string().nullish(),
    url: z.string().nullish(),
    author: z.string().nullish(),
    publisher: z.string().nullish(),
    publishedAt: z.iso.datetime({ offset: true }).nullish(),
    platform: z.enum(platforms).default('other'),
    kind: z.enum(['article', 'page', 'post', 'comment', 'klipping']).default('post'),
  })
  .refine((post) => (post.text ?? '') !== '' || (post.title ?? '') !== '', 'needs title or text');

export interface ImportedPosts {
  readonly posts: readonly RawPost[];
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
}

/** Reads newline-delimited JSON; a bad line is rejected by its number and the rest is kept. */
export function postsFromNdjson(text: string): ImportedPosts {
  const posts: RawPost[] = [];
  const rejected: { line: number; reason: string }[] = [];
  for (const [index, content] of text.split('\n').entries()) {
    if (content.trim() === '') continue;
    const parsed = line.safeParse(parseJson(content));
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      rejected.push({ line: index + 1, reason: [issue?.path.join('.'), issue?.message].filter(Boolean).join(': ') });
      continue;
    }
    const { id, title, text: body, url, author, publisher, publishedAt, platform, kind } = parsed.data;
    posts.push({
      kind,
      platform,
      externalId: id == null ? null : String(id),
      idScope: id == null ? null : `import:${platform}`,
      url: url ?? null,
      title: title ?? null,
      text: body ?? '',
      author: author ?? null,
      publishedAt: publishedAt == null ? null : new Date(publishedAt).toISOString(),
      precision: publishedAt == null ? 'guessed' : 'exact',
      language: null,
      parentKey: null,
      publisher: publisher ?? null,
    });
  }
  return { posts, rejected };
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
