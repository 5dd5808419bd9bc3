import { type Answer, type DemoRequest, demoSecret, html, json, pageFrom, plain } from './answer.ts';
import type { DemoItem, DemoSource } from './archive.ts';
import { escapeMarkup } from './markup.ts';

/** The channel that the archive's videos are on. */
export const demoChannel = 'UCwulungrekaan00000000tv';

/** The part of the YouTube Data API that reads a channel, and the channel's feed. */
export function answerYoutube(source: DemoSource, request: DemoRequest): Answer {
  const { url, headers } = request;
  if (url.pathname === '/feeds/videos.xml') return plain(200, 'text/xml; charset=UTF-8', renderFeed(source));
  if (headers['x-goog-api-key'] !== demoSecret) return refuse(400, 'keyInvalid', 'API key not valid.');
  const query = url.searchParams;
  switch (url.pathname.split('/').at(-1)) {
    case 'playlistItems':
      return list(source.items, query, (item) => ({
        contentDetails: { videoId: item.slug, videoPublishedAt: item.at.toISOString() },
      }));
    case 'videos': {
      const ids = new Set((query.get('id') ?? '').split(','));
      return json({ items: source.items.filter(({ slug }) => ids.has(slug)).map((item) => video(source, item)) });
    }
    case 'commentThreads': {
      const item = source.items.find(({ slug }) => slug === query.get('videoId'));
      if (item === undefined) return refuse(404, 'videoNotFound', 'The video could not be found.');
      const newestFirst = item.comments.toSorted((a, b) => b.at.getTime() - a.at.getTime());
      return list(newestFirst, query, (comment) => thread(item, comment));
    }
    default:
      return plain(404, html, '<!doctype html><title>404</title>');
  }
}

function list<T>(items: readonly T[], query: URLSearchParams, toItem: (item: T) => unknown): Answer {
  const page = pageFrom(items, query.get('pageToken'));
  return json({ items: page.items.map(toItem), ...(page.next === null ? {} : { nextPageToken: page.next }) });
}

function refuse(code: number, reason: string, message: string): Answer {
  return json({ error: { code, message, errors: [{ domain: 'youtube', reason, message }] } }, code);
}

function video(source: DemoSource, { slug, title, paragraphs, at, metrics, comments }: DemoItem) {
  return {
    id: slug,
    snippet: {
      publishedAt: at.toISOString(),
      channelId: demoChannel,
      channelTitle: source.title,
      title: title ?? '',
      description: paragraphs.join('\n\n'),
    },
    statistics: {
      ...(metrics.views === undefined ? {} : { viewCount: String(metrics.views) }),
      ...(metrics.likes === undefined ? {} : { likeCount: String(metrics.likes) }),
      commentCount: String(comments.length),
    },
  };
}

function thread(item: DemoItem, comment: DemoItem['comments'][number]) {
  const id = `Ug${item.slug}${comment.number}`;
  return {
    id,
    snippet: {
      videoId: item.slug,
      totalReplyCount: 0,
      isPublic: true,
      topLevelComment: {
        id,
        snippet: {
          videoId: item.slug,
          textOriginal: comment.text,
          textDisplay: escapeMarkup(comment.text),
          authorDisplayName: comment.by,
          authorChannelId: { value: comment.handle ?? `UC${comment.number}` },
          likeCount: comment.likes ?? 0,
          publishedAt: comment.at.toISOString(),
          updatedAt: comment.at.toISOString(),
        },
      },
    },
  };
}

function renderFeed(source: DemoSource): string {
  const entries = source.items.map(
    ({ slug, title, paragraphs, at, metrics }) => `<entry>
<id>yt:video:${slug}</id><yt:videoId>${slug}</yt:videoId><yt:channelId>${demoChannel}</yt:channelId>
<title>${escapeMarkup(title ?? '')}</title>
<link rel="alternate" href="https://www.youtube.com/watch?v=${slug}"/>
<author><name>${escapeMarkup(source.title)}</name></author>
<published>${at.toISOString()}</published><updated>${at.toISOString()}</updated>
<media:group><media:title>${escapeMarkup(title ?? '')}</media:title><media:description>${escapeMarkup(paragraphs.join('\n'))}</media:description>
<media:community><media:statistics views="${metrics.views ?? 0}"/></media:community></media:group></entry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
<title>${escapeMarkup(source.title)}</title>${entries.join('\n')}</feed>`;
}
