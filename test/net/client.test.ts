import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createNet, type NetOptions } from '../../src/net/client.ts';
import { serve, type WebServer } from '../support/web-server.ts';

const servers: WebServer[] = [];
const nets: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(nets.splice(0).map((net) => net.close()));
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function site(...args: Parameters<typeof serve>): Promise<WebServer> {
  const server = await serve(...args);
  servers.push(server);
  return server;
}

function client(options: Partial<NetOptions> = {}) {
  const net = createNet({
    userAgent: 'Kentongan-uji/1 (+mailto:uji@contoh.test)',
    allowLoopback: true,
    spacingMs: 0,
    ...options,
  });
  nets.push(net);
  return net;
}

/** What an attempt came to: `ok`, or why nobody was asked, or the fault. */
const endOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'ok',
    (error: { why?: string; reason?: string }) => error.why ?? error.reason ?? String(error),
  );

const text = (body: Uint8Array): string => new TextDecoder().decode(body);

describe('get', () => {
  it('says who it is and returns body, validators and freshness', async () => {
    let agent: string | undefined;
    const { origin } = await site((request, response) => {
      agent = request.headers['user-agent'];
      response.setHeader('etag', '"v1"');
      response.setHeader('last-modified', 'Fri, 20 Nov 2026 01:00:00 GMT');
      response.setHeader('cache-control', 'max-age=600');
      response.end('halo');
    });
    const answer = await client().get(`${origin}/rss`);
    expect(agent).toBe('Kentongan-uji/1 (+mailto:uji@contoh.test)');
    expect(text(answer.body)).toBe('halo');
    expect(answer).toMatchObject({
      status: 200,
      notModified: false,
      validators: { etag: '"v1"', lastModified: 'Fri, 20 Nov 2026 01:00:00 GMT' },
      freshForMs: 600_000,
      movedTo: null,
    });
  });

  it('sends validators back and reports 304', async () => {
    const { origin } = await site((request, response) => {
      response.statusCode = request.headers['if-none-match'] === '"v1"' ? 304 : 200;
      response.end();
    });
    const answer = await client().get(`${origin}/rss`, { validators: { etag: '"v1"', lastModified: null } });
    expect(answer.notModified).toBe(true);
  });

  it.each([
    [404, {}, { reason: 'changed' }],
    [410, {}, { reason: 'gone' }],
    [403, { 'cf-mitigated': 'challenge' }, { reason: 'blocked', message: expect.stringContaining('challenge') }],
    [429, { 'retry-after': '120' }, { reason: 'rate-limited', retryAfterMs: 120_000 }],
    [503, { 'retry-after': 'Sun, 22 Nov 2026 01:00:00 GMT' }, { reason: 'rate-limited', retryAfterMs: 3_600_000 }],
    [500, {}, { reason: 'network' }],
  ])('status %i is a named fault', async (status, headers, expected) => {
    const { origin } = await site((request, response) => {
      response.writeHead(request.url === '/robots.txt' ? 404 : status, headers).end('isi');
    });
    const net = client({ now: () => new Date('2026-11-22T00:00:00Z') });
    await expect(net.get(`${origin}/rss`)).rejects.toMatchObject(expected);
  });

  it('hands over a status that the collector wants to read', async () => {
    const { origin } = await site((_, response) =>
      response.writeHead(400).end('{"code":"rest_post_invalid_page_number"}'),
    );
    const answer = await client().get(`${origin}/wp-json`, { allowStatus: [400] });
    expect(answer.status).toBe(400);
  });
});

describe('redirects', () => {
  it('follows permanent ones and says where they lead; a temporary one on the way keeps the old address', async () => {
    const { origin } = await site((request, response) => {
      const table: Record<string, [number, string]> = {
        '/a': [301, '/b'],
        '/b': [308, '/c'],
        '/t': [302, '/c'],
        '/u': [302, '/b'],
      };
      const step = table[request.url ?? ''];
      if (step !== undefined) response.writeHead(step[0], { location: step[1] }).end();
      else response.writeHead(request.url === '/robots.txt' ? 404 : 200).end('tiba');
    });
    const net = client();
    expect(await net.get(`${origin}/a`)).toMatchObject({ url: `${origin}/c`, movedTo: `${origin}/c` });
    expect(await net.get(`${origin}/t`)).toMatchObject({ url: `${origin}/c`, movedTo: null });
    expect(await net.get(`${origin}/u`)).toMatchObject({ url: `${origin}/c`, movedTo: null });
  });

  it('stops after five, and in a circle', async () => {
    let count = 0;
    const { origin } = await site((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else if (request.url === '/putar') response.writeHead(302, { location: '/putar' }).end();
      else response.writeHead(302, { location: `/${count++}` }).end();
    });
    await expect(client().get(`${origin}/mulai`)).rejects.toThrow(/more than 5/);
    await expect(client().get(`${origin}/putar`)).rejects.toThrow(/circle/);
    expect(count).toBe(6);
  });

  it.each(['http://10.0.0.1/rahasia', 'http://169.254.169.254/', 'file:///etc/passwd', 'http://a\\@b/'])(
    'checks the target again: %s',
    async (location) => {
      const { origin } = await site((request, response) => {
        if (request.url === '/robots.txt') response.writeHead(404).end();
        else response.writeHead(302, { location }).end();
      });
      await expect(client({ totalTimeoutMs: 3_000 }).get(`${origin}/a`)).rejects.toMatchObject({ name: 'SourceError' });
    },
  );
});

