import { sql } from 'kysely';
import { scopeOf } from '../../src/app/open-database.ts';
import { schemaOf, sharedSchema } from '../../src/config/place.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { markKind } from '../../src/store/meta.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openPostgresServer } from '../../src/store/postgres-server.ts';
import { prepareProvince } from '../../src/store/province/prepare.ts';
import type { Db } from '../../src/store/schema.ts';
import { createEmptyDatabase } from './db.ts';

/** Two regencies of one province on a real PostgreSQL, each with its own role, and what they share. */
export interface TestProvince {
  readonly address: string;
  readonly shared: Db;
  /** Mojokerto, 35.16 */
  readonly first: Db;
  /** Jombang, 35.17 */
  readonly second: Db;
  close(): Promise<void>;
}

export const testCodes = ['35.16', '35.17'] as const;

export async function openTestProvince(): Promise<TestProvince> {
  const database = await createEmptyDatabase('postgres');
  const server = await openPostgresServer(database.address, { max: 6 });
  const scopes = [scopeOf(sharedSchema), ...testCodes.map((code) => scopeOf(schemaOf(code)))];
  const dbs: Db[] = [];
  for (const [index, scope] of scopes.entries()) {
    await server.prepare(scope);
    const db = server.open(scope);
    await migrate(db);
    await markKind(db, 'live', ['35', ...testCodes][index] ?? '');
    dbs.push(db);
  }
  const [shared, first, second] = dbs as [Db, Db, Db];
  await prepareProvince(
    shared,
    scopes.slice(1).map(({ role }) => role),
  );
  return {
    address: database.address,
    shared,
    first,
    second,
    async close() {
      for (const { schema } of [...scopes].reverse()) {
        await sql`drop schema ${sql.id(schema)} cascade`.execute(server.login);
      }
      await Promise.all(dbs.map(closeDatabase));
      await server.close();
      await database.close();
    },
  };
}
