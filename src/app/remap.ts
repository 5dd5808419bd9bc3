import { ConfigError } from '../core/errors.ts';
import { createReader } from '../reading/reader.ts';
import { listSources } from '../store/sources.ts';
import { lockDatabase } from './lock.ts';
import { createLogger } from './logger.ts';
import { openConfigured } from './open-configured.ts';
import { scoreAndGroup } from './processing.ts';
import { type RemapResult, remapSource } from './remap-source.ts';
import { units } from './units.ts';

export interface RemapCommand {
  /** Ids of sources; all if empty. */
  readonly ids: readonly string[];
  readonly dryRun: boolean;
  readonly onSource: (result: RemapResult) => void;
}

/**
 * Reads the kept answers of the named sources again, then scores and groups what is new. Sources that keep none are passed over unless
 * they are named.
 * @throws ConfigError naming every source that does not exist; while another process runs on the same SQLite file
 */
export async function remapConfigured(configPath: string, { ids, dryRun, onSource }: RemapCommand): Promise<void> {
  const installation = await openConfigured(configPath, createLogger('error'));
  try {
    const { db, config, log, now, region } = installation;
    const sources = await listSources(db);
    const unknown = ids.filter((id) => !sources.some((source) => source.id === id));
    if (unknown.length > 0)
      throw new ConfigError(unknown.map((id) => ({ where: id, message: 'tidak ada sumber dengan nama ini' })));
    const isFile = !config.database.includes('://') && config.database !== ':memory:';
    const unlock = dryRun || !isFile ? () => {} : lockDatabase(config.database);
    const reader = createReader();
    try {
      const deps = { db, now, log, reader, zone: region.timezone, toDraft: installation.toDraft };
      for (const source of sources) {
        const type = units.collectors.get(source.collector);
        if (type === undefined || (ids.length > 0 && !ids.includes(source.id))) continue;
        const result = await remapSource(deps, source, type, dryRun);
        if (ids.length > 0 || result.answers + result.unreadable > 0) onSource(result);
      }
      if (!dryRun) await scoreAndGroup(installation);
    } finally {
      unlock();
      await reader.close();
    }
  } finally {
    await installation.close();
  }
}
