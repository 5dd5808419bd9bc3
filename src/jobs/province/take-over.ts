import { isOfferedId, offeredId } from '../../core/province.ts';
import type { SourceConfig } from '../../core/source.ts';
import { inWriteTransaction } from '../../store/dialect.ts';
import { listPacks, removePack, savePack } from '../../store/keyword-packs.ts';
import { listOfferedPacks, listOfferedSources, type OfferedSource } from '../../store/province/offers.ts';
import { isAdmitted } from '../../store/province/prepare.ts';
import type { Db } from '../../store/schema.ts';
import { listSources, saveSource } from '../../store/sources.ts';

export interface TakeOverDeps {
  /** Of the regency, with its role. */
  readonly db: Db;
  /** IANA zone of the regency. */
  readonly zone: string;
  /** Who the changes are noted for: `Provinsi Jawa Timur`. */
  readonly province: string;
}

/** Something new must not wait for the source's own turn twice. */
const longestWaitMs = 15 * 60_000;
const shortestWaitMs = 60_000;

/**
 * Makes the regency's copies of what the province offers follow it: a row for each of its sources, and its keyword packs. What people of
 * the regency have paused or removed stays so. Idempotent.
 */
export async function takeOver(deps: TakeOverDeps, now: Date): Promise<void> {
  if (!(await isAdmitted(deps.db))) return;
  await mirrorSources(deps, now);
  await copyPacks(deps, now);
}

async function mirrorSources({ db, province }: TakeOverDeps, now: Date): Promise<void> {
  const offered = (await listOfferedSources(db)).map(toConfig);
  const stored = new Map(
    (await listSources(db)).filter(({ collector }) => collector === 'shared').map((row) => [row.id, row]),
  );
  const gone = [...stored.values()].filter(
    ({ id, enabled }) => enabled && isOfferedId(id) && !offered.some((one) => one.id === id),
  );
  const changed = offered.filter((config) => !isSame(config, stored.get(config.id)));
  for (const config of [...changed, ...gone.map((row) => ({ ...row, enabled: false }))]) {
    await inWriteTransaction(db, async (trx) => {
      await saveSource(trx, config, now);
      // As if somebody had added it on the page: the regency's own file neither names nor removes it.
      const made = { madeBy: province, madeAt: now.toISOString() };
      await trx.updateTable('sources').set(made).where('id', '=', config.id).where('madeAt', 'is', null).execute();
    });
  }
}

function toConfig({ id, title, class: kind, platform, intervalMs, silentAfterMs, legal }: OfferedSource): SourceConfig {
  return {
    ...{ id: offeredId(id), title, collector: 'shared', class: kind, platform, enabled: true, silentAfterMs, legal },
    intervalMs: Math.max(shortestWaitMs, Math.min(intervalMs, longestWaitMs)),
    options: { source: id, everything: kind === 'fact-check' },
    credential: null,
  };
}

const compared = ['title', 'class', 'platform', 'intervalMs', 'silentAfterMs'] as const;

/** A paused row counts as disabled: it is written again, which lets nobody's pause end. */
function isSame(config: SourceConfig, row: SourceConfig | undefined): boolean {
  return (
    row?.enabled === true &&
    compared.every((key) => config[key] === row[key]) &&
    JSON.stringify(config.legal) === JSON.stringify(row.legal)
  );
}

async function copyPacks({ db, zone, province }: TakeOverDeps, now: Date): Promise<void> {
  const offered = (await listOfferedPacks(db)).map((pack) => ({ ...pack, id: offeredId(pack.id) }));
  for (const pack of offered) await savePack(db, pack, province, now, zone);
  const wanted = new Set(offered.map(({ id }) => id));
  for (const { pack } of await listPacks(db)) {
    if (isOfferedId(pack.id) && !wanted.has(pack.id)) await removePack(db, pack.id, province, now);
  }
}
