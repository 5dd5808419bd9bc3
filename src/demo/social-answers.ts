import { type Answer, type DemoRequest, hasBearer, json, pageFrom } from './answer.ts';
import type { DemoItem, DemoSource } from './archive.ts';

/** Display API of TikTok: an own account's videos, asked for by POST. */
export function answerTiktok(source: DemoSource, request: DemoRequest): Answer {
  if (!hasBearer(request)) {
    return json(
      { error: { code: 'access_token_invalid', message: 'The access token is invalid.', log_id: 'demo' } },
      401,
    );
  }
  const asked = parse(request.body) as { cursor?: number; filters?: { video_ids?: string[] } };
  const named = asked.filters?.video_ids;
  const before = source.items.filter(({ at }) => asked.cursor === undefined || at.getTime() < asked.cursor);
  const { items, next } =
    named === undefined
      ? pageFrom(before, null)
      : { items: source.items.filter(({ slug }) => named.includes(slug)), next: null };
  const videos = items.map(({ slug, title, paragraphs, at, by, metrics }) => ({
    id: slug,
    title: title ?? '',
    video_description: paragraphs.join('\n'),
    create_time: Math.floor(at.getTime() / 1000),
    share_url: `https://www.tiktok.com/@${by}/video/${slug}`,
    view_count: metrics.views ?? 0,
    like_count: metrics.likes ?? 0,
    comment_count: metrics.comments ?? 0,
    share_count: metrics.shares ?? 0,
  }));
  const cursor = items.at(-1)?.at.getTime() ?? 0;
  return json({
    data: { videos, cursor, has_more: next !== null },
    error: { code: 'ok', message: '', log_id: 'demo' },
  });
}

/** Recent search and look-up of X's API v2. */
export function answerX(source: DemoSource, request: DemoRequest): Answer {
  const query = request.url.searchParams;
  if (!hasBearer(request))
    return json({ title: 'Unauthorized', type: 'about:blank', status: 401, detail: 'Unauthorized' }, 401);
  const ids = query.get('ids')?.split(',');
  if (ids !== undefined) return json({ data: source.items.filter(({ slug }) => ids.includes(slug)).map(xPost) });
  const since = query.get('since_id');
  const start = query.get('start_time');
  const found = source.items.filter(
    ({ slug, at }) => (since === null || slug > since) && (start === null || at.toISOString() >= start),
  );
  const { items, next } = pageFrom(found, query.get('next_token'));
  const meta = {
    result_count: items.length,
    ...(items.length === 0 ? {} : { newest_id: items[0]?.slug, oldest_id: items.at(-1)?.slug }),
    ...(next === null ? {} : { next_token: next }),
  };
  if (items.length === 0) return json({ meta });
  const users = items.map(({ slug, by, handle, official }) => ({
    id: `9${slug.slice(-6)}`,
    name: by,
    username: handle ?? 'tanpanama',
    verified_type: official ? 'government' : 'none',
  }));
  return json({ data: items.map(xPost), includes: { users }, meta });
}

function xPost({ slug, paragraphs, at, metrics }: DemoItem) {
  return {
    id: slug,
    text: paragraphs.join('\n\n'),
    created_at: at.toISOString(),
    author_id: `9${slug.slice(-6)}`,
    lang: 'in',
    edit_history_tweet_ids: [slug],
    public_metrics: {
      like_count: metrics.likes ?? 0,
      reply_count: metrics.comments ?? 0,
      retweet_count: metrics.shares ?? 0,
      quote_count: 0,
      bookmark_count: 0,
      impression_count: metrics.views ?? 0,
    },
  };
}

/** Timeline of a hashtag on a Mastodon server, newest first. */
export function answerMastodon(source: DemoSource, { url }: DemoRequest): Answer {
  const query = url.searchParams;
  const min = query.get('min_id') ?? query.get('since_id');
  const max = query.get('max_id');
  const found = source.items.filter(({ slug }) => (min === null || slug > min) && (max === null || slug < max));
  const shown = query.has('min_id') ? found.slice(-20) : found.slice(0, 20);
  const statuses = shown.map(({ slug, at, by, handle, paragraphs, metrics }) => ({
    id: slug,
    uri: `https://sosial.test/users/${handle?.split('@')[0]}/statuses/${slug}`,
    url: `https://sosial.test/@${handle?.split('@')[0]}/${slug}`,
    created_at: at.toISOString(),
    edited_at: null,
    language: 'id',
    spoiler_text: '',
    visibility: 'public',
    content: paragraphs.map((text) => `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`).join(''),
    account: {
      id: '1',
      acct: handle,
      username: handle?.split('@')[0],
      display_name: by,
      url: `https://sosial.test/@${handle?.split('@')[0]}`,
    },
    replies_count: metrics.comments ?? 0,
    reblogs_count: metrics.shares ?? 0,
    favourites_count: metrics.likes ?? 0,
    tags: [],
    media_attachments: [],
  }));
  return json(statuses);
}

/** Login and search of a Bluesky server. */
export function answerBluesky(source: DemoSource, request: DemoRequest): Answer {
  const method = request.url.pathname.split('/').at(-1);
  if (method === 'com.atproto.server.createSession')
    return json({ accessJwt: 'masuk', refreshJwt: 'segarkan', did: 'did:plc:demo' });
  if (request.headers.authorization !== 'Bearer masuk')
    return json({ error: 'AuthMissing', message: 'Authentication Required' }, 401);
  const { items, next } = pageFrom(source.items, request.url.searchParams.get('cursor'));
  const posts = items.map(({ slug, at, by, handle, paragraphs, metrics }) => ({
    uri: `at://did:plc:${handle?.split('.')[0]}/app.bsky.feed.post/${slug}`,
    cid: slug,
    author: { did: `did:plc:${handle?.split('.')[0]}`, handle, displayName: by },
    record: { $type: 'app.bsky.feed.post', text: paragraphs.join('\n\n'), createdAt: at.toISOString(), langs: ['id'] },
    likeCount: metrics.likes ?? 0,
    replyCount: metrics.comments ?? 0,
    repostCount: metrics.shares ?? 0,
    quoteCount: 0,
    indexedAt: at.toISOString(),
  }));
  return json({ posts, ...(next === null ? {} : { cursor: next }) });
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}
