import type { Answer, Asked } from './bench.ts';

/** Videos, comments and channels of an invented YouTube. */
export interface FakeVideo {
  id: string;
  channel: string;
  publishedAt: string;
  views?: string;
  likes?: string;
  comments?: string;
  isDeleted?: boolean;
  hasCommentsDisabled?: boolean;
}
export interface FakeComment {
  id: string;
  text: string;
  at: string;
  replies?: FakeComment[];
}

export interface FakeYoutube {
  videos: FakeVideo[];
  comments: Record<string, FakeComment[]>;
  handles: Record<string, string>;
  /** Answers in place of the ordinary one, by resource. */
  broken: Record<string, ((asked: Asked) => Answer | string | null) | undefined>;
  pageSize: number;
  readonly handle: (asked: Asked) => Answer | string;
}

export const googleError = (status: number, reason: string, message = reason): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ error: { code: status, message, errors: [{ domain: 'youtube', reason, message }] } }),
});

/** What the documentation of the Data API says, for a handful of videos. */
export function createFakeYoutube(start: Partial<Omit<FakeYoutube, 'handle'>> = {}): FakeYoutube {
  const fake: FakeYoutube = {
    videos: [],
    comments: {},
    handles: {},
    broken: {},
    pageSize: 50,
    ...start,
    handle(asked) {
      const resource = asked.path.split('/').at(-1) ?? '';
      const broken = fake.broken[resource]?.(asked) ?? null;
      if (broken !== null) return broken;
      if (resource === 'videos.xml') return feedOf(fake, asked.query.get('channel_id') ?? '');
      if (asked.headers['x-goog-api-key'] !== 'kunci-rahasia')
        return googleError(400, 'keyInvalid', 'API key not valid.');
      if (asked.query.has('key')) return googleError(400, 'badRequest', 'the key must not be in the address');
      return answers[resource]?.(fake, asked.query) ?? googleError(404, 'notFound');
    },
  };
  return fake;
}

const answers: Record<string, (fake: FakeYoutube, query: URLSearchParams) => Answer | string> = {
  channels(fake, query) {
    const id = fake.handles[query.get('forHandle') ?? ''];
    return JSON.stringify({ kind: 'youtube#channelListResponse', ...(id === undefined ? {} : { items: [{ id }] }) });
  },
  playlistItems(fake, query) {
    const channel = `UC${query.get('playlistId')?.slice(2)}`;
    const videos = newestFirst(fake.videos.filter((video) => video.channel === channel));
    if (videos.length === 0) return googleError(404, 'playlistNotFound');
    return page(fake, query, videos, ({ id, publishedAt }) => ({
      kind: 'youtube#playlistItem',
      contentDetails: { videoId: id, videoPublishedAt: publishedAt },
    }));
  },
  search: (fake, query) =>
    page(fake, query, newestFirst(fake.videos), ({ id, channel, publishedAt }) => ({
      id: { kind: 'youtube#video', videoId: id },
      snippet: { publishedAt, channelId: channel, title: 'Dipotong…', description: 'Dipotong…' },
    })),
  videos(fake, query) {
    const ids = query.get('id')?.split(',') ?? [];
    if (ids.length > 50) return googleError(400, 'invalidFilters');
    const found = ids.flatMap((id) => fake.videos.find((video) => video.id === id && !video.isDeleted) ?? []);
    return JSON.stringify({ items: found.map(videoOf) });
  },
  commentThreads(fake, query) {
    const id = query.get('videoId') ?? '';
    const video = fake.videos.find((candidate) => candidate.id === id && !candidate.isDeleted);
    if (video === undefined) return googleError(404, 'videoNotFound');
    if (video.hasCommentsDisabled) return googleError(403, 'commentsDisabled');
    const threads = [...(fake.comments[id] ?? [])].sort((a, b) => (a.at < b.at ? 1 : -1));
    return page(fake, query, threads, (comment) => ({
      id: comment.id,
      snippet: {
        videoId: id,
        channelId: video.channel,
        totalReplyCount: comment.replies?.length ?? 0,
        isPublic: true,
        topLevelComment: commentOf(comment, id),
      },
      ...(comment.replies === undefined
        ? {}
        : { replies: { comments: comment.replies.slice(0, 2).map((reply) => commentOf(reply, id, comment.id)) } }),
    }));
  },
  comments(fake, query) {
    const parent = query.get('parentId') ?? '';
    const thread = Object.values(fake.comments)
      .flat()
      .find(({ id }) => id === parent);
    // Replies do not name their video.
    return page(fake, query, thread?.replies ?? [], (reply) => commentOf(reply, null, parent));
  },
};

function page<T>(fake: FakeYoutube, query: URLSearchParams, all: readonly T[], toItem: (one: T) => unknown) {
  const token = query.get('pageToken');
  const start = token === null ? 0 : Number(/^halaman-(\d+)$/.exec(token)?.[1] ?? Number.NaN);
  if (Number.isNaN(start)) return googleError(400, 'invalidPageToken');
  const end = start + Math.min(fake.pageSize, Number(query.get('maxResults') ?? 5));
  return JSON.stringify({
    pageInfo: { totalResults: all.length },
    items: all.slice(start, end).map(toItem),
    ...(end < all.length ? { nextPageToken: `halaman-${end}` } : {}),
  });
}

function newestFirst(videos: readonly FakeVideo[]): FakeVideo[] {
  return [...videos].sort((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1));
}

function videoOf({ id, channel, publishedAt, views, likes, comments }: FakeVideo) {
  return {
    id,
    snippet: {
      publishedAt,
      channelId: channel,
      title: `Judul ${id}`,
      description: `Keterangan lengkap ${id}`,
      channelTitle: 'Kabar Sagara TV',
      defaultAudioLanguage: 'id',
    },
    statistics: {
      viewCount: views ?? '10',
      favoriteCount: '0',
      ...(likes === undefined ? {} : { likeCount: likes }),
      ...(comments === undefined ? {} : { commentCount: comments }),
    },
  };
}

function commentOf({ id, text, at }: FakeComment, videoId: string | null, parentId?: string) {
  return {
    id,
    snippet: {
      ...(videoId === null ? {} : { videoId }),
      ...(parentId === undefined ? {} : { parentId }),
      textDisplay: text,
      textOriginal: text,
      authorDisplayName: '@warga-contoh',
      authorChannelId: { value: 'UCwargacontoh00000000000' },
      likeCount: 3,
      publishedAt: at,
      updatedAt: at,
    },
  };
}

function feedOf(fake: FakeYoutube, channel: string): Answer {
  const entries = newestFirst(fake.videos.filter((video) => video.channel === channel)).slice(0, 15);
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
 <title>Kabar Sagara TV</title><author><name>Kabar Sagara TV</name></author>
${entries
  .map(
    ({ id, publishedAt, views }) => ` <entry>
  <id>yt:video:${id}</id><yt:videoId>${id}</yt:videoId><yt:channelId>${channel}</yt:channelId>
  <title>Judul ${id}</title><link rel="alternate" href="https://www.youtube.com/watch?v=${id}"/>
  <author><name>Kabar Sagara TV</name></author><published>${publishedAt}</published>
  <media:group><media:title>Judul ${id}</media:title><media:description>Keterangan lengkap ${id}</media:description>
   <media:community><media:starRating count="4" average="5.00" min="1" max="5"/><media:statistics views="${views ?? '10'}"/></media:community>
  </media:group>
 </entry>`,
  )
  .join('\n')}
</feed>`;
  return { headers: { 'content-type': 'text/xml; charset=UTF-8' }, body };
}