describe('limits', () => {
  const limits = { wireBytes: 100_000, decodedBytes: 200_000 };

  it('reads gzip and brotli, also in two layers', async () => {
    const { origin } = await site((request, response) => {
      if (request.url === '/br')
        response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync('isi br'));
      else response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(gzipSync(gzipSync('isi gzip')));
    });
    expect(text((await client().get(`${origin}/br`)).body)).toBe('isi br');
    expect(text((await client().get(`${origin}/gzip`)).body)).toBe('isi gzip');
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(30_000_000))],
    ['br', brotliCompressSync(Buffer.alloc(30_000_000))],
    ['gzip, gzip, gzip', gzipSync('a')],
    ['identity', Buffer.alloc(150_000, 97)],
  ])('refuses a %s answer over the limits', async (encoding, body) => {
    const { origin } = await site((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else response.writeHead(200, { 'content-encoding': encoding }).end(body);
    });
    await expect(client({ limits }).get(`${origin}/bom`)).rejects.toMatchObject({ reason: 'too-large' });
  });

  it('refuses an endless answer and one that lies about its compression', async () => {
    const { origin } = await site((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else if (request.url === '/bohong') response.writeHead(200, { 'content-encoding': 'gzip' }).end('bukan gzip');
      else {
        response.on('error', () => {});
        const more = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(16_384, 97)));
        };
        response.on('drain', more);
        more();
      }
    });
    await expect(client({ limits }).get(`${origin}/tanpa-akhir`)).rejects.toMatchObject({ reason: 'too-large' });
    await expect(client({ limits }).get(`${origin}/bohong`)).rejects.toMatchObject({ reason: 'changed' });
  });

  it('ends an exchange that drips and never finishes', async () => {
    const { origin } = await site((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else response.write('a');
    });
    await expect(client({ totalTimeoutMs: 300 }).get(`${origin}/tetes`)).rejects.toMatchObject({ reason: 'network' });
  });

  it('reports a connection that nobody accepts', async () => {
    const server = await serve(() => {});
    await server.close();
    await expect(client().get(`${server.origin}/`)).rejects.toMatchObject({ reason: 'network' });
  });
});

describe('politeness', () => {
  it('obeys robots.txt and asks for it once', async () => {
    const server = await site((request, response) => {
      if (request.url === '/robots.txt') response.end('User-agent: *\nDisallow: /rahasia\n');
      else response.end('isi');
    });
    const net = client();
    await net.get(`${server.origin}/boleh`);
    await expect(net.get(`${server.origin}/rahasia/a`)).rejects.toMatchObject({ reason: 'blocked' });
    expect(server.asked).toEqual(['/robots.txt', '/boleh']);
  });

  it('asks for nothing while robots.txt answers 5xx', async () => {
    const server = await site((_, response) => response.writeHead(500).end());
    await expect(client().get(`${server.origin}/a`)).rejects.toThrow(/robots\.txt answers 500/);
    expect(server.asked).toEqual(['/robots.txt']);
  });
});

describe('a host that asks to be left alone', () => {
  const refusing = (status: number, wait: string) =>
    site((request, response) => {
      if (request.url?.startsWith('/penuh')) response.writeHead(status, { 'retry-after': wait }).end();
      else if (request.url === '/robots.txt') response.writeHead(404).end();
      else response.end('isi');
    });

  it.each([429, 503])('with %i is asked by nobody until then, for whatever', async (status) => {
    const { origin, asked } = await refusing(status, '120');
    const net = client();
    await expect(net.get(`${origin}/penuh`)).rejects.toMatchObject({ reason: 'rate-limited', retryAfterMs: 120_000 });
    const before = asked.length;
    expect(await endOf(net.get(`${origin}/lain`))).toBe('host-paused');
    expect(await endOf(net.call(`${origin}/api`, { headers: { authorization: 'kunci' } }))).toBe('host-paused');
    expect(asked).toHaveLength(before);
  });

  it('for a moment is asked when that is over, and without a time is not taken to have asked', async () => {
    const { origin, asked } = await refusing(429, '0');
    const net = client();
    expect(await endOf(net.get(`${origin}/penuh`))).toBe('rate-limited');
    expect(await endOf(net.get(`${origin}/lain`))).toBe('ok');
    const other = await refusing(503, 'nanti');
    expect(await endOf(net.get(`${other.origin}/penuh`))).toBe('rate-limited');
    expect(await endOf(net.get(`${other.origin}/lain`))).toBe('ok');
    expect([asked.at(-1), other.asked.at(-1)]).toEqual(['/lain', '/lain']);
  });

  it('has only the key in mind when it was asked with one', async () => {
    const { origin } = await refusing(429, '120');
    const net = client();
    await net.call(`${origin}/penuh`, { headers: { authorization: 'kunci' } });
    await net.call(`${origin}/penuh`, { method: 'POST', body: 'client_secret=kunci' });
    expect(await endOf(net.get(`${origin}/lain`))).toBe('ok');
    await net.call(`${origin}/penuh`, { headers: { accept: 'application/json' } });
    expect(await endOf(net.get(`${origin}/lain`))).toBe('host-paused');
  });
});
