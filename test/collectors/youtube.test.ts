import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SourceError } from '../../src/core/errors.ts';
import { identityKeys } from '../../src/ingest/identity.ts';
import { createBench, now } from './bench.ts';
import { createKey } from './key.ts';
import { createFakeYoutube, type FakeYoutube, googleError } from './youtube-server.ts';

const { site, step, run, readKept } = createBench();
const channel = 'UCkabarsagaratv000000001';
const other = 'UCkabarsagaratv000000002';
const hoursAgo = (hours: number, from: Date = now) => new Date(from.getTime() - hours * 3_600_000).toISOString();
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

async function open(fake: FakeYoutube, options: Record<string, unknown> = { channels: [channel] }) {
  const server = await site(fake.handle);
  const key = createKey('kunci-rahasia');
  const settings = { api: `${server.origin}/youtube/v3`, feed: server.origin, ...options };
  const at = (clock: Date = now, credential = key) => ({ credential, now: () => clock });
  return {
    server,
    key,
    settings,
    first: () => run('youtube', settings, null, at()),
    again: (cursor: string | null, clock: Date) => run('youtube', settings, cursor, at(clock)),
    at,
    resources: () => server.asked.map((path) => path.replace(/\?.*/, '').split('/').at(-1)),
  };
}

const idsOf = (posts: readonly { readonly externalId: string | null }[]) => posts.map(({ externalId }) => externalId);

