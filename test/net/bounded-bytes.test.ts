import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createNet } from '../../src/net/client.ts';

const servers: Server[] = [];
const nets: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(nets.splice(0).map((net) => net.close()));
  for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
});

/** A server that writes bytes as they are: no library puts the headers right. */
async function raw(head: string, body: Uint8Array | 'endless' = new Uint8Array()): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (request) => {
      if (request.toString('latin1').startsWith('GET /robots.txt')) {
        return void socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      }
      socket.write(`HTTP/1.1 200 OK\r\n${head}\r\n`);
      if (body !== 'endless') return void socket.end(body);
      const more = (): void => {
        while (!socket.destroyed && socket.write(Buffer.alloc(65_536, 97)));
      };
      socket.on('drain', more);
      more();
    });
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`;
}

function ask(url: string): Promise<{ readonly body: Uint8Array }> {
  const net = createNet({
    userAgent: 'uji',
    allowLoopback: true,
    spacingMs: 0,
    limits: { wireBytes: 1_000_000, decodedBytes: 2_000_000 },
  });
  nets.push(net);
  return net.get(url);
}

const zeros = Buffer.alloc(40_000_000);
const nested = gzipSync(gzipSync(zeros));

describe('an answer that would fill the memory', () => {
  it.each<[string, string, Uint8Array | 'endless']>([
    ['a gzip bomb', 'Content-Encoding: gzip\r\n', gzipSync(zeros)],
    ['a gzip bomb in two layers', 'Content-Encoding: gzip, gzip\r\n', nested],
    ['a brotli bomb', 'Content-Encoding: br\r\n', brotliCompressSync(zeros)],
    ['a deflate bomb', 'Content-Encoding: deflate\r\n', deflateSync(zeros)],
    ['60 layers', `Content-Encoding: ${Array(60).fill('gzip').join(', ')}\r\n`, gzipSync('a')],
    ['60 layers in 60 headers', 'Content-Encoding: gzip\r\n'.repeat(60), gzipSync('a')],
    ['a body without end', '', 'endless'],
    ['a compressed body without end', 'Content-Encoding: identity\r\n', 'endless'],
    ['a body without end that says it is short of the limit', 'Content-Length: 999999999\r\n', 'endless'],
    ['1 MB of one header', `X-Isi: ${'a'.repeat(1_048_576)}\r\n`, new Uint8Array()],
    ['1 MB of many headers', 'X-Isi: a\r\n'.repeat(100_000), new Uint8Array()],
  ])('%s is refused', async (_, head, body) => {
    await expect(ask(await raw(head, body))).rejects.toMatchObject({ reason: 'too-large' });
  });

  it.each<[string, string, Uint8Array]>([
    ['zstd, which we did not ask for', 'Content-Encoding: zstd\r\n', Buffer.from([0x28, 0xb5, 0x2f, 0xfd])],
    ['an unknown encoding', 'Content-Encoding: rahasia\r\n', Buffer.from('isi')],
    ['text that says it is gzip', 'Content-Encoding: gzip\r\n', Buffer.from('bukan gzip')],
    ['gzip that breaks off', 'Content-Encoding: gzip\r\n', gzipSync('panjang '.repeat(1_000)).subarray(0, 30)],
  ])('%s is refused as unreadable', async (_, head, body) => {
    await expect(ask(await raw(head, body))).rejects.toMatchObject({ reason: 'changed' });
  });
});

describe('a Content-Length that lies', () => {
  it('is an answer that broke off when less comes', async () => {
    await expect(ask(await raw('Content-Length: 500\r\n', Buffer.from('pendek')))).rejects.toMatchObject({
      reason: 'network',
    });
  });

  it('is believed when more comes, so that what follows cannot pass for another answer', async () => {
    const smuggled = 'isiHTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nselundup';
    const { body } = await ask(await raw('Content-Length: 3\r\n', Buffer.from(smuggled)));
    expect(new TextDecoder().decode(body)).toBe('isi');
  });

  it('is refused when it is given twice or beside chunks', async () => {
    const twice = raw('Content-Length: 3\r\nContent-Length: 30\r\n', Buffer.from('isi'));
    await expect(ask(await twice)).rejects.toMatchObject({ reason: 'network' });
    const both = raw('Content-Length: 3\r\nTransfer-Encoding: chunked\r\n', Buffer.from('3\r\nisi\r\n0\r\n\r\n'));
    await expect(ask(await both)).rejects.toMatchObject({ reason: 'network' });
  });
});
