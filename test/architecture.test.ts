import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../src', import.meta.url).pathname;

/**
 * Which rooms a room may import (design, section 3). `*` is every room. A file directly in `src/` is a room of its own.
 */
const mayImport: Readonly<Record<string, readonly string[] | '*'>> = {
  main: ['commands', 'config', 'app', 'core'],
  commands: ['config', 'app', 'core'],
  app: '*',
  config: ['core'],
  core: [],
  regions: ['core', 'text'],
  text: ['core'],
  net: ['core'],
  importing: ['core'],
  reading: ['core', 'importing'],
  collectors: ['core'],
  ingest: ['core', 'text'],
  scoring: ['core', 'text', 'regions'],
  issues: ['core', 'text'],
  alerts: ['core'],
  notify: ['core'],
  charts: ['core'],
  reports: ['core', 'charts'],
  store: ['core'],
  jobs: ['core', 'store', 'ingest', 'issues', 'alerts', 'reports'],
  people: ['core', 'store'],
  api: ['core', 'store', 'people'],
  web: ['core', 'store', 'charts'],
  demo: ['core'],
};

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : /\.tsx?$/.test(name) ? [path] : [];
  });
}

const sourceFiles = files(root).map((path) => relative(root, path));
const roomOf = (path: string): string => (path.split('/')[0] ?? '').replace(/\.tsx?$/, '');

function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) =>
    relative(root, join(root, path, '..', match[1] ?? '')),
  );
}

describe('rooms', () => {
  it('has no room that the table does not know', () => {
    expect([...new Set(sourceFiles.map(roomOf))].filter((room) => !(room in mayImport))).toEqual([]);
  });

  it('import only in the directions of the table', () => {
    const wrong = sourceFiles.flatMap((path) => {
      const allowed = mayImport[roomOf(path)] ?? [];
      return importsOf(path)
        .map(roomOf)
        .filter((room) => room !== roomOf(path) && allowed !== '*' && !allowed.includes(room))
        .map((room) => `${path} imports ${room}`);
    });
    expect(wrong).toEqual([]);
  });

  it('reach the network only through net, and mail only through notify', () => {
    const outbound = /from '(undici|node:https?|node:net|node:tls|node:dns[^']*|nodemailer)'|\bfetch\(/;
    const allowed = new Set(['net', 'notify', 'demo', 'api']);
    const wrong = sourceFiles.filter(
      (path) => !allowed.has(roomOf(path)) && outbound.test(readFileSync(join(root, path), 'utf8')),
    );
    expect(wrong).toEqual([]);
  });

  it('keep their files small', () => {
    const large = sourceFiles
      .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 400);
    expect(large).toEqual([]);
  });
});

describe.each([
  ['collectors', 'collectors'],
  ['alert rules', 'alerts/rules'],
  ['API routes', 'api/routes'],
  ['commands', 'commands'],
  ['migrations', 'store/migrations'],
])('%s', (_, folder) => {
  it('are all registered', () => {
    const index = readFileSync(join(root, folder, 'index.ts'), 'utf8');
    const units = readdirSync(join(root, folder)).filter((name) => name.endsWith('.ts') && name !== 'index.ts');
    expect(units.length).toBeGreaterThan(0);
    expect(units.filter((name) => !index.includes(`'./${name}'`))).toEqual([]);
  });
});