describe('videos of a channel', () => {
  it('are handed on with their counts; hidden counts are not zero', async () => {
    const fake = createFakeYoutube({
      videos: [
        { id: 'video-baru-1', channel, publishedAt: hoursAgo(2), views: '1520', likes: '31', comments: '0' },
        { id: 'video-lama-2', channel, publishedAt: hoursAgo(20), views: '7' },
      ],
    });
    const { first, key } = await open(fake, { channels: [channel], comments: false });
    const { posts, rejected } = await first();
    expect(rejected).toBe(0);
    expect(posts[0]).toMatchObject({
      kind: 'post',
      platform: 'youtube',
      externalId: 'video-baru-1',
      idScope: 'youtube:videos',
      url: 'https://www.youtube.com/watch?v=video-baru-1',
      title: 'Judul video-baru-1',
      text: 'Keterangan lengkap video-baru-1',
      author: 'Kabar Sagara TV',
      authorHandle: channel.toLowerCase(),
      publishedAt: hoursAgo(2),
      precision: 'exact',
      metrics: { views: 1520, likes: 31, comments: 0, shares: null, others: {} },
    });
    expect(posts[1]?.metrics).toMatchObject({ views: 7, likes: null, comments: null });
    // One request for the list and one for both videos.
    expect(key.spent).toEqual({ units: 2 });
  });

  it('are read page by page until the known ones, and a second run adds nothing', async () => {
    const videos = Array.from({ length: 7 }, (_, index) => ({
      id: `video-nomor-${index}`,
      channel,
      publishedAt: hoursAgo(2 + index),
      comments: '0',
    }));
    const fake = createFakeYoutube({ videos, pageSize: 3 });
    const { first, again, resources, server } = await open(fake);
    const { posts, cursor } = await first();
    expect(idsOf(posts)).toEqual(videos.map(({ id }) => id));
    expect(resources().filter((name) => name === 'playlistItems')).toHaveLength(3);

    server.asked.length = 0;
    const second = await again(cursor, new Date(now.getTime() + 60_000));
    expect(second.posts).toEqual([]);
    expect(resources()).toEqual(['playlistItems']);

    fake.videos.unshift({ id: 'video-paling-baru', channel, publishedAt: hoursAgo(0.1), comments: '0' });
    expect(idsOf((await again(second.cursor, new Date(now.getTime() + 120_000))).posts)).toEqual(['video-paling-baru']);
  });

  it('older than the first load goes back are left alone', async () => {
    const fake = createFakeYoutube({
      videos: [
        { id: 'video-kemarin', channel, publishedAt: hoursAgo(24), comments: '0' },
        { id: 'video-setahun', channel, publishedAt: hoursAgo(24 * 300), comments: '0' },
      ],
      pageSize: 1,
    });
    const { first } = await open(fake);
    expect(idsOf((await first()).posts)).toEqual(['video-kemarin']);
  });

  it('are not lost when a page token is refused in the middle', async () => {
    const videos = Array.from({ length: 4 }, (_, index) => ({
      id: `video-nomor-${index}`,
      channel,
      publishedAt: hoursAgo(2 + index),
      comments: '0',
    }));
    const fake = createFakeYoutube({ videos, pageSize: 2 });
    let refusals = 1;
    fake.broken.playlistItems = ({ query }) =>
      query.has('pageToken') && refusals-- > 0 ? googleError(400, 'invalidPageToken') : null;
    const { first } = await open(fake);
    expect(idsOf((await first()).posts).sort()).toEqual(videos.map(({ id }) => id));
  });

  it('are handed on again with new counts as they age: after 1, 6 and 24 hours, then daily', async () => {
    const fake = createFakeYoutube({
      videos: [{ id: 'video-menua', channel, publishedAt: hoursAgo(0.5), views: '5', comments: '0' }],
    });
    const { first, again } = await open(fake);
    let { cursor } = await first();
    const looks: number[] = [];
    for (let hour = 1; hour <= 24 * 16; hour++) {
      (fake.videos[0] as { views?: string }).views = String(hour);
      const { posts, cursor: next } = await again(cursor, later(hour));
      cursor = next;
      for (const post of posts) looks.push(post.metrics?.views ?? -1);
    }
    // 0.5 hours old at the first look.
    expect(looks).toEqual([1, 6, ...Array.from({ length: 14 }, (_, day) => (day + 1) * 24)]);
  });

  it('that are deleted are not asked for again', async () => {
    const fake = createFakeYoutube({
      videos: [{ id: 'video-hapus', channel, publishedAt: hoursAgo(0.5), comments: '4' }],
    });
    const { first, again, server, resources } = await open(fake);
    const { cursor } = await first();
    (fake.videos[0] as { isDeleted?: boolean }).isDeleted = true;
    const second = await again(cursor, later(1));
    expect(second.posts).toEqual([]);
    server.asked.length = 0;
    await again(second.cursor, later(30));
    expect(resources()).toEqual(['playlistItems']);
  });

  it('of a handle are found after one look-up that is remembered', async () => {
    const fake = createFakeYoutube({
      handles: { '@kabarsagara': channel },
      videos: [{ id: 'video-handle', channel, publishedAt: hoursAgo(3), comments: '0' }],
    });
    const { first, again, resources } = await open(fake, { channels: ['@kabarsagara', '@tidak-ada-contoh'] });
    const { posts, cursor, rejected } = await first();
    expect(idsOf(posts)).toEqual(['video-handle']);
    expect(rejected).toBe(1);
    await again(cursor, later(1));
    // The handle that nobody has is tried again; the other is known.
    expect(resources().filter((name) => name === 'channels')).toHaveLength(3);
  });

  it('of the first channel do not wait for the last one', async () => {
    const videos = Array.from({ length: 60 }, (_, index) => ({
      id: `video-banyak-${index}`,
      channel: index < 55 ? channel : other,
      publishedAt: hoursAgo(1 + index / 10),
      comments: '0',
    }));
    const { first, resources } = await open(createFakeYoutube({ videos }), { channels: [channel, other] });
    expect(new Set(idsOf((await first()).posts)).size).toBe(60);
    expect(resources()).toEqual(['playlistItems', 'videos', 'playlistItems', 'playlistItems', 'videos']);
  });

  it('a broken one costs only itself', async () => {
    const fake = createFakeYoutube({
      videos: [
        { id: 'video-utuh', channel, publishedAt: hoursAgo(2), comments: '0' },
        { id: 'video-rusak', channel, publishedAt: hoursAgo(3), comments: '0' },
      ],
    });
    fake.broken.videos = () =>
      JSON.stringify({
        items: [
          { id: 'video-rusak', snippet: { title: 7 } },
          { id: 'video-utuh', snippet: { title: 'Utuh', publishedAt: hoursAgo(2) }, statistics: 'hilang' },
          null,
        ],
      });
    const { first } = await open(fake);
    const { posts, rejected } = await first();
    expect(posts).toMatchObject([{ title: 'Utuh', text: '', author: null, metrics: null }]);
    expect(rejected).toBe(2);
  });
});

