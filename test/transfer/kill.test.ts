import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { lockDatabase } from '../../src/app/lock.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/db.ts';
import { makeFilledFile } from './fill-tables.ts';
import { makeFolder, writeConfig } from './move.ts';

// Twenty starts of the product.
vi.setConfig({ testTimeout: 120_000 });

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly lines: readonly string[];
  readonly errors: string;
}

/** The product as it was built, in a process of its own. @param crashAt a point of core/crash-point.ts */
async function kentongan(args: readonly string[], crashAt = ''): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...args], { env: { ...process.env, KENTONGAN_CRASH_AT: crashAt } });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  await once(child, 'close');
  const lines = output.split('\n').filter((line) => line !== '');
  return { code: child.exitCode, signal: child.signalCode, lines, errors };
}

const hashes = (folder: string): readonly string[] =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')).tables.map(
    ({ name, rows, sha256 }: { name: string; rows: number; sha256: string }) => `${name} ${rows} ${sha256}`,
  );

describe('kill -9', () => {
  const oldConfig = writeConfig('lama.db');
  const database = join(dirname(oldConfig), 'lama.db');
  const folder = join(makeFolder(), 'pindahan');
  const targets: Record<string, { config: string; close(): Promise<void> }> = {};
  let postgres: TestDatabase | null = null;

  beforeAll(async () => {
    await makeFilledFile(database);
    postgres = await createEmptyDatabase('postgres');
    targets.postgres = { config: writeConfig(postgres.address), close: () => (postgres as TestDatabase).close() };
    targets.sqlite = { config: writeConfig('baru.db'), close: async () => {} };
  });
  afterAll(async () => {
    for (const { close } of Object.values(targets)) await close();
  });

  test('an export goes on where it was, and takes no half part for whole', async () => {
    const killed = await kentongan(['export', '-o', folder, '-c', oldConfig], 'after-export-part:20');
    expect(killed.signal).toBe('SIGKILL');
    expect(existsSync(join(folder, 'manifest.json'))).toBe(false);
    const refused = await kentongan(['import', '--from', folder, '-c', targets.sqlite?.config ?? '']);
    expect(refused).toMatchObject({ code: 2, errors: expect.stringContaining('belum selesai') });

    const parts = () => readdirSync(folder).filter((name) => name.endsWith('.gz'));
    const kept = Object.fromEntries(parts().map((name) => [name, statSync(join(folder, name)).ino]));
    expect(Object.keys(kept)).toHaveLength(20);
    writeFileSync(join(folder, 'mentions-0001.ndjson.gz.partial'), 'setengah');
    const [damaged = ''] = Object.keys(kept);
    writeFileSync(join(folder, damaged), readFileSync(join(folder, damaged)).subarray(0, 30));

    const ended = await kentongan(['export', '-o', folder, '-c', oldConfig]);
    expect(ended).toMatchObject({ code: 0, signal: null });
    const rewritten = parts().filter((name) => name in kept && statSync(join(folder, name)).ino !== kept[name]);
    expect(rewritten).toEqual([damaged]);
    expect(readdirSync(folder).filter((name) => !/\.gz$|^manifest\.json$/.test(name))).toEqual([]);

    const other = join(makeFolder(), 'sekaligus');
    await kentongan(['export', '-o', other, '-c', oldConfig]);
    expect(hashes(folder)).toEqual(hashes(other));
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(statSync(join(folder, damaged)).mode & 0o077).toBe(0);
  });

  test.each(['postgres', 'sqlite'])(
    'an import into %s ends with the same rows, however often it was killed',
    async (name) => {
      const config = targets[name]?.config ?? '';
      const points = ['after-import-part:1', 'before-import-commit:18', 'after-import-part:15'];
      for (const point of name === 'postgres' ? [...points, 'after-words-index'] : points) {
        expect((await kentongan(['import', '--from', folder, '-c', config], point)).signal).toBe('SIGKILL');
      }

      const ended = await kentongan(['import', '--from', folder, '-c', config]);
      expect(ended).toMatchObject({ code: 0, errors: expect.stringContaining('Semua tabel sama') });
      const compared = ended.lines.map((line) => JSON.parse(line));
      expect(compared.filter(({ equal }) => !equal)).toEqual([]);
      expect(compared.map(({ name: table, rows, sha256 }) => `${table} ${rows} ${sha256}`)).toEqual(hashes(folder));

      const back = join(makeFolder(), 'kembali');
      expect((await kentongan(['export', '-o', back, '-c', config])).code).toBe(0);
      expect(hashes(back)).toEqual(hashes(folder));
    },
  );

  test('words are looked up in one index of each month, which is part of one of all', async () => {
    const { db } = postgres as TestDatabase;
    const { rows } = await sql<{
      name: string;
    }>`select i.relname as name from pg_inherits join pg_class i on i.oid = inhrelid
        where inhparent = 'mention_words_words'::regclass
        union all select indexname from pg_indexes where tablename like 'mention\\_words\\_p%' and indexdef like '%gin%'
        order by 1`.execute(db);
    const months = await db.selectFrom('mentionPartitions').select('firstId').orderBy('firstId').execute();
    const own = months.map(({ firstId }) => `mention_words_p${firstId}_words_idx`);
    expect(own.length).toBeGreaterThan(1);
    expect(rows.map(({ name }) => name)).toEqual([...own, ...own].sort());
  });

  test('neither command touches a SQLite file that the product runs on', async () => {
    const unlock = lockDatabase(database);
    try {
      for (const args of [
        ['export', '-o', join(makeFolder(), 'x')],
        ['import', '--from', folder],
      ]) {
        expect(await kentongan([...args, '-c', oldConfig])).toMatchObject({
          code: 2,
          errors: expect.stringContaining('sedang dipakai'),
        });
      }
    } finally {
      unlock();
    }
  });
});
