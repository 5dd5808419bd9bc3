import { createServer as createSite } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { feed } from '../../src/collectors/feed.ts';
import { SourceError } from '../../src/core/errors.ts';
import { silentLog } from '../../src/core/log.ts';
import { resolveHost } from '../../src/net/address-guard.ts';
import { createNet } from '../../src/net/client.ts';
import { createMailConnector } from '../../src/net/mail-connector.ts';
import { createReader } from '../../src/reading/reader.ts';
import { privateHosts, privateNames, trickAddresses } from './address-spellings.ts';

/** Stands for the public internet: the one address of this machine that the guard of these tests takes for public. */
const publicAddress = '127.0.0.2';

// Files share modules: the ones that were loaded with the real guard are put aside here, and these ones at the end.
vi.hoisted(() => vi.resetModules());
vi.mock('../../src/net/address-guard.ts', async (original) => {
  const guard = await original<typeof import('../../src/net/address-guard.ts')>();
  const isPublicAddress = (address: string) => address === '127.0.0.2' || guard.isPublicAddress(address);
  return { ...guard, isPublicAddress };
});

/** Names of the table, numbers in the system's own reading of them, `localhost`; no other name exists. */
async function resolve(name: string): Promise<readonly string[]> {
  if (name === 'situs.test') return [publicAddress];
  const known = privateNames[name];
  if (known !== undefined) return known;
  if (/^[0-9a-fx.]+$/i.test(name) || /(?:^|\.)localhost$/i.test(name)) return resolveHost(name.toLowerCase());
  throw new Error(`ENOTFOUND ${name}`);
}

/** Listens on every address of this machine and counts who comes. */
let canary: Server;
let hits = 0;
/** A public site that redirects to what its path says, or serves a feed with a link to it. */
const site = createSite((request, response) => {
  const target = decodeURIComponent(request.url?.slice(2) ?? '');
  if (request.url?.startsWith('/r') && request.url !== '/robots.txt') {
    response.writeHead(302, { location: Buffer.from(target, 'utf8').toString('latin1') }).end();
  } else if (request.url === '/umpan') response.end(feedOfLinks);
  else response.writeHead(404).end();
});
let feedOfLinks = '';
let ports: number[];
let addresses: readonly string[];

beforeAll(async () => {
  canary = createServer((socket) => {
    hits += 1;
    socket.destroy();
  });
  await new Promise<void>((done) => canary.listen(0, '::', done));
  await new Promise<void>((done) => site.listen(0, publicAddress, done));
  ports = [canary, site].map((server) => (server.address() as AddressInfo).port);
  const written = [...privateHosts.map((host) => `http://${host}:PORT/`), ...trickAddresses];
  addresses = written.map((address) => address.replaceAll('PORT', String(ports[0])));
});
afterAll(async () => {
  site.closeAllConnections();
  await Promise.all([canary, site].map((server) => new Promise((done) => server.close(done))));
  vi.doUnmock('../../src/net/address-guard.ts');
  vi.resetModules();
});
beforeEach(() => {
  hits = 0;
});

const client = () => createNet({ userAgent: 'uji', spacingMs: 0, ports: [80, 443, ...ports], resolve });

/** The addresses whose request did not end in a refusal of ours, which should be none. */
async function letThrough(ask: (address: string) => Promise<unknown>, written: readonly string[] = addresses) {
  const through: string[] = [];
  for (const address of written) {
    const end: unknown = await ask(address).then(
      () => 'answered',
      (error: unknown) => error,
    );
    const isRefused = end instanceof SourceError && (end.reason === 'blocked' || end.reason === 'changed');
    if (!isRefused) through.push(`${address}: ${end}`);
  }
  return through;
}