describe('search', () => {
  it('takes from its own bucket and hands on whole descriptions', async () => {
    const fake = createFakeYoutube({
      videos: [{ id: 'video-temuan', channel: other, publishedAt: hoursAgo(5), comments: '0' }],
    });
    const searches = [{ q: 'Sagara banjir', location: { lat: -7.5, lng: 112.4, radiusKm: 30 } }];
    const { first, again, key, server } = await open(fake, { searches });
    const { posts, cursor } = await first();
    expect(posts).toMatchObject([{ externalId: 'video-temuan', text: 'Keterangan lengkap video-temuan' }]);
    expect(key.spent).toEqual({ searches: 1, units: 1 });
    const asked = new URL(server.asked[0] ?? '', server.origin).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      q: 'Sagara banjir',
      type: 'video',
      order: 'date',
      location: '-7.5,112.4',
      locationRadius: '30km',
      publishedAfter: '2026-11-08T08:00:00Z',
    });
    await again(cursor, new Date(now.getTime() + 20 * 60_000));
    expect(key.spent.searches).toBe(1);
    await again(cursor, later(1));
    expect(key.spent.searches).toBe(2);
  });

  it('costs units where the project has the older quota', async () => {
    const { first, key } = await open(createFakeYoutube(), { searches: [{ q: 'Sagara' }], searchUnits: 100 });
    await first();
    expect(key.spent).toEqual({ searches: 1, units: 100 });
  });

  it('that is used up does not stop the channels', async () => {
    const fake = createFakeYoutube({
      videos: [{ id: 'video-kanal', channel, publishedAt: hoursAgo(2), comments: '0' }],
    });
    const { settings, at, server } = await open(fake, { channels: [channel], searches: [{ q: 'Sagara' }] });
    const spent = createKey('kunci-rahasia', { searches: 0 });
    const { posts } = await run('youtube', settings, null, at(now, spent));
    expect(idsOf(posts)).toEqual(['video-kanal']);
    expect(server.asked.some((path) => path.includes('/search'))).toBe(false);
  });
});

