import { expect, it } from 'vitest';
import { createRobots } from '../../src/net/robots.ts';

const robotsOf = (text: string, status = 200) =>
  createRobots(
    'Kentongan/1',
    async () => ({ status, body: new TextEncoder().encode(text) }),
    () => new Date(0),
  )('https://situs.test');

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
