import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { createNet, type NetOptions } from '../../src/net/client.ts';
import { serve } from '../support/web-server.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function client(options: Partial<NetOptions>) {
  const net = createNet({ userAgent: 'uji', allowLoopback: true, spacingMs: 0, ...options });
  closing.push(() => net.close());
  return net;
}

/** A server that does with each connection what the test says. */
async function listen(accept: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    accept(socket);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((done) => server.close(done));
  });
  return (server.address() as AddressInfo).port;
}

/** Listens in a thread that then stands still: the queue of the socket fills, and nobody is let in any more. */
async function listenWithoutAccepting(): Promise<number> {
  const worker = new Worker(
    `const { createServer } = require('node:net');
     const { parentPort } = require('node:worker_threads');
     const server = createServer();
     server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
     });`,
    { eval: true },
  );
  const port = await new Promise<number>((done) => worker.once('message', done));
  const waiting = Array.from({ length: 8 }, () => connect({ port, host: '127.0.0.1' }).on('error', () => {}));
  closing.push(async () => {
    for (const socket of waiting) socket.destroy();
    await worker.terminate();
  });
  await new Promise((done) => setTimeout(done, 200));
  return port;
}

const noRobots = 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n';

/** Answers robots.txt, and then does with the page what the test says. */
function afterRobots(page: (socket: Socket) => void): (socket: Socket) => void {
  return (socket) => {
    socket.on('data', (bytes) => {
      if (bytes.toString('latin1').includes('/robots.txt')) socket.write(noRobots);
      else page(socket);
    });
  };
}

function drip(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 20);
  socket.once('close', () => clearInterval(timer));
}

/** Each of these never ends by itself: without the limit the test would not end either. */
describe('a server that takes its time', () => {
  const inTime = { reason: 'network', message: expect.stringContaining('in time') };

  it.each<[string, (socket: Socket) => void]>([
    ['says nothing', () => {}],
    ['says nothing after robots.txt', afterRobots(() => {})],
    ['drips its status line', (socket) => drip(socket, 'H')],
    ['drips headers', afterRobots((socket) => socket.write('HTTP/1.1 200 OK\r\n') && drip(socket, 'X-A: b\r\n'))],
    ['stops after its headers', afterRobots((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n'))],
    [
      'drips its body',
      afterRobots((socket) => {
        socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
        drip(socket, '1\r\na\r\n');
      }),
    ],
  ])('%s is left after the whole time', async (_, accept) => {
    const port = await listen(accept);
    await expect(client({ totalTimeoutMs: 400 }).get(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      reason: 'network',
    });
    await expect(client({ totalTimeoutMs: 400 }).call(`http://127.0.0.1:${port}/`, {})).rejects.toMatchObject({
      reason: 'network',
    });
  });

  it('does not let us in, and is left after the time for connecting', async () => {
    const port = await listenWithoutAccepting();
    const net = client({ connectTimeoutMs: 300 });
    await expect(net.get(`http://127.0.0.1:${port}/`)).rejects.toThrow('CONNECT_TIMEOUT');
  });

  it('lets us in and never shakes hands for TLS', async () => {
    const port = await listen(() => {});
    const net = client({ connectTimeoutMs: 300 });
    await expect(net.get(`https://127.0.0.1:${port}/`)).rejects.toThrow('CONNECT_TIMEOUT');
  });

  it('cannot use the time twice: robots.txt and redirects are within the same limit', async () => {
    const { origin, close } = await serve((request, response) => {
      const answer = () => {
        if (request.url === '/robots.txt') response.writeHead(404).end();
        else if (request.url === '/a') response.writeHead(302, { location: '/b' }).end();
        else response.end('isi');
      };
      setTimeout(answer, 300);
    });
    closing.push(close);
    await expect(client({ totalTimeoutMs: 700 }).get(`${origin}/a`)).rejects.toMatchObject(inTime);
    await expect(client({ totalTimeoutMs: 450 }).get(`${origin}/b`)).rejects.toMatchObject(inTime);
  });

  it('is not blamed for the time that we wait for our turn', async () => {
    const { origin, close } = await serve((request, response) => {
      response.writeHead(request.url === '/robots.txt' ? 404 : 200).end();
    });
    closing.push(close);
    const net = client({ totalTimeoutMs: 3_000, spacingMs: 1_700 });
    const answers = await Promise.all(['/a', '/b'].map((path) => net.get(`${origin}${path}`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe('a caller who gives up', () => {
  it.each(['get', 'call'] as const)('ends a %s at once, also while it waits for its turn', async (method) => {
    const port = await listen(afterRobots(() => {}));
    const net = client({});
    const stop = new AbortController();
    const url = `http://127.0.0.1:${port}/`;
    const jobs = [1, 2, 3].map(() =>
      method === 'get' ? net.get(url, { signal: stop.signal }) : net.call(url, { signal: stop.signal }),
    );
    setTimeout(() => stop.abort(), 100);
    for (const result of await Promise.allSettled(jobs)) {
      expect(result).toMatchObject({ status: 'rejected', reason: { name: 'SourceError', reason: 'network' } });
    }
  });
});