describe('comments', () => {
  const comment = (number: number, at: string) => ({ id: `Ugz${number}`, text: `Komentar ${number}`, at });
  const talked = (comments: FakeYoutube['comments'][string], pageSize = 50) =>
    createFakeYoutube({
      videos: [{ id: 'video-ramai', channel, publishedAt: hoursAgo(3), comments: '9' }],
      comments: { 'video-ramai': comments },
      pageSize,
    });

  it('come with all replies, below their video', async () => {
    const replies = Array.from({ length: 4 }, (_, index) => ({
      id: `Ugz1.balasan${index}`,
      text: `Balasan ${index}`,
      at: hoursAgo(1),
    }));
    const { first, key } = await open(talked([{ ...comment(1, hoursAgo(2)), replies }]));
    const { posts } = await first();
    const comments = posts.filter(({ kind }) => kind === 'comment');
    expect([...new Set(idsOf(comments))]).toEqual(['Ugz1', ...replies.map(({ id }) => id)]);
    const [top] = comments;
    expect(top).toMatchObject({
      idScope: 'youtube:comments',
      parentKey: 'id:youtube:videos:video-ramai',
      url: 'https://www.youtube.com/watch?v=video-ramai&lc=Ugz1',
      text: 'Komentar 1',
      author: '@warga-contoh',
      authorHandle: 'ucwargacontoh00000000000',
      metrics: { likes: 3, comments: 4 },
    });
    expect(new Set(comments.map(({ parentKey }) => parentKey))).toEqual(new Set([top?.parentKey]));
    const video = posts.find(({ kind }) => kind === 'post');
    expect(video && identityKeys(video)).toContain(top?.parentKey);
    // List, details, threads, replies.
    expect(key.spent).toEqual({ units: 4 });
  });

  it('are read newest first until what is known, whatever is pinned on top', async () => {
    const fake = talked(
      [1, 2, 3, 4, 5].map((number) => comment(number, hoursAgo(number / 10))),
      2,
    );
    const { first, again, server, resources } = await open(fake);
    const { posts, cursor } = await first();
    expect(idsOf(posts.slice(1))).toEqual(['Ugz1', 'Ugz2', 'Ugz3', 'Ugz4', 'Ugz5']);

    const pinned = comment(5, hoursAgo(0.5));
    const news = [6, 7, 8].map((number) => comment(number, hoursAgo(-number / 10)));
    fake.comments['video-ramai'] = [...news, ...(fake.comments['video-ramai'] ?? [])];
    fake.broken.commentThreads = ({ query }) => {
      if (query.has('pageToken')) return null;
      const thread = (one: typeof pinned) => ({
        id: one.id,
        snippet: { videoId: 'video-ramai', totalReplyCount: 0, topLevelComment: commentJson(one) },
      });
      return JSON.stringify({ items: [thread(pinned), thread(news[2] ?? pinned)], nextPageToken: 'halaman-1' });
    };
    server.asked.length = 0;
    const second = await again(cursor, later(3));
    expect(idsOf(second.posts)).toEqual(['video-ramai', 'Ugz5', 'Ugz8', 'Ugz7', 'Ugz6', 'Ugz1', 'Ugz2']);
    expect(resources().filter((name) => name === 'commentThreads').length).toBeLessThanOrEqual(3);
  });

  it('replies are asked for again only when there are more of them', async () => {
    const reply = (index: number) => ({ id: `Ugz1.balasan${index}`, text: `Balasan ${index}`, at: hoursAgo(1) });
    const thread = { ...comment(1, hoursAgo(2)), replies: [reply(1), reply(2), reply(3)] };
    const { first, again, resources } = await open(talked([thread]));
    let { cursor } = await first();
    ({ cursor } = await again(cursor, later(4)));
    expect(resources().filter((name) => name === 'comments')).toHaveLength(1);
    thread.replies.push(reply(4));
    const { posts } = await again(cursor, later(22));
    expect(idsOf(posts)).toContain('Ugz1.balasan4');
    expect(resources().filter((name) => name === 'comments')).toHaveLength(2);
  });

  it('that are switched off are never asked for again', async () => {
    const fake = talked([]);
    (fake.videos[0] as { hasCommentsDisabled?: boolean }).hasCommentsDisabled = true;
    const { first, again, resources } = await open(fake);
    const { cursor, posts } = await first();
    expect(idsOf(posts)).toEqual(['video-ramai']);
    const second = await again(cursor, later(4));
    await again(second.cursor, later(22));
    expect(resources().filter((name) => name === 'commentThreads')).toHaveLength(1);
    expect(resources().filter((name) => name === 'videos')).toHaveLength(3);
  });

  it('of a video that is gone meanwhile end without an error', async () => {
    const fake = talked([]);
    fake.broken.commentThreads = () => googleError(404, 'videoNotFound');
    const { first } = await open(fake);
    expect(idsOf((await first()).posts)).toEqual(['video-ramai']);
  });

  it('are begun anew when a page token is refused, and given up when it never gets better', async () => {
    const fake = talked(
      [1, 2, 3].map((number) => comment(number, hoursAgo(number / 10))),
      2,
    );
    let refusals = 0;
    fake.broken.commentThreads = ({ query }) => {
      if (!query.has('pageToken')) return null;
      refusals++;
      return googleError(400, 'invalidPageToken');
    };
    const { first } = await open(fake);
    expect(new Set(idsOf((await first()).posts))).toEqual(new Set(['video-ramai', 'Ugz1', 'Ugz2']));
    expect(refusals).toBe(3);
    fake.broken.commentThreads = () => googleError(400, 'processingFailure');
    expect(idsOf((await first()).posts)).toEqual(['video-ramai']);
  });

  it('are left alone when they are not wanted or there are none', async () => {
    const fake = talked([comment(1, hoursAgo(1))]);
    const { server, settings, at } = await open(fake);
    await run('youtube', { ...settings, comments: false }, null, at());
    (fake.videos[0] as { comments?: string }).comments = '0';
    await run('youtube', settings, null, at());
    expect(server.asked.some((path) => path.includes('commentThreads'))).toBe(false);
  });
});

function commentJson({ id, text, at }: { id: string; text: string; at: string }) {
  return { id, snippet: { textDisplay: text, publishedAt: at, likeCount: 0 } };
}

