import { prepareProvince } from '../../store/province/prepare.ts';
import { prepareDatabase } from '../installation.ts';
import { scopeOf } from '../open-database.ts';
import type { Regency } from '../tasks/regencies.ts';

/** Makes what all regencies of a province share, and lets each in with its own role. Does nothing where all is as it should be. */
export async function prepareSharedTables(
  shared: Regency,
  regencies: readonly Regency[],
  now: () => Date,
): Promise<void> {
  await prepareDatabase(shared.db, { kind: 'live', config: shared.config, now });
  const roles = regencies.flatMap(({ config: { schema } }) => (schema === null ? [] : [scopeOf(schema).role]));
  await prepareProvince(shared.db, roles);
}
