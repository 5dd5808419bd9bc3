import { expect, it } from 'vitest';
import { createRobots } from '../../src/net/robots.ts';

const robotsOf = (text: string, status = 200) =>
  createRobots(
    'Kentongan/1',
    async () => ({ status, body: new TextEncoder().encode(text) }),
    () => new Date(0),
  )('https://situs.test').rules;

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
  const robots = createRobots(
    'Kentongan/1',
    async () => {
      asked += 1;
      return { status, body: new Uint8Array() };
    },
    () => new Date(time),
  );
  const read = () => robots('https://situs.test').rules.catch(() => null);
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
