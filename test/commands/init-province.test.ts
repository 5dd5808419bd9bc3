import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { units } from '../../src/app/units.ts';
import { init } from '../../src/commands/init.ts';
import { loadAnyConfig, loadConfig } from '../../src/config/load.ts';
import { ConfigError } from '../../src/core/errors.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kentongan-init-'));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: readonly string[]): void {
  const program = new Command();
  init(program, () => {});
  program.parse(['node', 'kentongan', 'init', ...args]);
}

describe('init of a province', () => {
  test('writes files that are valid: of the province, and of each of its regencies', () => {
    run('35', '-o', join(folder, 'kentongan.yaml'));
    const files = readdirSync(join(folder, 'kabupaten'));
    expect(files).toHaveLength(38);
    const province = loadAnyConfig(join(folder, 'kentongan.yaml'), units, {});
    expect(province.regencies).toHaveLength(38);
    expect(province.sources.some((source) => source.class === 'fact-check')).toBe(true);
    const shared = new Set(province.sources.map(({ id }) => id));
    for (const file of files.filter((_, nth) => nth % 9 === 0)) {
      const regency = loadConfig(join(folder, 'kabupaten', file), units, {});
      expect([regency.schema, regency.database]).toEqual([`r${file.slice(0, 5).replace('.', '_')}`, province.database]);
      // What concerns them all is collected once, for all of them.
      expect(regency.sources.filter(({ id }) => shared.has(id))).toEqual([]);
    }
  });

  test('leaves what is there as it is, and needs no flag for a code of two digits', () => {
    const output = join(folder, 'kentongan.yaml');
    writeFileSync(output, 'milik kami');
    run('34', '--province', '-o', output);
    run('34', '-o', output);
    expect(readFileSync(output, 'utf8')).toBe('milik kami');
    expect(readdirSync(join(folder, 'kabupaten')).sort()).toEqual([
      '34.01.yaml',
      '34.02.yaml',
      '34.03.yaml',
      '34.04.yaml',
      '34.71.yaml',
    ]);
    expect(() => run('34', '--force', '-o', output)).toThrow(ConfigError);
    expect(() => run('99', '-o', output)).toThrow(ConfigError);
  });
});
