import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { SourceError } from '../../src/core/errors.ts';
import { createNet } from '../../src/net/client.ts';
import { serve, type WebServer } from '../support/web-server.ts';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of closing.splice(0).reverse()) await part.close();
});

async function site(...args: Parameters<typeof serve>): Promise<WebServer> {
  const server = await serve(...args);
  closing.push(server);
  return server;
}

function client(allowLoopback = true) {
  const net = createNet({ userAgent: 'Kentongan/1 (+mailto:uji@contoh.test)', allowLoopback, spacingMs: 0 });
  closing.push(net);
  return net;
}

const key = { authorization: 'Bearer kunci-rahasia' };

describe('a key', () => {
  it.each([301, 302, 303, 307, 308])('never follows a redirect (%i), to this host or another', async (status) => {
    const other = await site((_, response) => response.end('{}'));
    const { origin, asked } = await site((request, response) => {
      const location = request.url === '/lain' ? `${other.origin}/curi` : '/sini';
      response.writeHead(status, { location }).end();
    });
    const net = client();
    for (const path of ['/lain', '/sendiri']) {
      await expect(net.call(`${origin}${path}`, { method: 'POST', body: '{}', headers: key })).rejects.toMatchObject({
        reason: 'changed',
      });
    }
    expect(other.asked).toEqual([]);
    expect(asked).toEqual(['/lain', '/sendiri']);
  });

  it('is sent over https only', async () => {
    await expect(client(false).call('http://api.contoh.test/v1', { headers: key })).rejects.toMatchObject({
      reason: 'blocked',
      message: expect.not.stringContaining('kunci-rahasia'),
    });
  });

  it('reaches the host it is for, with body and type, and robots.txt is not asked for', async () => {
    let seen: unknown;
    const { origin, asked } = await site((request, response) => {
      seen = [request.method, request.headers.authorization, request.headers['content-type']];
      request.resume().on('end', () => response.writeHead(422).end('{"pesan":"salah"}'));
    });
    const answer = await client().call(`${origin}/v1?a=1`, {
      method: 'POST',
      headers: { ...key, 'content-type': 'application/json' },
      body: '{"a":1}',
    });
    expect(seen).toEqual(['POST', 'Bearer kunci-rahasia', 'application/json']);
    expect(answer.status).toBe(422);
    expect(asked).toEqual(['/v1?a=1']);
  });
});

describe('cookies', () => {
  it('are neither kept, nor sent back, nor handed on', async () => {
    const cookies: unknown[] = [];
    const { origin } = await site((request, response) => {
      cookies.push(request.headers.cookie);
      response.setHeader('set-cookie', ['sesi=1; Path=/', 'lacak=2']);
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else if (request.url === '/a') response.writeHead(302, { location: '/b' }).end();
      else response.end('isi');
    });
    const net = client();
    const answer = await net.get(`${origin}/a`);
    await net.call(`${origin}/c`, {});
    expect(cookies).toEqual([undefined, undefined, undefined, undefined]);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});

describe('a header', () => {
  it.each([
    ['host', 'lain.test'],
    ['Host', 'lain.test'],
    ['content-length', '0'],
    ['transfer-encoding', 'chunked'],
    ['connection', 'upgrade'],
    ['cookie', 'sesi=1'],
    ['proxy-authorization', 'x'],
    ['x-isi', 'a\r\nX-Jahat: 1'],
    ['x-isi', 'a\nb'],
    ['x-isi', 'a\0b'],
    ['x-isi', 'kunci “lengkung”'],
    ['x isi', 'a'],
    ['x-isi\r\nx', 'a'],
    ['', 'a'],
  ])('%j: %j is refused before anything is sent', async (name, value) => {
    const { origin, asked } = await site((_, response) => response.end());
    await expect(client().call(`${origin}/`, { headers: { [name]: value } })).rejects.toMatchObject({
      reason: 'blocked',
      message: expect.not.stringContaining('lengkung'),
    });
    expect(asked).toEqual([]);
  });

  it('cannot be added through any value or address', async () => {
    const names = new Set<string>();
    let requests = 0;
    const { origin } = await site((request, response) => {
      requests += 1;
      for (const name of Object.keys(request.headers)) names.add(name);
      response.end();
    });
    const net = client();
    const piece = fc.string({
      unit: fc.constantFrom('\r', '\n', '\0', ' ', ':', 'x', 'é', '%0d%0a', '\u2028', 'Jahat: 1'),
    });
    await fc.assert(
      fc.asyncProperty(piece, piece, async (value, path) => {
        const sent = net.call(`${origin}/${path}`, { headers: { 'x-uji': value } });
        const error: unknown = await sent.then(
          () => null,
          (reason: unknown) => reason,
        );
        expect(error === null || error instanceof SourceError).toBe(true);
      }),
      { numRuns: 150 },
    );
    expect(requests).toBeGreaterThan(0);
    const expected = ['accept', 'accept-encoding', 'connection', 'host', 'user-agent', 'x-uji'];
    expect([...names].filter((name) => !expected.includes(name))).toEqual([]);
  });

  it('that a site sent and that cannot be sent back is left out', async () => {
    let condition: string | undefined = 'nothing asked';
    const { origin } = await site((request, response) => {
      condition = request.headers['if-none-match'];
      response.end('isi');
    });
    const validators = { etag: '"a\r\nX-Jahat: 1"', lastModified: null };
    expect((await client().get(`${origin}/`, { validators })).status).toBe(200);
    expect(condition).toBeUndefined();
  });
});
