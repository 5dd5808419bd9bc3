import type { ReadContext } from '../../core/collector.ts';
import { blankPost, type RawPost } from '../../core/mention.ts';
import { counts, videoScope, videoUrl } from './youtube-posts.ts';

export interface FeedVideo {
  readonly id: string;
  /** Null when the feed gives no readable date. */
  readonly publishedAt: string | null;
  readonly post: RawPost;
}

/**
 * A channel's feed: its 15 newest videos with title, description and views, without a key.
 * @throws SourceError `changed` when it is no feed
 */
export async function readChannelFeed(
  answer: { readonly body: Uint8Array; readonly url: string; readonly contentType: string | null },
  { reader, zone }: ReadContext,
): Promise<{ readonly videos: readonly FeedVideo[]; readonly rejected: number }> {
  const { url, contentType, body } = answer;
  const document = await reader.feed(body, { url, contentType, zone });
  const views = readViews(body);
  const channelId = new URL(url).searchParams.get('channel_id');
  const videos = document.items.flatMap((item): FeedVideo | [] => {
    const id = videoIdOf(item.guid, item.url);
    if (id === null) return [];
    const post: RawPost = {
      ...blankPost,
      kind: 'post',
      platform: 'youtube',
      externalId: id,
      idScope: videoScope,
      url: videoUrl(id),
      title: item.title,
      text: item.text,
      author: item.author,
      authorHandle: channelId?.toLowerCase() ?? null,
      publishedAt: item.date?.at ?? null,
      precision: item.date?.precision ?? 'guessed',
      metrics: views.has(id) ? counts({ views: views.get(id) ?? null }) : null,
    };
    return { id, publishedAt: item.date?.at ?? null, post };
  });
  return { videos, rejected: document.rejected + document.items.length - videos.length };
}

function videoIdOf(guid: string | null, url: string | null): string | null {
  const named = /^yt:video:([\w-]{6,20})$/.exec(guid ?? '')?.[1];
  if (named !== undefined) return named;
  const id = url !== null && URL.canParse(url) ? new URL(url).searchParams.get('v') : null;
  return id !== null && /^[\w-]{6,20}$/.test(id) ? id : null;
}

/** Views by video. The reader of feeds knows no counts; YouTube prints the id of an entry before its statistics. */
function readViews(body: Uint8Array): ReadonlyMap<string, number> {
  const marks = /<yt:videoId>([\w-]{6,20})<|<media:statistics\s+views="(\d{1,15})"/g;
  const views = new Map<string, number>();
  let id: string | null = null;
  for (const [, videoId, count] of new TextDecoder().decode(body).matchAll(marks)) {
    if (videoId !== undefined) id = videoId;
    else if (id !== null) views.set(id, Number(count));
  }
  return views;
}
