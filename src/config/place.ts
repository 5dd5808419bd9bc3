import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { ConfigError } from '../core/errors.ts';
import type { ConfigFile } from './schema.ts';
import { readSecret } from './secret.ts';
import type { Fault } from './unit-problems.ts';

/** Which area a configuration is for, and where its rows lie. */
export interface Place {
  readonly region: NonNullable<ConfigFile['region']>;
  readonly regencies: readonly string[] | null;
  readonly database: string;
  readonly schema: string | null;
}

const postgres = /^postgres(ql)?:\/\//;

/** Schema of a regency in its province's database: `r35_16`. */
export function schemaOf(code: string): string {
  return `r${code.replace('.', '_')}`;
}

/** Schema of what all regencies of a province share. */
export const sharedSchema = 'shared';

/** A file is that of a regency or that of a province, never both. */
export function placeProblems(value: unknown): readonly Fault[] {
  const { region, province, partOf } = (value ?? {}) as Record<string, unknown>;
  if (province === undefined && region === undefined) {
    return [{ keys: ['region'], message: 'wajib diisi: kabupaten/kota yang dipantau' }];
  }
  if (province === undefined) return [];
  const problems: Fault[] = [];
  if (region !== undefined) problems.push({ keys: ['region'], message: 'berkas provinsi tidak memakai region' });
  if (partOf !== undefined) problems.push({ keys: ['partOf'], message: 'provinsi tidak termasuk provinsi lain' });
  return problems;
}

/** @throws ConfigError when a province has no PostgreSQL, or a regency's province cannot be read */
export function placeOf(file: ConfigFile, path: string, env: Readonly<Record<string, string | undefined>>): Place {
  const { province, region, partOf } = file;
  if (province !== undefined) {
    const database = databaseFrom(env) ?? file.database;
    requirePostgres(database, `database (${path})`);
    const code = province.code;
    return {
      region: { code, aliases: [], officials: [], landmarks: [], namesakes: [] },
      regencies: province.regencies.map((name) => join(dirname(path), name)),
      database,
      schema: sharedSchema,
    };
  }
  if (region === undefined) throw new Error('placeProblems lets no file pass without an area');
  const own = { region, regencies: null };
  if (partOf === undefined) return { ...own, database: databaseFrom(env) ?? file.database, schema: null };
  const database = databaseFrom(env) ?? databaseOf(join(dirname(path), partOf), `partOf (${path})`);
  requirePostgres(database, `partOf (${path})`);
  return { ...own, database, schema: schemaOf(region.code) };
}

/** An address holds a password: it may lie in a file that `KENTONGAN_DATABASE_FILE` names. */
function databaseFrom(env: Readonly<Record<string, string | undefined>>): string | null {
  return readSecret('KENTONGAN_DATABASE', env)?.reveal().trim() || null;
}

function requirePostgres(database: string, where: string): void {
  if (postgres.test(database)) return;
  throw new ConfigError([{ where, message: 'provinsi memerlukan PostgreSQL: database: postgres://…' }]);
}

/** Only this one key: the rest of the province's file is checked where the province is opened. */
function databaseOf(path: string, where: string): string {
  let value: unknown;
  try {
    value = parse(readFileSync(path, 'utf8'), { maxAliasCount: 0 });
  } catch (cause) {
    throw new ConfigError([{ where, message: `berkas provinsi ${path} tidak dapat dibaca` }], { cause });
  }
  const { province, database } = (value ?? {}) as Record<string, unknown>;
  if (province === undefined) throw new ConfigError([{ where, message: `${path} bukan berkas provinsi` }]);
  return typeof database === 'string' ? database : '';
}