describe('an address that is not public', () => {
  it('is tried in at least 80 spellings, and the canary can be hit', async () => {
    expect(new Set(addresses).size).toBeGreaterThanOrEqual(80);
    const open = createNet({ userAgent: 'uji', spacingMs: 0, allowLoopback: true });
    await expect(open.get(`http://127.0.0.1:${ports[0]}/`)).rejects.toMatchObject({ reason: 'network' });
    expect(hits).toBeGreaterThan(0);
    await open.close();
  });

  it('is not reached as a source', async () => {
    const net = client();
    expect(await letThrough((address) => net.get(address))).toEqual([]);
    expect(hits).toBe(0);
  });

  it('is not reached by a call with a body, as a webhook would send it', async () => {
    const net = client();
    const secure = addresses.map((address) => address.replace(/^http:/i, 'https:'));
    expect(
      await letThrough(
        (address) => net.call(address, { method: 'POST', body: '{}', headers: { authorization: 'x' } }),
        [...addresses, ...secure],
      ),
    ).toEqual([]);
    expect(hits).toBe(0);
  });

  it('is not reached by a redirect', async () => {
    const net = client();
    const origin = `http://situs.test:${ports[1]}`;
    expect(await letThrough((address) => net.get(`${origin}/r${encodeURIComponent(address)}`))).toEqual([]);
    expect(hits).toBe(0);
    await net.close();
  });

  it('is not reached by the link of a feed whose articles are fetched', async () => {
    const net = client();
    const reader = createReader({ workers: 1, timeoutMs: 20_000 });
    const origin = `http://situs.test:${ports[1]}`;
    const toMarkup = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
    const items = addresses.map(
      (address, n) => `<item><title>Judul ${n}…</title><link>${toMarkup(address)}</link></item>`,
    );
    feedOfLinks = `<rss version="2.0"><channel><title>x</title>${items.join('')}</channel></rss>`;
    const collector = feed.configure({ url: `${origin}/umpan`, articles: true });
    let cursor: string | null = null;
    let posts = 0;
    for (let more = true; more; ) {
      const step = await collector.collect({
        cursor,
        net,
        reader,
        now: () => new Date('2026-11-22T08:00:00.000Z'),
        zone: 'Asia/Jakarta',
        log: silentLog,
        signal: new AbortController().signal,
        credential: null,
        readFile: () => Promise.reject(new Error('no files here')),
      });
      ({ cursor, more } = step);
      posts += step.posts.length;
    }
    // Every headline is kept, no page was fetched.
    expect(posts).toBe(addresses.length);
    expect(hits).toBe(0);
    await Promise.all([net.close(), reader.close()]);
  });

  it('is not reached as the mail server, on a port that is not one of mail', async () => {
    const connect = createMailConnector({ allowLoopback: false, resolve });
    const through: string[] = [];
    for (const host of privateHosts) {
      const bare = host.replace(/^\[|\]$/g, '');
      for (const written of new Set([host, bare])) {
        await connect(written, ports[0] ?? 0).then(
          (socket) => {
            socket.destroy();
            through.push(written);
          },
          () => {},
        );
      }
    }
    expect(through).toEqual([]);
    expect(hits).toBe(0);
  });
});

describe('a resolver that changes its mind', () => {
  it('is asked once for a connection, and what it said then is dialled', async () => {
    let asked = 0;
    const flip = async () => (asked++ % 2 === 0 ? [publicAddress] : ['127.0.0.1']);
    const net = createNet({ userAgent: 'uji', spacingMs: 0, ports, resolve: flip });
    await expect(net.get(`http://berubah.test:${ports[1]}/ada`)).rejects.toMatchObject({ reason: 'changed' });
    expect(asked).toBe(1);
    await net.close();
    const again = createNet({ userAgent: 'uji', spacingMs: 0, ports, resolve: flip });
    await expect(again.get(`http://berubah.test:${ports[0]}/`)).rejects.toMatchObject({ reason: 'blocked' });
    expect(hits).toBe(0);
  });

  it.each([[[publicAddress, '127.0.0.1']], [['::1', publicAddress]], [[publicAddress, '::ffff:127.0.0.1']]])(
    'is refused when it names %j together',
    async (answers) => {
      const net = createNet({ userAgent: 'uji', spacingMs: 0, ports, resolve: async () => answers });
      await expect(net.get(`http://campur.test:${ports[0]}/`)).rejects.toMatchObject({ reason: 'blocked' });
      expect(hits).toBe(0);
    },
  );
});

describe('a host with several public addresses', () => {
  it('is reached at the next one when the first does not answer', async () => {
    const net = createNet({
      userAgent: 'uji',
      spacingMs: 0,
      ports,
      // 2001:db8… would be refused; a public IPv6 address without a route fails at once or in time.
      resolve: async () => ['2606:4700:4700::1111', publicAddress],
      connectTimeoutMs: 1_000,
    });
    await expect(net.get(`http://dua.test:${ports[1]}/ada`)).rejects.toThrow('404');
    await net.close();
  });
});

describe('the mail server', () => {
  it('may stand on this machine or in the office network, on the ports of mail', async () => {
    const refusals = new Map<string, unknown>();
    for (const [host, port] of [
      ['127.0.0.1', 25],
      ['localhost', 587],
      ['127.0.0.1', 6379],
      ['169.254.169.254', 25],
      ['168.63.129.16', 25],
      ['0.0.0.0', 25],
      ['224.0.0.1', 25],
      ['metadata.test', 25],
    ] as const) {
      const connect = createMailConnector({ allowLoopback: false, resolve, connectTimeoutMs: 500 });
      const end = await connect(host, port).then(
        (socket) => void socket.destroy(),
        (error: unknown) => error,
      );
      refusals.set(`${host}:${port}`, end instanceof SourceError ? end.reason : 'dialled');
    }
    expect(Object.fromEntries(refusals)).toEqual({
      '127.0.0.1:25': 'dialled',
      'localhost:587': 'dialled',
      '127.0.0.1:6379': 'blocked',
      '169.254.169.254:25': 'blocked',
      '168.63.129.16:25': 'blocked',
      '0.0.0.0:25': 'blocked',
      '224.0.0.1:25': 'blocked',
      'metadata.test:25': 'blocked',
    });
  });
});
