import { describe, expect, it } from 'vitest';
import { type Answer, type Asked, createBench, now } from './bench.ts';

const { site, step, run } = createBench();

interface Entry {
  readonly id: number;
  readonly at: string;
  readonly modified?: string;
  readonly post?: number;
}

const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
const gmt = (at: string) => at.slice(0, 19);

/** A small WordPress: the filters, order and paging that the collector relies on, and its error for a page past the end. */
function answerList(entries: readonly Entry[], { query, path, origin }: Asked): Answer {
  const isComments = path.endsWith('/comments');
  const after = query.get('after') ?? '';
  const changedAfter = query.get('modified_after') ?? '';
  const posts = query.get('post')?.split(',');
  const key = (entry: Entry) => (query.get('orderby') === 'modified' ? (entry.modified ?? entry.at) : entry.at);
  const found = entries
    .filter((entry) => entry.at > after && (entry.modified ?? entry.at) > changedAfter)
    .filter((entry) => posts === undefined || posts.includes(String(entry.post)))
    .sort((a, b) => key(a).localeCompare(key(b)) * (query.get('order') === 'asc' ? 1 : -1));
  const size = Number(query.get('per_page'));
  const page = Number(query.get('page'));
  if (page > Math.max(1, Math.ceil(found.length / size))) {
    return {
      status: 400,
      body: '{"code":"rest_post_invalid_page_number","message":"Past the end","data":{"status":400}}',
    };
  }
  const body = found.slice((page - 1) * size, page * size).map((entry) =>
    isComments
      ? {
          id: entry.id,
          post: entry.post,
          type: 'comment',
          author_name: 'Warga',
          date_gmt: gmt(entry.at),
          content: { rendered: `<p>Tanggapan ${entry.id}</p>` },
          link: `${origin}/?p=${entry.post}#comment-${entry.id}`,
        }
      : {
          id: entry.id,
          type: path.endsWith('/pages') ? 'page' : 'post',
          date_gmt: gmt(entry.at),
          modified_gmt: gmt(entry.modified ?? entry.at),
          link: `${origin}/?p=${entry.id}`,
          title: { rendered: `Pos ${entry.id}` },
          content: { rendered: `<p>Isi ${entry.id}</p>` },
        },
  );
  return { body: JSON.stringify(body) };
}

const json = { 'content-type': 'application/json' };

