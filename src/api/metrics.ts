import type { Logger } from '../core/log.ts';
import { dialectOf } from '../store/dialect.ts';
import { loadSizeFigures, type SizeFigures } from '../store/operation-size.ts';
import type { Db } from '../store/schema.ts';
import type { ApiDeps } from './deps.ts';
import { installationFamilies, sizeFamilies } from './metrics-installation.ts';
import { createLagFigures, type LagFigures } from './metrics-lags.ts';
import type { ProcessFigures } from './metrics-process.ts';
import { type Family, gauge, labelled, toText } from './metrics-text.ts';

/** A regency whose figures are exported. */
export type MeasuredInstallation = Pick<ApiDeps, 'db' | 'now' | 'credentials'> & {
  readonly log: Logger;
  readonly region: { readonly code: string; readonly timezone: string };
};

export const metricsType = 'text/plain; version=0.0.4';

/** Sizes of tables cost more than they change. */
const sizesKeptMs = 60_000;

interface Memory {
  readonly lags: LagFigures;
  sizes: { readonly at: number; readonly figures: SizeFigures } | null;
  underWay: Promise<readonly Family[]> | null;
}

/** What is remembered between two scrapes, by database. */
const memories = new WeakMap<Db, Memory>();

/**
 * Prometheus text format 0.0.4, a line break at the end. A regency whose database does not answer says so; the others and the process
 * are exported all the same.
 * @param figures of this process; null leaves them out
 */
export async function toMetrics(
  installations: readonly MeasuredInstallation[],
  figures: ProcessFigures | null,
  now: Date,
): Promise<string> {
  const families: Family[] = [];
  for (const installation of installations) families.push(...(await familiesOf(installation)));
  return `${figures === null ? '' : await figures.toText(now)}${toText(families)}`;
}

async function familiesOf(installation: MeasuredInstallation): Promise<readonly Family[]> {
  const { db, log, region } = installation;
  const memory = memories.get(db) ?? { lags: createLagFigures(), sizes: null, underWay: null };
  memories.set(db, memory);
  // Two scrapers at once are told the same; nothing is counted twice.
  memory.underWay ??= readFamilies(installation, memory).finally(() => {
    memory.underWay = null;
  });
  try {
    return labelled(await memory.underWay, { regency: region.code });
  } catch (error) {
    log.error({ err: error, regency: region.code }, 'figures cannot be read');
    return labelled([upFamily(0)], { regency: region.code });
  }
}

function upFamily(value: 0 | 1): Family {
  return gauge('kentongan_database_up', '1 when the figures of the regency could be read.', [[{}, value]]);
}

async function readFamilies(installation: MeasuredInstallation, memory: Memory): Promise<readonly Family[]> {
  const { now: clock, region, credentials } = installation;
  const now = clock();
  const began = performance.now();
  const read = async (db: Db): Promise<readonly Family[]> => {
    const facts = { db, now, credentials, zone: region.timezone };
    const families = [...(await installationFamilies(facts)), ...(await memory.lags.read(db))];
    const { sizes } = memory;
    const isFresh = sizes !== null && Math.abs(now.getTime() - sizes.at) < sizesKeptMs;
    const { figures } = isFresh ? sizes : { figures: await loadSizeFigures(db) };
    if (!isFresh) memory.sizes = { at: now.getTime(), figures };
    return [...families, ...sizeFamilies(figures)];
  };
  // One connection for all questions: with many regencies, choosing role and schema for each would cost more than the answers.
  const { db } = installation;
  const families = dialectOf(db) === 'postgres' ? await db.connection().execute(read) : await read(db);
  const seconds = (performance.now() - began) / 1000;
  return [
    upFamily(1),
    gauge('kentongan_figures_seconds', 'How long it took to read these figures.', [[{}, seconds]]),
    ...families,
  ];
}
