import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configurationTable } from '../scripts/configuration-table.ts';
import { platformTables } from '../scripts/platforms-page.ts';
import { alertRuleTypes } from '../src/alerts/rules/index.ts';
import { collectorTypes } from '../src/collectors/index.ts';
import { ConfigError } from '../src/core/errors.ts';

const root = new URL('..', import.meta.url).pathname;
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

describe('docs/configuration.md', () => {
  const page = read('docs/configuration.md');

  it('holds the table that the schema makes', () => {
    expect(page).toContain(configurationTable());
  });

  it.each(collectorTypes.map(({ id }) => id))('describes every option of %s', (id) => {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${id}\``)) ?? '';
    for (const option of knownOptions(collectorTypes.find((type) => type.id === id)))
      expect(row).toContain(`\`${option}`);
  });

  it.each(alertRuleTypes.map(({ id }) => id))('describes every option of %s', (id) => {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${id}\``)) ?? '';
    for (const option of knownOptions(alertRuleTypes.find((type) => type.id === id)))
      expect(row).toContain(`\`${option}\``);
  });
});

/** Options named in a unit's own example: whatever it shows must be explained. */
function knownOptions(unit: { readonly example: unknown; configure(options: unknown): unknown } | undefined): string[] {
  expect(() => unit?.configure({ ...(unit.example as object), 'no-such-option': 1 })).toThrow(ConfigError);
  return Object.keys(unit?.example as object);
}

describe('docs/platforms.md', () => {
  const page = read('docs/platforms.md');

  it('holds the tables that the registry makes', () => {
    expect(page).toContain(platformTables());
  });

  it.each(collectorTypes.map((type) => [type.id, type] as const))(
    'says everything an operator asks of %s',
    (_, type) => {
      expect(Object.entries(type.facts).filter(([, fact]) => fact.trim().length < 5)).toEqual([]);
      expect(page).toContain(`**\`${type.id}\`: ${type.title}**`);
    },
  );
});

describe('README', () => {
  it.each(['README.md', 'README.id.md', 'docs/architecture.md', 'docs/panduan/README.md', 'CONTRIBUTING.md'])(
    '%s leads to files that exist',
    (path) => {
      const folder = path.slice(0, path.lastIndexOf('/') + 1);
      const links = [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => `${folder}${match[1]}`);
      expect(links.filter((link) => !existsSync(`${root}${link}`))).toEqual([]);
    },
  );

  it('names every command', () => {
    const readme = read('README.md');
    const commands = readdirSync(`${root}src/commands`).filter((name) => name.endsWith('.ts') && name !== 'index.ts');
    expect(commands.map((name) => name.replace('.ts', '')).filter((name) => !readme.includes(`\`${name}`))).toEqual([]);
  });
});
