import { describe, expect, it } from 'vitest';
import { NotAskedError, SourceError } from '../../src/core/errors.ts';
import type { RobotsAnswered, RobotsFound, RobotsShelf } from '../../src/core/shared-hosts.ts';
import { createRobots } from '../../src/net/robots.ts';

const site = new URL('https://situs.test/berita');

const robotsOf = (text: string, status = 200) =>
  createRobots({
    userAgent: 'Kentongan/1',
    fetchRobots: async () => ({ status, body: new TextEncoder().encode(text) }),
    now: () => new Date(0),
    shelf: null,
  })(site).rules;

it('obeys honest rules, wildcards included', async () => {
  const rules = await robotsOf('User-agent: *\nDisallow: /cari\nDisallow: /*.pdf$\nCrawl-delay: 5\n');
  expect(rules.isAllowed('https://situs.test/berita')).toBe(true);
  expect(rules.isAllowed('https://situs.test/cari?q=a')).toBe(false);
  expect(rules.isAllowed('https://situs.test/a/b.pdf')).toBe(false);
  expect(rules.crawlDelayMs).toBe(5_000);
});

it('is not kept busy by rules made for that', async () => {
  const hostile = `User-agent: *\n${'Disallow: /*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b\n'.repeat(10_000)}`;
  const rules = await robotsOf(hostile);
  expect(rules.isAllowed(`https://situs.test/${'a'.repeat(1_500)}`)).toBe(true);
  expect(rules.isAllowed(`https://situs.test/${'a'.repeat(5_000)}`)).toBe(false);
});

it('allows all where there is no file, and nothing while it cannot be had', async () => {
  expect((await robotsOf('', 404)).isAllowed('https://situs.test/a')).toBe(true);
  await expect(robotsOf('', 503)).rejects.toMatchObject({ reason: 'network' });
});

it('is kept for a day and no longer, also when the clock is set back; a failure only a quarter of an hour', async () => {
  let time = Date.UTC(2026, 10, 22);
  let asked = 0;
  let status = 200;
  const robots = createRobots({
    userAgent: 'Kentongan/1',
    async fetchRobots() {
      asked += 1;
      return { status, body: new Uint8Array() };
    },
    now: () => new Date(time),
    shelf: null,
  });
  const read = () => robots(site).rules.catch(() => null);
  const hour = 3_600_000;
  await read();
  time += 23 * hour;
  await read();
  expect(asked).toBe(1);
  time += 2 * hour;
  await read();
  expect(asked).toBe(2);
  time -= 400 * 24 * hour;
  await read();
  expect(asked).toBe(3);
  time += 25 * hour;
  status = 503;
  await read();
  time += 10 * 60_000;
  await read();
  expect(asked).toBe(4);
  time += 6 * 60_000;
  await read();
  expect(asked).toBe(5);
});

it('reads at least the first 500 KiB', async () => {
  const filler = '# keterangan\n'.repeat(Math.floor((500 * 1024 - 60) / 13));
  const rules = await robotsOf(`User-agent: *\n${filler}Disallow: /rahasia\n${'# lagi\n'.repeat(50_000)}`);
  expect(rules.isAllowed('https://situs.test/rahasia')).toBe(false);
  expect(rules.isAllowed('https://situs.test/berita')).toBe(true);
});

it('is not broken by names that objects inherit', async () => {
  const rules = await robotsOf(
    'User-agent: __proto__\nDisallow: /\n\nUser-agent: constructor\nDisallow: /\n\nUser-agent: *\nDisallow: /rahasia\n',
  );
  expect(rules.isAllowed('https://situs.test/berita')).toBe(true);
  expect(rules.isAllowed('https://situs.test/rahasia')).toBe(false);
});

