import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, loadConfig } from '../../config/load.ts';
import { ConfigError } from '../../core/errors.ts';
import { silentLog } from '../../core/log.ts';
import { type Adaptation, adapt } from '../../scoring/learned/adapt.ts';
import { type Adapter, withAdapter } from '../../scoring/learned/adapter.ts';
import type { Models } from '../../scoring/learned/word-weights.ts';
import { listJudgedTexts } from '../../store/corrections-texts.ts';
import type { Db } from '../../store/schema.ts';
import type { LabelledFile } from '../evaluation/labelled-file.ts';
import { readLabelledFile } from '../evaluation/read-labelled-file.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { type Knowledge, loadKnowledge } from '../knowledge.ts';
import { units } from '../units.ts';
import { createAdaptParts, toCorrections } from './adapt-parts.ts';
import { activateAdapter, adapterFolderOf, fileNameOf, storeAdapter, withActiveAdapter } from './adapter-files.ts';
import { type FlipPreview, previewFlips } from './preview-flips.ts';

export interface OfficeAdaptation {
  /** What was learned from: the file, or what people have judged on the pages. */
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
 * @param file null for the texts that people have judged on the pages
 * @throws ConfigError for a file or configuration that cannot be used
 */
export async function adaptOffice(configPath: string, file: string | null, now: Date): Promise<OfficeAdaptation> {
  const config = loadConfig(configPath, units, process.env);
  const knowledge = loadKnowledge();
  const { rows, rejected } = file === null ? await readJudged(config, knowledge, now) : await readLabelledFile(file);
  const corrections = toCorrections(rows);
  const adaptation = adapt(corrections, createAdaptParts(knowledge.lexicons, knowledge.models, now));
  const { adapter } = adaptation;
  return {
    file: file ?? 'penilaian petugas di halaman',
    corrections: corrections.length,
    rejected,
    adaptation,
    flips: adapter === null ? null : await flipsOf(config, knowledge, adapter, now),
    store: adapter === null ? null : () => storeAndUse(adapterFolderOf(config), adapter),
  };
}

const pageSize = 500;

/** What people have judged on the pages, as a labelled file would say it. @throws ConfigError when there is none */
async function readJudged(config: Config, knowledge: Knowledge, now: Date): Promise<LabelledFile> {
  const rows = isThere(config)
    ? await withInstallation(config, knowledge, knowledge.models, now, ({ db }) => listAllJudged(db))
    : [];
  if (rows.length > 0) return { rows, rejected: [] };
  throw new ConfigError([{ where: '--corrections', message: 'belum ada sebutan yang dinilai petugas' }]);
}

async function listAllJudged(db: Db): Promise<LabelledFile['rows']> {
  const rows: LabelledFile['rows'][number][] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await listJudgedTexts(db, { limit: pageSize, ...(cursor === '' ? {} : { cursor }) });
    for (const { title, text, label } of page.items) {
      const line = rows.length + 1;
      rows.push({ line, title, text, sentiment: label, attention: null, topic: null, target: null });
    }
    cursor = page.next;
  }
  return rows;
}

function storeAndUse(folder: string, adapter: Adapter): string {
  const number = storeAdapter(folder, adapter);
  activateAdapter(folder, number);
  return join(folder, fileNameOf(number));
}

async function flipsOf(config: Config, knowledge: Knowledge, adapter: Adapter, now: Date): Promise<FlipPreview | null> {
  if (!isThere(config)) return null;
  const models = { before: modelsInUse(knowledge.models, config), after: withAdapter(knowledge.models, adapter) };
  return withInstallation(config, knowledge, models.before, now, ({ db, region, office }) =>
    previewFlips(db, knowledge, region, models, office.current(), now),
  );
}

function isThere({ database }: Config): boolean {
  return database.includes('://') || existsSync(database);
}

async function withInstallation<T>(
  config: Config,
  knowledge: Knowledge,
  models: Models,
  now: Date,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const parts = { kind: 'live', config, knowledge, models, log: silentLog, now: () => now } as const;
  const installation = await openInstallation(parts);
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
}

/** An adapter that cannot be used any more is as good as none: it is about to be replaced. */
function modelsInUse(models: Models, config: Config): Models {
  try {
    return withActiveAdapter(models, config);
  } catch (error) {
    if (error instanceof ConfigError) return models;
    throw error;
  }
}