describe('wordpress', () => {
  it('loads the last days newest first, past the last full page, then only what changed', async () => {
    const posts: Entry[] = Array.from({ length: 10 }, (_, i) => ({ id: i + 1, at: hoursAgo(10 - i) }));
    posts.push({ id: 99, at: hoursAgo(24 * 40) });
    const asked: Asked[] = [];
    const { origin } = await site((request) => {
      asked.push(request);
      return answerList(posts, request);
    });
    const options = { site: origin, perPage: 5 };
    const first = await run('wordpress', options);
    expect(first.posts.map(({ externalId }) => externalId)).toEqual([
      '10',
      '9',
      '8',
      '7',
      '6',
      '5',
      '4',
      '3',
      '2',
      '1',
    ]);
    expect(first.steps).toBe(3);
    expect(first.posts[0]).toMatchObject({
      kind: 'article',
      idScope: `wordpress:${origin}:posts`,
      url: `${origin}/?p=10`,
      text: 'Isi 10',
      publishedAt: hoursAgo(1).replace(/\.\d+Z/, '.000Z'),
    });

    posts.push({ id: 11, at: hoursAgo(0.5) });
    posts[0] = { id: 1, at: hoursAgo(10), modified: hoursAgo(0.2) };
    const second = await run('wordpress', options, first.cursor);
    expect(asked.at(-2)?.query.get('modified_after')).toBe(new Date(now.getTime() - 70 * 60_000).toISOString());
    expect(asked.at(-1)?.query.get('after')).toBe(new Date(now.getTime() - 180 * 60_000).toISOString());
    // The overlaps, ten minutes of changes and two hours of posts, read the newest posts of the first run again.
    expect(second.posts.map(({ externalId }) => externalId)).toEqual(['10', '11', '1', '9', '10', '11']);
    const third = await run('wordpress', options, second.cursor);
    expect(third.posts.map(({ externalId }) => externalId)).toEqual(['1', '9', '10', '11']);
  });

  it('finds a scheduled post, whose last change is older than what was read before it appeared', async () => {
    const posts: Entry[] = [{ id: 1, at: hoursAgo(3) }];
    const { origin } = await site((asked) => answerList(posts, asked));
    const first = await run('wordpress', { site: origin });
    // Written yesterday for an hour ago; the site was visited, and so published it, only now.
    posts.push({ id: 2, at: hoursAgo(2), modified: hoursAgo(20) }, { id: 3, at: hoursAgo(1), modified: hoursAgo(21) });
    const second = await run('wordpress', { site: origin }, first.cursor);
    expect(new Set(second.posts.map(({ externalId }) => externalId))).toEqual(new Set(['1', '2', '3']));
  });

  it('misses no change when a post of a page that was read is edited before the next page is', async () => {
    const posts: Entry[] = [{ id: 99, at: hoursAgo(50) }];
    const { origin } = await site((asked) => answerList(posts, asked));
    const options = { site: origin, perPage: 5 };
    const first = await run('wordpress', options);
    for (let id = 1; id <= 17; id++) posts.push({ id, at: hoursAgo(100), modified: hoursAgo(49 - id) });
    const found = new Set<string | null>();
    let { cursor } = first;
    for (let steps = 0, more = true; more && steps < 40; steps++) {
      const taken = await step('wordpress', options, cursor);
      for (const { externalId } of taken.posts) found.add(externalId);
      const place = posts.findIndex(({ id }) => id === steps + 1);
      if (steps < 4) posts[place] = { id: steps + 1, at: hoursAgo(100), modified: hoursAgo(1 - steps / 10) };
      ({ cursor, more } = taken);
    }
    const ids = Array.from({ length: 17 }, (_, index) => String(index + 1));
    expect(ids.filter((id) => !found.has(id))).toEqual([]);
  });

  it('reads on when more posts than fit a page were changed in the same second', async () => {
    const posts: Entry[] = [{ id: 99, at: hoursAgo(50) }];
    const { origin } = await site((asked) => answerList(posts, asked));
    const options = { site: origin, perPage: 5 };
    const first = await run('wordpress', options);
    for (let id = 1; id <= 13; id++) posts.push({ id, at: hoursAgo(100), modified: hoursAgo(id <= 12 ? 20 : 10) });
    const second = await run('wordpress', options, first.cursor);
    const found = new Set(second.posts.map(({ externalId }) => externalId));
    expect(Array.from({ length: 13 }, (_, index) => String(index + 1)).filter((id) => !found.has(id))).toEqual([]);
  });

  it('finds a comment that was approved hours after others were read', async () => {
    const comments: Entry[] = [{ id: 7, at: hoursAgo(1), post: 3 }];
    const { origin } = await site((asked) =>
      answerList(asked.path.endsWith('/comments') ? comments : [{ id: 3, at: hoursAgo(30) }], asked),
    );
    const first = await run('wordpress', { site: origin, comments: true });
    comments.push({ id: 6, at: hoursAgo(9), post: 3 });
    const second = await run('wordpress', { site: origin, comments: true }, first.cursor);
    expect(second.posts.filter(({ kind }) => kind === 'comment').map(({ externalId }) => externalId)).toContain('6');
  });

  it('reads comments after the posts and ties them to their post', async () => {
    const comments: Entry[] = [
      { id: 7, at: hoursAgo(2), post: 3 },
      { id: 8, at: hoursAgo(1), post: 4 },
    ];
    const { origin } = await site((asked) =>
      answerList(asked.path.endsWith('/comments') ? comments : [{ id: 3, at: hoursAgo(3) }], asked),
    );
    const first = await run('wordpress', { site: `${origin}/`, comments: true });
    expect(first.posts).toMatchObject([
      { kind: 'article', externalId: '3', idScope: `wordpress:${origin}:posts` },
      {
        kind: 'comment',
        externalId: '7',
        idScope: `wordpress:${origin}:comments`,
        parentKey: `id:wordpress:${origin}:posts:3`,
        title: null,
        text: 'Tanggapan 7',
        author: 'Warga',
      },
      { kind: 'comment', externalId: '8', parentKey: `id:wordpress:${origin}:posts:4` },
    ]);
    comments.push({ id: 9, at: hoursAgo(0.1), post: 3 });
    const second = await run('wordpress', { site: `${origin}/`, comments: true }, first.cursor);
    expect(second.posts.filter(({ kind }) => kind === 'comment').map(({ externalId }) => externalId)).toEqual([
      '7',
      '8',
      '9',
    ]);
  });

  it('asks only for comments of the posts that the filter let through', async () => {
    const asked: Asked[] = [];
    const comments: Entry[] = [
      { id: 7, at: hoursAgo(2), post: 3 },
      { id: 8, at: hoursAgo(1), post: 400 },
    ];
    const { origin } = await site((request) => {
      asked.push(request);
      return answerList(request.path.endsWith('/comments') ? comments : [{ id: 3, at: hoursAgo(3) }], request);
    });
    const { posts } = await run('wordpress', { site: origin, comments: true, search: 'Ujungalun', categories: [4, 5] });
    expect(posts.map(({ externalId }) => externalId)).toEqual(['3', '7']);
    expect([asked[0]?.query.get('search'), asked[0]?.query.get('categories'), asked[1]?.query.get('post')]).toEqual([
      'Ujungalun',
      '4,5',
      '3',
    ]);
  });

  it('reads static pages when asked to', async () => {
    const { origin } = await site((asked) =>
      answerList([{ id: asked.path.endsWith('/pages') ? 2 : 1, at: hoursAgo(1) }], asked),
    );
    const { posts } = await run('wordpress', { site: origin, pages: true });
    expect(posts.map(({ kind, externalId, idScope }) => [kind, externalId, idScope])).toEqual([
      ['article', '1', `wordpress:${origin}:posts`],
      ['page', '2', `wordpress:${origin}:posts`],
    ]);
  });

  it.each([
    ['a firewall page', { status: 403, body: '<html>Forbidden</html>' }],
    ['no such route', { status: 404, headers: json, body: '{"code":"rest_no_route","message":"No route"}' }],
    ['the front page with status 200', { body: '<!doctype html><html><title>Beranda</title></html>' }],
  ])('goes over ?rest_route= when wp-json gives %s, and remembers that', async (_, blocked) => {
    const server = await site((asked) => {
      if (asked.path.startsWith('/wp-json')) return blocked;
      return answerList([{ id: 1, at: hoursAgo(1) }], { ...asked, path: asked.query.get('rest_route') ?? '' });
    });
    const first = await run('wordpress', { site: server.origin });
    expect(first.posts).toHaveLength(1);
    await run('wordpress', { site: server.origin }, first.cursor);
    expect(server.asked.map((path) => path.split('?')[0])).toEqual(['/wp-json/wp/v2/posts', '/', '/', '/']);
  });

  it.each([
    [
      { status: 401, headers: json, body: '{"code":"rest_not_logged_in","message":"Login"}' },
      { reason: 'blocked', message: expect.stringContaining('rest_not_logged_in') },
    ],
    [{ status: 404, body: '<html>Tidak ada</html>' }, { reason: 'changed' }],
    [
      { status: 400, headers: json, body: '{"code":"rest_invalid_param","message":"categories"}' },
      { reason: 'changed', message: expect.stringContaining('rest_invalid_param') },
    ],
    [
      { status: 429, headers: { 'retry-after': '60' } },
      { reason: 'rate-limited', retryAfterMs: 60_000 },
    ],
    [{ status: 410 }, { reason: 'gone' }],
  ])('fails when both ways give %j', async (answer, fault) => {
    const { origin } = await site(() => answer);
    await expect(step('wordpress', { site: origin })).rejects.toMatchObject({ name: 'SourceError', ...fault });
  });

  it('goes on without comments when they are closed, and asks again after a week', async () => {
    const server = await site((asked) =>
      asked.path.endsWith('/comments')
        ? { status: 401, headers: json, body: '{"code":"rest_cannot_read","message":"Tidak boleh"}' }
        : answerList([{ id: 1, at: hoursAgo(1) }], asked),
    );
    const options = { site: server.origin, comments: true };
    const asksFor = () => server.asked.filter((path) => path.includes('/comments')).length;
    const first = await run('wordpress', options);
    expect([first.posts.length, asksFor()]).toEqual([1, 1]);
    const second = await run('wordpress', options, first.cursor);
    expect(asksFor()).toBe(1);
    const nextWeek = new Date(now.getTime() + 8 * 86_400_000);
    await run('wordpress', options, second.cursor, { now: () => nextWeek });
    expect(asksFor()).toBe(2);
  });

  it.each([
    [
      'ignores',
      (asked: Asked) =>
        answerList(
          [
            { id: 1, at: '2019-01-01T00:00:00Z' },
            { id: 2, at: hoursAgo(1) },
          ],
          { ...asked, query: without(asked.query, 'modified_after') },
        ),
    ],
    [
      'refuses',
      (asked: Asked) =>
        asked.query.has('modified_after')
          ? { status: 400, headers: json, body: '{"code":"rest_invalid_param","message":"modified_after"}' }
          : answerList([{ id: 2, at: hoursAgo(1) }], asked),
    ],
  ])('falls back to new posts only where WordPress %s modified_after', async (_, handle) => {
    const server = await site(handle);
    const first = await run('wordpress', { site: server.origin });
    const second = await run('wordpress', { site: server.origin }, first.cursor);
    expect(second.posts.map(({ externalId }) => externalId)).toEqual(['2']);
    await run('wordpress', { site: server.origin }, second.cursor);
    expect(server.asked.at(-1)).not.toContain('modified_after');
  });

  it('is not carried into the future by a site clock that runs ahead', async () => {
    const { origin } = await site((asked) =>
      answerList(
        [
          { id: 1, at: hoursAgo(2) },
          { id: 2, at: hoursAgo(-48) },
        ],
        asked,
      ),
    );
    const first = await run('wordpress', { site: origin });
    const since = JSON.parse(first.cursor ?? '').walks.posts.since;
    expect(since).toBe(hoursAgo(2));
  });

  it('continues a walk where the last step ended', async () => {
    const posts = Array.from({ length: 12 }, (_, i) => ({ id: i + 1, at: hoursAgo(i + 1) }));
    const { origin } = await site((asked) => answerList(posts, asked));
    const first = await step('wordpress', { site: origin, perPage: 5 });
    expect(first.more).toBe(true);
    const rest = await run('wordpress', { site: origin, perPage: 5 }, first.cursor);
    expect(rest.posts.map(({ externalId }) => externalId)).toEqual(['6', '7', '8', '9', '10', '11', '12']);
  });
});

function without(query: URLSearchParams, name: string): URLSearchParams {
  const rest = new URLSearchParams(query);
  rest.delete(name);
  return rest;
}
