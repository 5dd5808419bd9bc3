import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ConfigError, type Problem } from '../core/errors.ts';
import { isDate } from '../core/time.ts';
import type { ImportFormat } from '../importing/format.ts';
import { importFormats } from '../importing/index.ts';
import { mappingFormat, parseMapping } from '../importing/mapping.ts';
import { createReader } from '../reading/reader.ts';
import { type ImportOptions, type ImportPreview, type ImportResult, importFile, previewFile } from './import-file.ts';
import { maxFileBytes } from './input-file.ts';
import type { Installation } from './installation.ts';
import { createLogger } from './logger.ts';
import { openConfigured } from './open-configured.ts';
import { scoreAndGroup } from './processing.ts';

/** As typed on the command line; undefined is not given. */
export interface ImportArguments {
  /** Id of a format. */
  readonly format?: string | undefined;
  /** File with a column mapping. */
  readonly map?: string | undefined;
  /** Sheet of a workbook. */
  readonly sheet?: string | undefined;
  readonly basis?: string | undefined;
  readonly zone?: string | undefined;
  readonly date?: string | undefined;
}

/** Ids and titles of the formats, for the help of the command. */
export const formatNames: readonly (readonly [id: string, title: string])[] = importFormats.map(({ id, title }) => [
  id,
  title,
]);

/** Told of each file as soon as it is done. */
type Told<T> = (file: string, result: T) => void;

/**
 * Imports files into the configured installation, then scores and groups what is new. A file that cannot be read does not keep the
 * others out.
 * @throws ConfigError for wrong arguments at once, for unreadable files at the end
 */
export function importFiles(
  config: string,
  files: readonly string[],
  given: ImportArguments,
  tell: Told<ImportResult>,
): Promise<void> {
  return withFiles(config, files, given, async (installation, options, each) => {
    await each(async (file) => tell(file, await importFile(installation, file, options)));
    await scoreAndGroup(installation);
  });
}

/** The first rows of each file as they would be imported. @throws ConfigError as `importFiles` */
export function previewFiles(
  config: string,
  files: readonly string[],
  given: ImportArguments,
  tell: Told<ImportPreview>,
): Promise<void> {
  return withFiles(config, files, given, (installation, options, each) =>
    each(async (file) => tell(file, await previewFile(installation, file, options))),
  );
}

/** Analysts' files are larger than anything that is fetched, and nobody waits behind them. */
export const largeReader = { workers: 1, timeoutMs: 60_000, maxBytes: maxFileBytes, memoryMb: 1_536 };

type EachFile = (work: (file: string) => Promise<void>) => Promise<void>;

async function withFiles(
  config: string,
  files: readonly string[],
  given: ImportArguments,
  work: (installation: Installation, options: ImportOptions, each: EachFile) => Promise<void>,
): Promise<void> {
  const checked = checkArguments(given);
  const installation = await openConfigured(config, createLogger('warn'));
  const reader = createReader(largeReader);
  const problems: Problem[] = [];
  try {
    await work(installation, { ...checked, reader }, async (workOn) => {
      for (const file of files) {
        await workOn(file).catch((error: unknown) => {
          if (!(error instanceof ConfigError)) throw error;
          problems.push(...error.problems);
        });
      }
    });
  } finally {
    await reader.close();
    await installation.close();
  }
  if (problems.length > 0) throw new ConfigError(problems);
}

/** @throws ConfigError that names every wrong argument */
export function checkArguments(given: ImportArguments): Omit<ImportOptions, 'reader'> {
  const problems = [];
  if (given.zone !== undefined && !isZone(given.zone)) {
    problems.push({ where: '--zone', message: `zona waktu «${given.zone}» tidak dikenal; contoh: Asia/Jakarta, UTC` });
  }
  if (given.date !== undefined && !isDate(given.date)) {
    problems.push({ where: '--date', message: 'harus berupa tanggal seperti 2026-11-20' });
  }
  if (given.format !== undefined && given.map !== undefined) {
    problems.push({ where: '--map', message: 'tidak dapat dipakai bersama --format' });
  }
  const named = importFormats.find(({ id }) => id === given.format) ?? null;
  if (given.format !== undefined && named === null) {
    const known = importFormats.map(({ id }) => id).join(', ');
    problems.push({ where: '--format', message: `«${given.format}» tidak ada; yang ada: ${known}` });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    format: given.map === undefined ? named : readMapping(given.map),
    basis: given.basis?.trim() || null,
    sheet: given.sheet ?? null,
    zone: given.zone ?? null,
    date: given.date ?? null,
  };
}

function readMapping(file: string): ImportFormat {
  let value: unknown;
  try {
    value = parse(readFileSync(file, 'utf8'), { maxAliasCount: 0 });
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '';
    const message = !existsSync(file) ? 'berkas pemetaan tidak ada' : `pemetaan tidak dapat dibaca: ${reason}`;
    throw new ConfigError([{ where: file, message }], { cause });
  }
  return mappingFormat(parseMapping(value, file));
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
