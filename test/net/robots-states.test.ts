import { afterEach, describe, expect, it } from 'vitest';
import { createNet } from '../../src/net/client.ts';
import { serve, type WebServer } from '../support/web-server.ts';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of closing.splice(0).reverse()) await part.close();
});

type Robots = Parameters<typeof serve>[0];

/** Asks for `/a` on a site whose robots.txt answers so, and says how it ended and what was asked for. */
async function visit(robots: Robots): Promise<{ readonly end: string; readonly asked: readonly string[] }> {
  const server: WebServer = await serve((request, response) => {
    if (request.url === '/a' || request.url === '/lain') response.end('isi');
    else robots(request, response);
  });
  const net = createNet({
    userAgent: 'Kentongan/1 (+mailto:uji@contoh.test)',
    allowLoopback: true,
    spacingMs: 0,
    totalTimeoutMs: 2_000,
  });
  closing.push(server, net);
  const end = await net.get(`${server.origin}/a`).then(
    () => 'allowed',
    (error: { reason?: string }) => String(error.reason),
  );
  return { end, asked: server.asked };
}

describe('robots.txt', () => {
  it.each([200, 204, 301, 400, 401, 403, 404, 410, 418, 451])(
    'with status %i and no rules allows all',
    async (status) => {
      const { end } = await visit((_, response) => {
        if (status === 301 && _.url === '/robots.txt') response.writeHead(301, { location: '/robots2.txt' }).end();
        else response.writeHead(status === 301 ? 404 : status).end();
      });
      expect(end).toBe('allowed');
    },
  );

  it.each([429, 500, 502, 503, 504])('with status %i allows nothing', async (status) => {
    const { end, asked } = await visit((_, response) => response.writeHead(status).end('User-agent: *\nAllow: /'));
    expect({ end, asked }).toEqual({ end: 'network', asked: ['/robots.txt'] });
  });

  it.each<[string, Robots]>([
    ['that breaks off', (_, response) => void response.socket?.destroy()],
    ['that never answers', () => {}],
    ['that begins and never ends', (_, response) => void response.write('User-agent: *\n')],
    [
      'that leads to a private address',
      (_, response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end(),
    ],
    [
      'that is not as compressed as it says',
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
    ],
  ])('%s allows nothing', async (_, robots) => {
    const { end, asked } = await visit(robots);
    expect(end).not.toBe('allowed');
    expect(asked).toEqual(['/robots.txt']);
  });

  it('is obeyed for us by name, for all, and where it was redirected to', async () => {
    const forAll = 'User-agent: *\nDisallow: /\n';
    const forUs = 'User-agent: kentongan\nDisallow: /a\n\nUser-agent: *\nAllow: /\n';
    const others = 'User-agent: bot-lain\nDisallow: /\n';
    expect((await visit((_, response) => response.end(forAll))).end).toBe('blocked');
    expect((await visit((_, response) => response.end(forUs))).end).toBe('blocked');
    expect((await visit((_, response) => response.end(others))).end).toBe('allowed');
    const moved = await visit((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(302, { location: '/b/robots.txt' }).end();
      else response.end(forAll);
    });
    expect(moved).toEqual({ end: 'blocked', asked: ['/robots.txt', '/b/robots.txt'] });
  });

  it('that redirects without end is taken as not there, after five', async () => {
    let n = 0;
    const { end, asked } = await visit((_, response) => response.writeHead(302, { location: `/r${n++}` }).end());
    expect(end).toBe('allowed');
    expect(asked).toHaveLength(7);
  });

  it('with a page instead of rules allows all; a mark of order and odd line ends are read over', async () => {
    expect((await visit((_, response) => response.end('<!doctype html><p>Beranda</p>'))).end).toBe('allowed');
    expect((await visit((_, response) => response.end('\ufeffUser-Agent : *\rDISALLOW:/a\r'))).end).toBe('blocked');
  });

  it('is asked for once by many at a time', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else response.end('isi');
    });
    const net = createNet({ userAgent: 'uji', allowLoopback: true, spacingMs: 0 });
    closing.push(server, net);
    await Promise.all(Array.from({ length: 10 }, (_, n) => net.get(`${server.origin}/${n}`)));
    expect(server.asked.filter((path) => path === '/robots.txt')).toHaveLength(1);
    expect(server.asked).toHaveLength(11);
  });
});

describe('spacing', () => {
  it('is kept between all requests to one host, robots.txt and redirects included', async () => {
    const times: number[] = [];
    const server = await serve((request, response) => {
      times.push(performance.now());
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else if (request.url === '/a') response.writeHead(302, { location: '/b' }).end();
      else response.end('isi');
    });
    const net = createNet({ userAgent: 'uji', allowLoopback: true, spacingMs: 150 });
    closing.push(server, net);
    await Promise.all([net.get(`${server.origin}/a`), net.call(`${server.origin}/c`, {})]);
    expect(times).toHaveLength(4);
    // A request may be late in arriving, so that the next seems early: a third is let off.
    for (const [n, time] of times.entries()) if (n > 0) expect(time - (times[n - 1] ?? 0)).toBeGreaterThan(100);
  });
});
