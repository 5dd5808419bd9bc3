import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, loadConfig } from '../../config/load.ts';
import { ConfigError } from '../../core/errors.ts';
import { silentLog } from '../../core/log.ts';
import { type Adaptation, adapt } from '../../scoring/learned/adapt.ts';
import { type Adapter, withAdapter } from '../../scoring/learned/adapter.ts';
import type { Models } from '../../scoring/learned/word-weights.ts';
import type { LabelledFile } from '../evaluation/labelled-file.ts';
import { readLabelledFile } from '../evaluation/read-labelled-file.ts';
import { openInstallation } from '../installation.ts';
import { type Knowledge, loadKnowledge } from '../knowledge.ts';
import { units } from '../units.ts';
import { createAdaptParts, toCorrections } from './adapt-parts.ts';
import { activateAdapter, adapterFolderOf, fileNameOf, storeAdapter, withActiveAdapter } from './adapter-files.ts';
import { type FlipPreview, previewFlips } from './preview-flips.ts';

export interface OfficeAdaptation {
  readonly file: string;
  /** Rows that were learned from. */
  readonly corrections: number;
  readonly rejected: LabelledFile['rejected'];
  readonly adaptation: Adaptation;
  /** Null without an adapter, and while there is no database. */
  readonly flips: FlipPreview | null;
  /** Stores the adapter and uses it from the next start on, and tells its file; null when there is none. */
  readonly store: (() => string) | null;
}

/**
 * Fits an adapter from an office's labelled file, and looks at what it would change. Stores nothing yet.
 * @throws ConfigError for a file or configuration that cannot be used
 */
export async function adaptOffice(configPath: string, file: string, now: Date): Promise<OfficeAdaptation> {
  const config = loadConfig(configPath, units, process.env);
  const { rows, rejected } = await readLabelledFile(file);
  const corrections = toCorrections(rows);
  const knowledge = loadKnowledge();
  const adaptation = adapt(corrections, createAdaptParts(knowledge.lexicons, knowledge.models, now));
  const { adapter } = adaptation;
  return {
    file,
    corrections: corrections.length,
    rejected,
    adaptation,
    flips: adapter === null ? null : await flipsOf(config, knowledge, adapter, now),
    store: adapter === null ? null : () => storeAndUse(adapterFolderOf(config.database), adapter),
  };
}

function storeAndUse(folder: string, adapter: Adapter): string {
  const number = storeAdapter(folder, adapter);
  activateAdapter(folder, number);
  return join(folder, fileNameOf(number));
}

async function flipsOf(config: Config, knowledge: Knowledge, adapter: Adapter, now: Date): Promise<FlipPreview | null> {
  if (!config.database.includes('://') && !existsSync(config.database)) return null;
  const models = { before: modelsInUse(knowledge.models, config), after: withAdapter(knowledge.models, adapter) };
  const installation = await openInstallation({
    kind: 'live',
    config,
    knowledge,
    models: models.before,
    log: silentLog,
    now: () => now,
  });
  try {
    return await previewFlips(installation.db, knowledge, installation.region, models, now);
  } finally {
    await installation.close();
  }
}

/** An adapter that cannot be used any more is as good as none: it is about to be replaced. */
function modelsInUse(models: Models, { database }: Config): Models {
  try {
    return withActiveAdapter(models, database);
  } catch (error) {
    if (error instanceof ConfigError) return models;
    throw error;
  }
}
