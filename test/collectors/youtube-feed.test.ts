import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createBench, now } from './bench.ts';
import { createFakeYoutube, type FakeYoutube } from './youtube-server.ts';

const { site, step, run, readKept } = createBench();
const channel = 'UCkabarsagaratv000000001';
const other = 'UCkabarsagaratv000000002';
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
const later = (hours: number) => ({ now: () => new Date(now.getTime() + hours * 3_600_000) });

async function open(fake: FakeYoutube, channels = [channel]) {
  const server = await site(fake.handle);
  return { server, options: { channels, feed: server.origin } };
}

describe('feeds of channels', () => {
  const video = (id: string, hours: number, of = channel) => ({
    id,
    channel: of,
    publishedAt: hoursAgo(hours),
    views: '44',
  });

  it('404 and 500 are no end: the source fails, and goes on when the feed is back', async () => {
    const fake = createFakeYoutube({ videos: [video('video-umpan', 2)] });
    const { options } = await open(fake);
    const { cursor } = await run('youtube-feed', options);
    fake.videos.push(video('video-susulan', 1));
    for (const status of [404, 500, 404]) {
      fake.broken['videos.xml'] = () => ({ status, body: 'Error' });
      await expect(step('youtube-feed', options, cursor, later(0.2))).rejects.toMatchObject({ reason: 'network' });
    }
    fake.broken['videos.xml'] = () => ({ body: '<html><body>Sebelum melanjutkan</body></html>' });
    await expect(step('youtube-feed', options, cursor, later(0.2))).rejects.toMatchObject({ reason: 'network' });
    fake.broken['videos.xml'] = undefined;
    const { posts } = await run('youtube-feed', options, cursor, later(0.3));
    expect(posts.map(({ externalId }) => externalId)).toEqual(['video-susulan']);
  });

  it('one that gives no answer does not hold up the others', async () => {
    const fake = createFakeYoutube({ videos: [video('video-dua', 2, other)] });
    fake.broken['videos.xml'] = ({ query }) => (query.get('channel_id') === channel ? { status: 404 } : null);
    const { options } = await open(fake, [channel, other]);
    expect((await run('youtube-feed', options)).posts).toMatchObject([
      { externalId: 'video-dua', metrics: { views: 44 } },
    ]);
  });

  it('many are read ten at a time, and known videos come again by age only', async () => {
    const channels = Array.from({ length: 12 }, (_, index) => `UCkabarsagaratv0000000${10 + index}`);
    const fake = createFakeYoutube({ videos: channels.map((of, index) => video(`video-kanal-${index}`, 0.5, of)) });
    const { options, server } = await open(fake, channels);
    const first = await run('youtube-feed', options);
    expect(first.posts).toHaveLength(12);
    expect([first.steps, server.asked.length]).toEqual([2, 12]);
    const second = await run('youtube-feed', options, first.cursor, later(0.25));
    expect(second.posts).toEqual([]);
    const third = await run('youtube-feed', options, second.cursor, later(1));
    expect(third.posts).toHaveLength(12);
    expect((await run('youtube-feed', options, third.cursor, later(1.5))).posts).toEqual([]);
  });

  it('a kept feed gives the golden posts', async () => {
    const folder = new URL('../fixtures/collectors/youtube/', import.meta.url);
    const body = readFileSync(new URL('feed.xml', folder));
    const url = `https://www.youtube.com/feeds/videos.xml?channel_id=${channel}`;
    const read = await readKept('youtube-feed', { channels: [channel] }, body, url);
    expect(read).toEqual(JSON.parse(readFileSync(new URL('feed.expected.json', folder), 'utf8')));
  });

  it('handles need a key', async () => {
    expect(() => step('youtube-feed', { channels: ['@kabarsagara'] })).toThrow(/ID kanal/);
  });
});
