import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { serve } from '../support/web-server.ts';
import { type Answer, type Asked, createBench, now } from './bench.ts';

const { site, step, run, readKept } = createBench();
const id = 'telegram-channel';
const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/collectors/telegram-channel/${name}`, import.meta.url), 'utf8');

const landing = '<html><body><div class="tgme_page"><div class="tgme_page_title">Kanal</div></div></body></html>';

interface Message {
  readonly number: number;
  readonly text?: string;
  readonly views?: string;
}

function page(messages: readonly Message[]): string {
  const wraps = messages.map(
    ({
      number,
      text,
      views,
    }) => `<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="Kanal/${number}">
      ${text === '' ? '' : `<div class="tgme_widget_message_text">${text ?? `Pesan nomor ${number}`}</div>`}
      <span class="tgme_widget_message_views">${views ?? '10'}</span>
      <a class="tgme_widget_message_date" href="https://t.me/Kanal/${number}"><time datetime="2026-11-21T01:00:00+00:00"></time></a>
    </div></div>`,
  );
  return `<section class="tgme_channel_history">${wraps.join('')}</section>`;
}

/** A channel as Telegram shows it: the newest 20 messages below `before`, oldest first. */
function channel(messages: readonly Message[]) {
  return ({ query }: Asked): string => {
    const before = Number(query.get('before') ?? Number.POSITIVE_INFINITY);
    return page(messages.filter(({ number }) => number < before).slice(-20));
  };
}

const range = (from: number, to: number): Message[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ number: from + i }));
const numbers = (posts: readonly { readonly externalId: string | null }[]) =>
  posts.map(({ externalId }) => Number(externalId)).sort((a, b) => a - b);
const later = (minutes: number) => ({ now: () => new Date(now.getTime() + minutes * 60_000) });

describe('telegram-channel', () => {
  it('maps a page as the golden pair says', async () => {
    const { posts, rejected } = await readKept(
      id,
      { channel: '@KabarUjungalun' },
      fixture('page.html'),
      'https://t.me/s/KabarUjungalun',
    );
    expect({ posts, rejected }).toEqual(JSON.parse(fixture('page.expected.json')));
  });

  it('reads the newest page and as many older ones as asked, and then only what is new', async () => {
    const messages = range(1, 90);
    const server = await site(channel(messages));
    const options = { channel: 'kanal', api: server.origin, backfillPages: 2 };
    const first = await run(id, options);
    expect(numbers(first.posts)).toEqual(range(31, 90).map(({ number }) => number));
    expect(server.asked).toEqual(['/s/kanal', '/s/kanal?before=71', '/s/kanal?before=51']);

    messages.push({ number: 91 }, { number: 93 });
    const second = await run(id, options, first.cursor, later(10));
    expect(server.asked).toHaveLength(4);
    expect(numbers(second.posts).slice(-3)).toEqual([90, 91, 93]);
    expect(second.posts[0]).toMatchObject({ idScope: 'telegram:kanal', metrics: { views: 10 } });
  });

  it('hands the last 20 on again with new counts', async () => {
    const messages: Message[] = range(1, 3);
    const { origin } = await site((asked) => channel(messages)(asked));
    const first = await run(id, { channel: 'kanal', api: origin });
    messages[1] = { number: 2, views: '1.2K' };
    const second = await run(id, { channel: 'kanal', api: origin }, first.cursor, later(10));
    expect(second.posts.map(({ metrics }) => metrics?.views)).toEqual([10, 1_200, 10]);
  });

  it('finds what was written while it was away, across deleted messages', async () => {
    const messages = range(1, 20);
    const server = await site(channel(messages));
    const options = { channel: 'kanal', api: server.origin, backfillPages: 0 };
    const first = await run(id, options);
    expect(first.steps).toBe(1);
    messages.push(...range(30, 75));
    const second = await run(id, options, first.cursor, later(600));
    expect(numbers(second.posts)).toEqual(expect.arrayContaining(range(30, 75).map(({ number }) => number)));
    expect(server.asked.slice(1)).toEqual(['/s/kanal', '/s/kanal?before=56', '/s/kanal?before=36']);
  });

  it('goes on with the older pages after a crash between steps, and looks at the newest first when that is due', async () => {
    const server = await site(channel(range(1, 90)));
    const options = { channel: 'kanal', api: server.origin, backfillPages: 3 };
    const first = await step(id, options);
    expect(first.more).toBe(true);
    const second = await step(id, options, first.cursor);
    await step(id, options, second.cursor, later(30));
    await step(id, options, second.cursor);
    expect(server.asked).toEqual(['/s/kanal', '/s/kanal?before=71', '/s/kanal', '/s/kanal?before=51']);
  });

  it('does not skip what came in while an older gap was still open', async () => {
    const messages = range(1, 20);
    const { origin } = await site(channel(messages));
    const options = { channel: 'kanal', api: origin, backfillPages: 0 };
    const first = await step(id, options);
    messages.push(...range(21, 80));
    const second = await step(id, options, first.cursor, later(60));
    messages.push(...range(81, 130));
    const rest = await run(id, options, second.cursor, later(120));
    // From 11: the last step reads a whole page.
    expect(new Set(numbers([...second.posts, ...rest.posts]))).toEqual(
      new Set(range(11, 130).map(({ number }) => number)),
    );
  });

  it.each([['null'], ['{"channel":7}'], ['rusak']])('starts afresh with the cursor %s', async (cursor) => {
    const { origin } = await site(channel(range(1, 5)));
    const { posts } = await run(id, { channel: 'kanal', api: origin }, cursor);
    expect(numbers(posts)).toEqual([1, 2, 3, 4, 5]);
  });

  it('begins anew when the channel is another one', async () => {
    const server = await site(channel(range(1, 40)));
    const first = await run(id, { channel: 'kanal', api: server.origin });
    await run(id, { channel: 'lain', api: server.origin }, first.cursor);
    expect(server.asked.slice(-2)).toEqual(['/s/lain', '/s/lain?before=21']);
  });

  it('counts a message without text once', async () => {
    const { origin } = await site(channel([{ number: 1 }, { number: 2, text: '' }]));
    const first = await run(id, { channel: 'kanal', api: origin });
    expect([first.posts.length, first.rejected]).toEqual([1, 1]);
    const second = await run(id, { channel: 'kanal', api: origin }, first.cursor, later(10));
    expect([second.posts.length, second.rejected]).toEqual([1, 0]);
  });

  it('takes an empty channel for what it is', async () => {
    const { origin } = await site(() => '<section class="tgme_channel_history"></section>');
    expect(await run(id, { channel: 'kanal', api: origin })).toMatchObject({ posts: [], rejected: 0, steps: 1 });
  });

  it('says in plain words that there is no preview, and asks again only after a day', async () => {
    const { origin } = await site(({ path }) =>
      path === '/s/kanal' ? { status: 302, headers: { location: '/kanal' } } : landing,
    );
    await expect(step(id, { channel: 'kanal', api: origin })).rejects.toMatchObject({
      reason: 'permission',
      retryAfterMs: 86_400_000,
      message: expect.stringContaining('pratinjau'),
    });
    expect(await readKept(id, { channel: 'kanal' }, landing)).toEqual({ posts: [], rejected: 0 });
  });

  it.each<[string, Answer, object]>([
    ['429', { status: 429, headers: { 'retry-after': '30' } }, { reason: 'rate-limited', retryAfterMs: 30_000 }],
    ['503', { status: 503, headers: { 'retry-after': '5' } }, { reason: 'rate-limited' }],
    ['502', { status: 502 }, { reason: 'network' }],
    ['403', { status: 403, body: '<html>Just a moment</html>' }, { reason: 'blocked' }],
    ['an error page with status 200', { body: '<html><title>Error</title></html>' }, { reason: 'changed' }],
    ['renamed classes', { body: page(range(1, 3)).replaceAll('data-post', 'data-id') }, { reason: 'changed' }],
    ['JSON', { body: '{"ok":false}' }, { reason: 'changed' }],
  ])('fails with %s', async (_, answer, fault) => {
    const { origin } = await site(() => answer);
    await expect(step(id, { channel: 'kanal', api: origin })).rejects.toMatchObject({ name: 'SourceError', ...fault });
  });

  it('stops waiting for a slow body when it is told to', async () => {
    const stop = new AbortController();
    const server = await serve((_, response) => {
      response.write('<section class="tgme_channel_history">');
      stop.abort();
    });
    await expect(step(id, { channel: 'kanal', api: server.origin }, null, { signal: stop.signal })).rejects.toThrow();
    await server.close();
  });

  it.each(['@kanal_ku', 'https://t.me/s/kanal_ku', 't.me/kanal_ku', 'https://telegram.me/kanal_ku/'])(
    'understands %s as the name of a channel',
    async (channelOption) => {
      const server = await site(channel(range(1, 2)));
      await run(id, { channel: channelOption, api: server.origin });
      expect(server.asked).toEqual(['/s/kanal_ku']);
    },
  );

  it.each(['+AbCdEf', 'https://t.me/+AbCdEf', 'kanal/12', 'a', 'kanal?x=1', '../x'])('refuses %s', async (name) => {
    await expect(async () => step(id, { channel: name })).rejects.toThrow(/nama kanal publik/);
  });
});
