import { type Answer, type DemoRequest, hasBearer, json, pageFrom } from './answer.ts';
import type { DemoComment, DemoItem, DemoSource } from './archive.ts';

/** Ids of the accounts of the demo, as the Graph API numbers them. */
export const demoInstagramAccount = '17841400000000001';
const hashtagId = '17843800000000001';

/** The part of Meta's Graph API that the demo's Page, Instagram account, hashtag and Threads search are read by. */
export function answerGraph(source: DemoSource, request: DemoRequest): Answer {
  if (!hasBearer(request)) {
    return json({ error: { message: 'Invalid OAuth access token.', type: 'OAuthException', code: 190 } }, 400);
  }
  const query = request.url.searchParams;
  const [, , owner = '', edge = ''] = request.url.pathname.split('/');
  const toItem = (item: DemoItem) => (source.format === 'facebook-page' ? pagePost(source, item) : media(source, item));
  const ids = query.get('ids');
  if (ids !== null) {
    const asked = new Set(ids.split(','));
    const found = source.items.filter(({ slug }) => asked.has(slug));
    return json(Object.fromEntries(found.map((item) => [item.slug, toItem(item)])));
  }
  if (owner === 'ig_hashtag_search') return json({ data: [{ id: hashtagId }] });
  if (owner === 'keyword_search') return list(source.items, query, (item) => threadsPost(source, item));
  switch (edge) {
    case 'posts':
    case 'media':
    case 'recent_media':
      return list(source.items, query, toItem);
    case 'tagged':
    case 'tags':
      return json({ data: [] });
    case 'comments': {
      const item = source.items.find(({ slug }) => slug === owner);
      const comments = item?.comments.toSorted((a, b) => b.at.getTime() - a.at.getTime()) ?? [];
      return list(comments, query, (comment) =>
        source.format === 'facebook-page' ? pageComment(owner, comment) : mediaComment(owner, comment),
      );
    }
    default:
      return json(
        { error: { message: 'Unsupported get request.', type: 'GraphMethodException', code: 100, error_subcode: 33 } },
        400,
      );
  }
}

function list<T>(items: readonly T[], query: URLSearchParams, toItem: (item: T) => unknown): Answer {
  const { items: shown, next } = pageFrom(items, query.get('after'));
  const cursors = { before: query.get('after') ?? '0', after: next ?? String(items.length) };
  return json({
    data: shown.map(toItem),
    paging: { cursors, ...(next === null ? {} : { next: 'https://graph.contoh.test/berikut' }) },
  });
}

/** Meta leaves the colon of the offset out. */
const time = (at: Date): string => `${at.toISOString().slice(0, 19)}+0000`;
const total = (count: number | undefined) => ({ data: [], summary: { total_count: count ?? 0 } });

function pagePost(source: DemoSource, { slug, at, paragraphs, metrics, comments }: DemoItem) {
  return {
    id: slug,
    created_time: time(at),
    message: paragraphs.join('\n\n'),
    permalink_url: `https://www.facebook.com/${slug.replace('_', '/posts/')}`,
    from: { id: slug.split('_')[0], name: source.title },
    ...(metrics.shares === undefined ? {} : { shares: { count: metrics.shares } }),
    comments: total(comments.length),
    reactions: total(metrics.likes),
    like: total(metrics.likes),
  };
}

function pageComment(post: string, { number, at, text, by, handle, likes }: DemoComment) {
  return {
    id: `${post.split('_')[1]}_${number}`,
    created_time: time(at),
    message: text,
    like_count: likes ?? 0,
    comment_count: 0,
    ...(handle === null ? {} : { from: { id: handle, name: by } }),
  };
}

function media(source: DemoSource, { slug, at, by, paragraphs, metrics, comments }: DemoItem) {
  return {
    id: slug,
    caption: paragraphs.join('\n\n'),
    media_type: 'IMAGE',
    permalink: `https://www.instagram.com/p/${slug}/`,
    timestamp: time(at),
    ...(metrics.likes === undefined ? {} : { like_count: metrics.likes }),
    comments_count: source.format === 'instagram' ? comments.length : (metrics.comments ?? 0),
    // A hashtag search never says whose they are.
    ...(source.format === 'instagram' && by !== null ? { username: by } : {}),
  };
}

function mediaComment(mediaId: string, { number, at, text, by, likes }: DemoComment) {
  return { id: `${mediaId}${number}`, text, username: by, timestamp: time(at), like_count: likes ?? 0 };
}

function threadsPost(_source: DemoSource, { slug, at, by, paragraphs }: DemoItem) {
  return {
    id: slug,
    text: paragraphs.join('\n\n'),
    media_type: 'TEXT_POST',
    permalink: `https://www.threads.net/@${by}/post/${slug}`,
    timestamp: time(at),
    username: by,
    is_reply: false,
  };
}
