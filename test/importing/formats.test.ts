import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readImport } from '../../src/app/read-import.ts';
import type { Reader } from '../../src/core/reader.ts';
import { importFormats } from '../../src/importing/index.ts';
import { createReader } from '../../src/reading/reader.ts';
import { readTable } from '../../src/reading/table.ts';
import { makeXlsx } from '../support/office-files.ts';
import { now } from './context.ts';

const folder = new URL('../fixtures/importing', import.meta.url).pathname;
const cases = readdirSync(folder);
const made = mkdtempSync(join(tmpdir(), 'kentongan-formats-'));
afterAll(() => rmSync(made, { recursive: true, force: true }));

let reader: Reader & { close(): Promise<void> };
beforeAll(() => {
  reader = createReader({ workers: 1, timeoutMs: 20_000 });
});
afterAll(() => reader.close());

/** Pairs of a file and what is made of it: `expected.json`, without what is null or empty. All of it is invented. */
describe.each(cases)('%s', (name) => {
  it('is known by its columns and becomes the expected posts', async () => {
    const file = readdirSync(join(folder, name)).find((entry) => entry !== 'expected.json') ?? '';
    const formats: string[] = [];
    const posts: object[] = [];
    const rejected: { line: number; reason: string }[] = [];
    const options = { reader, format: null, sheet: null, zone: 'Asia/Jakarta', now };
    for await (const piece of readImport(join(folder, name, file), options)) {
      formats.push(piece.format.id);
      posts.push(...piece.posts.map(({ line, post }) => ({ line, ...filled(post) })));
      rejected.push(...piece.rejected);
    }
    rejected.sort((a, b) => a.line - b.line);
    const expected = JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8'));
    expect({ format: formats[0], posts, rejected }).toEqual(expected);
  });
});

/** The tools save the same columns as XLSX too. */
describe.each(['brandwatch', 'meltwater', 'apify-tiktok', 'sp4n-lapor', '4cat-x', 'crowdtangle-facebook'])(
  '%s as a spreadsheet',
  (name) => {
    it('becomes the same posts', async () => {
      const body = readFileSync(join(folder, name, 'input.csv'));
      const { rows } = await readTable(body, { url: '', contentType: null, zone: 'Asia/Jakarta' });
      const file = join(made, `${name}.xlsx`);
      writeFileSync(file, await makeXlsx(rows.map(({ cells }) => cells)));
      const posts: object[] = [];
      const options = { reader, format: null, sheet: null, zone: 'Asia/Jakarta', now };
      for await (const piece of readImport(file, options)) posts.push(...piece.posts.map(({ post }) => filled(post)));
      const expected = JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8'));
      expect(posts).toEqual(expected.posts.map(({ line: _, ...post }: { line: number }) => post));
    });
  },
);

function filled(post: object): object {
  return Object.fromEntries(Object.entries(post).filter(([, value]) => value !== null && value !== ''));
}

describe('the formats', () => {
  it('each have an id of their own', () => {
    const ids = importFormats.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('are each shown by a pair of files', () => {
    const shown = new Set(
      cases.map((name) => JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8')).format),
    );
    // A PDF is made in its own test.
    const missing = importFormats.map(({ id }) => id).filter((id) => !shown.has(id) && id !== 'pdf');
    expect(missing).toEqual([]);
  });

  it('never keep who complained', () => {
    for (const name of ['sp4n-lapor', 'aduan']) {
      const text = readFileSync(join(folder, name, 'expected.json'), 'utf8');
      expect(text).not.toMatch(/Pelapor|Rahasia|08\d{8}|\d{16}|Jl\. Contoh|@contoh/);
    }
  });

  it('never keep what describes the analyst', () => {
    expect(readFileSync(join(folder, 'zeeschuimer', 'expected.json'), 'utf8')).not.toContain('Peramban');
  });
});
