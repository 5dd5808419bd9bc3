import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { units } from '../../src/app/units.ts';
import { parseConfig } from '../../src/config/load.ts';
import { ConfigError } from '../../src/core/errors.ts';
import { closeDatabase } from '../../src/store/database.ts';
import type { Db } from '../../src/store/schema.ts';
import { peopleWith } from './people.ts';
import { seed } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

let db: Db;
beforeAll(async () => {
  ({ db } = await seed());
});
afterAll(() => closeDatabase(db));

/** Of this machine's addresses one is the proxy, another a stranger who says what a proxy would say. */
const proxy = '127.0.0.2';
const stranger = '127.0.0.3';

function ask({ port }: Listening, from: string, forwarded: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-forwarded-for': forwarded };
    const sent = request({ host: '127.0.0.1', port, path: '/health', localAddress: from, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Guests are counted by the address that is believed to be theirs; this machine's own programs are not counted. */
async function limitedAfterTwo(server: Listening, from: string, forwarded: readonly string[]): Promise<boolean> {
  const statuses: number[] = [];
  for (const one of forwarded) statuses.push(await ask(server, from, one));
  return statuses.at(-1) === 429 && !statuses.slice(0, 2).includes(429);
}

describe('X-Forwarded-For', () => {
  let server: Listening;
  beforeAll(async () => {
    const deps = makeApiDeps(db, { people: peopleWith() });
    server = await serveApi(deps, { trustProxy: [proxy, '10.20.0.0/16'], limits: { guest: 2 } });
  });
  afterAll(() => server.close());

  it('is believed of the proxies that are named', async () => {
    expect(await limitedAfterTwo(server, proxy, ['203.0.113.5', '203.0.113.5', '203.0.113.5'])).toBe(true);
    expect(await limitedAfterTwo(server, proxy, ['203.0.113.6', '203.0.113.7', '203.0.113.8'])).toBe(false);
  });

  it('is not believed of anybody else, not even on this machine', async () => {
    expect(await limitedAfterTwo(server, stranger, ['203.0.113.9', '203.0.113.9', '203.0.113.9'])).toBe(false);
    expect(await limitedAfterTwo(server, '127.0.0.1', ['203.0.113.9', '203.0.113.9', '203.0.113.9'])).toBe(false);
    // Nothing was counted for the address that they named.
    expect(await ask(server, proxy, '203.0.113.9')).not.toBe(429);
  });

  it('counts from the proxy backwards: what a client wrote before its own address is not its address', async () => {
    const made = ['1.2.3.4', '1.2.3.5', '1.2.3.6'].map((invented) => `${invented}, 203.0.113.20`);
    expect(await limitedAfterTwo(server, proxy, made)).toBe(true);
    const through = ['203.0.113.21', '203.0.113.21', '203.0.113.21'].map((client) => `${client}, 10.20.7.1`);
    expect(await limitedAfterTwo(server, proxy, through)).toBe(true);
  });
});

describe('http.trustProxy', () => {
  const parse = (list: string) =>
    parseConfig(`region: { code: "35.16" }\ncontact: mailto:uji@contoh.test\nhttp: { ${list} }\n`, 'k.yaml', units, {});

  it('is this machine unless it says otherwise', () => {
    expect(parse('port: 3000').http.trustProxy).toEqual(['127.0.0.0/8', '::1/128']);
    expect(parse('trustProxy: [10.1.2.3, "fd00:1::/48"]').http.trustProxy).toEqual(['10.1.2.3', 'fd00:1::/48']);
    expect(parse('trustProxy: []').http.trustProxy).toEqual([]);
  });

  it.each([
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/7',
    '10.0.0.0/33',
    '10.0.0.0/8/8',
    'proxy.contoh.test',
    'uniquelocal',
    'fe80::1%eth0',
    '',
  ])('takes no %j', (wrong) => {
    expect(() => parse(`trustProxy: [${JSON.stringify(wrong)}]`)).toThrow(ConfigError);
  });
});
