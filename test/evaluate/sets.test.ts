import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { agreementTable } from '../../scripts/evaluate/agreement.ts';
import { readBlock } from '../../scripts/evaluate/fill-block.ts';
import { countTables } from '../../scripts/evaluate/set-counts.ts';
import { formatMarkdown } from '../../scripts/evaluate/tables.ts';
import type { Example } from '../../scripts/train/datasets.ts';
import { readTable } from '../../scripts/train/datasets.ts';
import { foldOf, splitHeadlines } from '../../scripts/train/split.ts';

const root = new URL('../..', import.meta.url).pathname;
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

describe.each(['data/train', 'data/gold'])('%s/README.md', (folder) => {
  it('holds the counts of its files', () => {
    const page = read(`${folder}/README.md`);
    expect(
      readBlock(page, 'counts'),
      `npx tsx scripts/evaluate/set-counts.ts ${folder} --into ${folder}/README.md`,
    ).toBe(formatMarkdown(countTables(`${root}${folder}`)).trim());
  });
});

describe('data/gold', () => {
  const parts = (['dev', 'test'] as const).flatMap((part) =>
    readTable(`${root}data/gold/${part}.tsv`).map((row) => ({ part, row })),
  );

  it('holds the agreement of its passes', () => {
    const page = read('data/gold/README.md');
    expect(readBlock(page, 'agreement'), 'npx tsx scripts/evaluate/agreement.ts --into data/gold/README.md').toBe(
      formatMarkdown([agreementTable(`${root}data/gold`)]).trim(),
    );
  });

  it('is split by the rule that its README gives', () => {
    const wrong = parts.filter(({ part, row }) => {
      const last =
        createHash('sha256')
          .update(row.text ?? '')
          .digest()
          .at(-1) ?? 0;
      return part !== (last % 2 === 0 ? 'dev' : 'test');
    });
    expect(wrong.map(({ row }) => row.id)).toEqual([]);
    expect(new Set(parts.map(({ row }) => row.id)).size).toBe(parts.length);
  });

  it('has every text in both passes', () => {
    const ids = parts.map(({ row }) => row.id).sort();
    for (const pass of ['first', 'second']) {
      expect(
        readTable(`${root}data/gold/passes/${pass}.tsv`)
          .map(({ id }) => id)
          .sort(),
      ).toEqual(ids);
    }
  });
});

describe('splits', () => {
  const headline = (id: string, text: string): Example => ({ id, text }) as Example;

  it('put a text on the same side every time', () => {
    expect(['nusax-train-237', 'nusax-train-1', 'smsa-train-1', 'c0001'].map(foldOf)).toEqual([2, 3, 0, 2]);
    const all = Array.from({ length: 200 }, (_, at) =>
      headline(String(at), `judul berita nomor ${at} tentang pasar ${at * 7}`),
    );
    const { test } = splitHeadlines(all);
    expect(test.length).toBeGreaterThan(20);
    const fewer = splitHeadlines(all.slice(0, 100)).test;
    expect(fewer).toEqual(test.filter(({ id }) => Number(id) < 100));
  });

  it('leave what nearly repeats a held-out headline out of the training', () => {
    const texts = Array.from({ length: 40 }, (_, at) => `Harga cabai rawit di pasar kota naik ${at} persen pekan ini`);
    const { test, train } = splitHeadlines(texts.map((text, at) => headline(String(at), text)));
    expect(test.length).toBeGreaterThan(0);
    expect(train).toEqual([]);
  });
});

describe('npm run evaluate', () => {
  it.each([
    [['--errors', 'gold-test', '--test'], 'not listed'],
    [['--set', 'gold-test'], 'only with --test'],
    [['--set', 'smsa'], 'needs the DATA folder'],
    [['--set', 'none'], 'there is no set none'],
  ])('refuses %j', (options, message) => {
    const script = `${root}scripts/evaluate/evaluate.ts`;
    const done = spawnSync(process.execPath, ['--import', 'tsx', script, ...options], { encoding: 'utf8' });
    expect(done.status).toBe(2);
    expect(done.stdout).toBe('');
    expect(done.stderr).toContain(message);
  });
});
