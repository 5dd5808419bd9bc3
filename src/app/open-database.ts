import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Config } from '../config/load.ts';
import type { Logger } from '../core/log.ts';
import { openDatabase } from '../store/database.ts';
import type { PostgresScope } from '../store/postgres.ts';
import type { Db } from '../store/schema.ts';

/** Roles are known to the whole server, so they say whose they are. @param schema `r35_16` */
export function scopeOf(schema: string): PostgresScope {
  return { schema, role: `kentongan_${schema}` };
}

/** The database that a configuration names: a file, whose folder is made, or what the regency has on PostgreSQL. @throws ConfigError */
export function openConfiguredDatabase(config: Pick<Config, 'database' | 'schema'>, log?: Logger): Promise<Db> {
  if (!config.database.includes('://')) mkdirSync(dirname(config.database), { recursive: true });
  return openDatabase(config.database, {
    ...(log === undefined ? {} : { log }),
    ...(config.schema === null ? {} : { scope: scopeOf(config.schema) }),
  });
}