describe('when the quota is used up', () => {
  const videos = [{ id: 'video-umpan', channel, publishedAt: hoursAgo(2), views: '44', comments: '0' }];

  it('channels are read by their feeds until it begins anew, and details follow then', async () => {
    const fake = createFakeYoutube({ videos });
    const { settings, at, again, resources, server } = await open(fake);
    const spent = createKey('kunci-rahasia', { units: 0 });
    const { posts, cursor } = await run('youtube', settings, null, at(now, spent));
    expect(resources()).toEqual(['videos.xml']);
    expect(posts).toMatchObject([
      {
        externalId: 'video-umpan',
        idScope: 'youtube:videos',
        title: 'Judul video-umpan',
        text: 'Keterangan lengkap video-umpan',
        authorHandle: channel.toLowerCase(),
        metrics: { views: 44, likes: null, comments: null },
      },
    ]);
    server.asked.length = 0;
    const second = await again(cursor, later(2));
    expect(resources()).toEqual(['playlistItems', 'videos']);
    expect(second.posts).toMatchObject([{ externalId: 'video-umpan', metrics: { comments: 0 } }]);
  });

  it('older videos that no feed shows are not forgotten when there is quota again', async () => {
    const many = Array.from({ length: 70 }, (_, index) => ({
      id: `video-${String(index).padStart(3, '0')}`,
      channel,
      publishedAt: hoursAgo(index + 1),
      comments: '0',
    }));
    const fake = createFakeYoutube({ videos: many });
    const { settings, at, again } = await open(fake);
    // Enough for the first page of the list, and no more.
    const { posts, cursor } = await run('youtube', settings, null, at(now, createKey('kunci-rahasia', { units: 1 })));
    expect(posts).toHaveLength(15);
    const second = await again(cursor, later(2));
    const third = await again(second.cursor, later(3));
    const found = new Set(idsOf([...second.posts, ...third.posts]));
    expect(many.filter(({ id }) => !found.has(id))).toEqual([]);
  });

  it("YouTube's own word counts too: midnight Pacific time", async () => {
    const fake = createFakeYoutube({ videos });
    fake.broken.playlistItems = () =>
      googleError(403, 'quotaExceeded', 'You have exceeded your <a href="/q">quota</a>.');
    const { first } = await open(fake);
    const { cursor, posts } = await first();
    expect(idsOf(posts)).toEqual(['video-umpan']);
    expect(JSON.parse(cursor ?? '')).toMatchObject({ feedsUntil: '2026-11-23T08:00:00.000Z' });
  });

  it('searches alone wait, and say until when', async () => {
    const fake = createFakeYoutube();
    fake.broken.search = () => googleError(403, 'quotaExceeded');
    const { first } = await open(fake, { searches: [{ q: 'Sagara' }] });
    await expect(first()).rejects.toMatchObject({
      reason: 'rate-limited',
      credentialWide: true,
      retryAfterMs: 24 * 3_600_000,
    });
  });
});