describe('what others have read', () => {
  /** A shelf in memory that two clients look at. */
  function makeShelf() {
    const rows = new Map<string, { answer: RobotsAnswered; forMs: number } | 'fetched'>();
    const shelf: RobotsShelf = {
      async find(origin): Promise<RobotsFound> {
        const row = rows.get(origin);
        if (row === undefined) {
          rows.set(origin, 'fetched');
          return { is: 'yours' };
        }
        return row === 'fetched' ? { is: 'awaited' } : { is: 'kept', ...row };
      },
      async keep(origin, answer, forMs) {
        rows.set(origin, { answer, forMs });
      },
      async release(origin) {
        rows.delete(origin);
      },
    };
    return { shelf, rows };
  }

  const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
  const clientOf = (shelf: RobotsShelf, fetchRobots: () => Promise<{ status: number; body: Uint8Array }>) =>
    createRobots({ userAgent: 'Kentongan/1', fetchRobots, now: () => new Date(0), shelf, sleep: nextTurn });
  const bytes = (text: string) => new TextEncoder().encode(text);

  it('is not asked for again: one fetches, the others wait for it, spelled as it may be', async () => {
    const { shelf, rows } = makeShelf();
    let asked = 0;
    const fetchRobots = async () => {
      asked += 1;
      await nextTurn();
      return { status: 200, body: bytes('User-agent: *\nDisallow: /rahasia # jangan\n') };
    };
    const clients = Array.from({ length: 4 }, () => clientOf(shelf, fetchRobots));
    const addresses = [site, new URL('https://SITUS.test./x'), new URL('https://situs.test:443/y'), site];
    const read = await Promise.all(clients.map((client, n) => client(addresses[n] ?? site).rules));
    expect(asked).toBe(1);
    expect([...rows]).toEqual([
      [
        'https://situs.test',
        { answer: { status: 200, rules: 'User-agent: *\nDisallow: /rahasia' }, forMs: 24 * 3_600_000 },
      ],
    ]);
    expect(read.map(({ isAllowed }) => isAllowed('https://situs.test/berita'))).toEqual([true, true, true, true]);
    expect(read[0]?.isAllowed('https://situs.test/rahasia')).toBe(false);
    // Obeyed as its own address is written.
    expect(read[1]?.isAllowed('https://situs.test./rahasia')).toBe(false);
  });

  it('is obeyed also when it is a refusal, but that no answer came holds for the one who asked alone', async () => {
    const { shelf, rows } = makeShelf();
    await expect(clientOf(shelf, async () => ({ status: 503, body: bytes('') }))(site).rules).rejects.toMatchObject({
      reason: 'network',
    });
    const other = clientOf(shelf, () => Promise.reject(new Error('not to be asked')));
    await expect(other(site).rules).rejects.toThrow('robots.txt answers 503');
    rows.clear();
    const deaf = clientOf(shelf, () => Promise.reject(new SourceError('network', 'no answer')));
    await expect(deaf(site).rules).rejects.toThrow('no answer');
    await expect(deaf(site).rules).rejects.toThrow('no answer');
    expect(rows.size).toBe(0);
    expect((await clientOf(shelf, async () => ({ status: 404, body: bytes('') }))(site).rules).crawlDelayMs).toBe(0);
  });

  it('is looked for again at once after it could not be known', async () => {
    const { shelf } = makeShelf();
    let isAway = true;
    const broken: RobotsShelf = {
      ...shelf,
      find: (origin) => (isAway ? Promise.reject(new Error('terminating connection')) : shelf.find(origin)),
    };
    const client = clientOf(broken, async () => ({ status: 404, body: bytes('') }));
    const failure = await client(site).rules.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NotAskedError);
    expect(failure).toMatchObject({ why: 'turn-unknown', reason: 'rate-limited' });
    isAway = false;
    expect((await client(site).rules).isAllowed('https://situs.test/a')).toBe(true);
  });

  it('is not waited for without end', async () => {
    const { shelf } = makeShelf();
    await shelf.find('https://situs.test');
    const client = clientOf(shelf, () => Promise.reject(new Error('not to be asked')));
    await expect(client(site).rules).rejects.toMatchObject({ why: 'host-busy', retryAfterMs: 15_000 });
  });
});
