import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { collectorTypes } from '../../src/collectors/index.ts';
import { ConfigError, type Problem } from '../../src/core/errors.ts';

const folder = new URL('../../src/collectors/', import.meta.url);

describe('collectors', () => {
  it('are exactly the files of their folder', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'index.ts');
    expect(collectorTypes.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
  });

  describe.each(collectorTypes.map((type) => [type.id, type] as const))('%s', (_, type) => {
    it('is described and takes its own example', () => {
      expect(type.id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      expect(type.title).not.toBe('');
      expect(type.minIntervalMs).toBeGreaterThanOrEqual(60_000);
      expect(type.configure(type.example)).toHaveProperty('collect');
    });

    it.each([[null], [undefined], ['https://x.test'], [[]], [7]])('refuses %j as its options', (options) => {
      expect(() => type.configure(options)).toThrow(ConfigError);
    });

    it('takes no options at all only when its example shows that none are needed', () => {
      const needsNone = JSON.stringify(type.example) === '{}';
      if (needsNone) expect(type.configure({})).toHaveProperty('collect');
      else expect(() => type.configure({})).toThrow(ConfigError);
    });

    it('names an option that it does not know', () => {
      expect(
        problemsOf(() => type.configure({ ...(type.example as object), salahKetik: 1 })).map(({ where }) => where),
      ).toContain('salahKetik');
    });
  });
});

describe('options', () => {
  it.each([
    ['feed', { url: 'ftp://x.test/feed' }, ['url']],
    ['feed', { url: 'https://nama:sandi@x.test/feed', platform: 'koran' }, ['url', 'platform']],
    ['wordpress', { site: 'x.test', perPage: 500, categories: [] }, ['site', 'categories', 'perPage']],
    ['news-sitemap', { url: 'https://x.test/s.xml', match: ['a'], articles: 'ya' }, ['match.0', 'articles']],
    ['listing', { url: 'https://x.test/', selectors: { link: 'a[href' } }, ['selectors.link']],
    ['listing', { url: 'https://x.test/', selectors: { link: 'h3 >' } }, ['selectors.link']],
    ['listing', { url: 'https://x.test/', selectors: { link: 'a' }, pages: 3 }, ['url']],
    ['klipping', { path: 'a.csv', url: 'https://x.test/a.csv' }, ['']],
  ])('%s refuses %j', (id, options, where) => {
    const type = collectorTypes.find((candidate) => candidate.id === id);
    const problems = problemsOf(() => type?.configure(options));
    expect(problems.map((problem) => problem.where)).toEqual(where);
    expect(problems.every(({ message }) => message.length > 5)).toBe(true);
  });
});

function problemsOf(action: () => unknown): readonly Problem[] {
  try {
    action();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}