describe('refusals', () => {
  it.each([
    ['keyInvalid', 400, { reason: 'credential', credentialWide: true }],
    ['accessNotConfigured', 403, { reason: 'permission', credentialWide: true }],
    ['rateLimitExceeded', 403, { reason: 'rate-limited', retryAfterMs: 60_000 }],
    ['invalidFilters', 400, { reason: 'query' }],
    ['processingFailure', 400, { reason: 'network' }],
    ['backendError', 503, { reason: 'network' }],
  ])('%s', async (word, status, fault) => {
    const fake = createFakeYoutube();
    fake.broken.playlistItems = () => googleError(status, word);
    const { first } = await open(fake);
    await expect(first()).rejects.toMatchObject(fault);
  });

  it('a channel without uploads is a wrong question, but only when it is the only one', async () => {
    const fake = createFakeYoutube({ videos: [{ id: 'video-ada', channel, publishedAt: hoursAgo(2), comments: '0' }] });
    const alone = await open(fake, { channels: [other] });
    await expect(alone.first()).rejects.toMatchObject({ reason: 'query' });
    const both = await open(fake, { channels: [other, channel] });
    expect(await both.first()).toMatchObject({ rejected: 1, posts: [{ externalId: 'video-ada' }] });
  });

  it('never tell the key', async () => {
    const fake = createFakeYoutube();
    fake.broken.playlistItems = () =>
      googleError(403, 'forbiddenKey', "Consumer 'api_key:AIzaRahasiaRahasiaRahasia' has been suspended.");
    const { first, server } = await open(fake);
    const error = await first().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SourceError);
    expect(String(error)).not.toContain('Rahasia');
    expect(server.asked.join()).not.toContain('kunci-rahasia');
  });

  it('a page of HTML and another form are a change', async () => {
    const fake = createFakeYoutube();
    fake.broken.playlistItems = () => ({ body: '<html><body>Sorry</body></html>' });
    const { first } = await open(fake);
    await expect(first()).rejects.toMatchObject({ reason: 'changed' });
    fake.broken.playlistItems = () => JSON.stringify({ hasil: [] });
    await expect(first()).rejects.toMatchObject({ reason: 'changed' });
  });

  it('a slow answer ends with the signal', async () => {
    const fake = createFakeYoutube();
    fake.broken.playlistItems = () => ({ headers: { 'content-length': '1000' }, body: '{' });
    const { settings, key } = await open(fake);
    const stop = new AbortController();
    const asked = step('youtube', settings, null, { credential: key, signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    await expect(asked).rejects.toThrow();
  });

  it('a damaged cursor begins afresh; without a key there is no request', async () => {
    const fake = createFakeYoutube({ videos: [{ id: 'video-ada', channel, publishedAt: hoursAgo(2), comments: '0' }] });
    const { settings, at, server } = await open(fake);
    expect(idsOf((await run('youtube', settings, '{"list":"x"}', at())).posts)).toEqual(['video-ada']);
    server.asked.length = 0;
    await expect(step('youtube', settings)).rejects.toMatchObject({ reason: 'credential' });
    expect(server.asked).toEqual([]);
  });

  it('a step that fails loses nothing: what was due stays due', async () => {
    const fake = createFakeYoutube({ videos: [{ id: 'video-ada', channel, publishedAt: hoursAgo(2), comments: '0' }] });
    const { settings, at } = await open(fake);
    let state: string | null = null;
    fake.broken.videos = () => googleError(500, 'backendError');
    state = (await step('youtube', settings, state, at())).cursor;
    state = (await step('youtube', settings, state, at())).cursor;
    await expect(step('youtube', settings, state, at())).rejects.toMatchObject({ reason: 'network' });
    fake.broken.videos = undefined;
    expect(idsOf((await run('youtube', settings, state, at())).posts)).toEqual(['video-ada']);
  });
});

describe('kept answers', () => {
  const folder = new URL('../fixtures/collectors/youtube/', import.meta.url);

  it.each([
    ['videos', 'https://www.googleapis.com/youtube/v3/videos?part=snippet%2Cstatistics&id=sgrBanjir01'],
    ['comment-threads', 'https://www.googleapis.com/youtube/v3/commentThreads?part=snippet&videoId=sgrBanjir01'],
  ])('%s give the golden posts', async (name, url) => {
    const kept = readFileSync(new URL(`${name}.json`, folder));
    const expected = JSON.parse(readFileSync(new URL(`${name}.expected.json`, folder), 'utf8'));
    expect(await readKept('youtube', { channels: [channel] }, kept, url)).toEqual(expected);
  });

  it('give the same posts again', async () => {
    const fake = createFakeYoutube({
      videos: [{ id: 'video-simpan', channel, publishedAt: hoursAgo(2), comments: '1' }],
      comments: { 'video-simpan': [{ id: 'UgzA', text: 'Bagus', at: hoursAgo(1) }] },
    });
    const { first, server } = await open(fake);
    const { posts } = await first();
    const read = await Promise.all(
      server.asked.map(async (path) => {
        const answer = await fetch(server.origin + path, { headers: { 'x-goog-api-key': 'kunci-rahasia' } });
        return readKept('youtube', { channels: [channel] }, await answer.text(), server.origin + path);
      }),
    );
    expect(read.flatMap((one) => one.posts)).toEqual(posts);
  });
});

describe('options', () => {
  it.each([
    [{ channels: ['kabarsagara'] }, 'channels.0'],
    [{ channels: [], searches: [] }, 'channels'],
    [{ searches: [{ q: 'x' }] }, 'searches.0.q'],
    [{ channels: [channel], api: 'ftp://x.test' }, 'api'],
  ])('%j is refused', (options, where) => {
    expect(() => step('youtube', options)).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ where })] }),
    );
  });
});
