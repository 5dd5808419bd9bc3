import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument, stringify } from 'yaml';
import { keywordPack } from '../api/schemas/keyword-pack.ts';
import { ConfigError, type Problem } from '../core/errors.ts';
import type { KeywordPack } from '../core/keyword-pack.ts';
import { findNamedElsewhere } from '../core/pack-rules.ts';
import { findPack, isInForce, listPacks, type SavedPack, savePack } from '../store/keyword-packs.ts';
import type { Db } from '../store/schema.ts';
import { keywordPackFolder } from './files.ts';
import type { Installation } from './installation.ts';
import { createLogger } from './logger.ts';
import { openConfigured } from './open-configured.ts';

const maxBytes = 1_000_000;
const mostProblems = 20;

/**
 * Reads a pack from YAML or JSON.
 * @param file as problems name it
 * @throws ConfigError naming every wrong key with its line
 */
export function parsePackFile(file: string, content: string): KeywordPack {
  if (content.length > maxBytes) throw new ConfigError([{ where: file, message: 'lebih besar dari 1 MB' }]);
  const lines = new LineCounter();
  const document = parseDocument(content.replace(/^\uFEFF/, ''), { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  if (document.errors.length > 0) {
    throw new ConfigError(
      document.errors.slice(0, mostProblems).map(({ pos }) => ({
        where: `${file}:${lineAt(pos[0])}`,
        message: 'bukan YAML atau JSON yang benar',
      })),
    );
  }
  const parsed = keywordPack.safeParse(toValue(file, document));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap((issue): Problem[] => {
    const path = issue.path.map((key) => (typeof key === 'symbol' ? '' : key));
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
    const say = (at: readonly (string | number)[], message: string): Problem => ({
      where: `${file}:${lineOf(document, at, lineAt)} ${sayPath(at)}`.trimEnd(),
      message,
    });
    if (keys.length > 0) return keys.map((key) => say([...path, key], 'bagian tidak dikenal'));
    return [say(path, isMissing(document, path) ? 'wajib diisi' : issue.message)];
  });
  throw new ConfigError(problems.slice(0, mostProblems));
}

type Document = ReturnType<typeof parseDocument>;

function toValue(file: string, document: Document): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    // Aliases of aliases.
    throw new ConfigError([{ where: file, message: 'terlalu banyak rujukan (alias) YAML' }], { cause });
  }
}

function isMissing(document: Document, path: readonly (string | number)[]): boolean {
  return path.length > 0 && !document.hasIn(path);
}

/** Of the key, or of the nearest part around it that the file has. */
function lineOf(document: Document, path: readonly (string | number)[], lineAt: (offset: number) => number): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    const range = (node as { range?: readonly number[] } | undefined)?.range;
    if (range?.[0] !== undefined) return lineAt(range[0]);
  }
  return 1;
}

/** `keywords[2].near[0]` */
function sayPath(path: readonly (string | number)[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
}

/** The file that gives the same pack when it is read. */
export function formatPack(pack: KeywordPack, format: 'yaml' | 'json'): string {
  return format === 'json' ? `${JSON.stringify(pack, null, 2)}\n` : stringify(pack, { lineWidth: 100 });
}

/** @throws ConfigError when it cannot be read, or is wrong */
export function readPackFile(file: string): KeywordPack {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ConfigError([{ where: file, message: 'berkas tidak dapat dibaca' }], { cause });
  }
  return parsePackFile(file, content);
}

/** Checks files without storing them. @throws ConfigError with the problems of all files */
export function checkPackFiles(files: readonly string[]): readonly KeywordPack[] {
  const problems: Problem[] = [];
  const packs: { readonly file: string; readonly pack: KeywordPack }[] = [];
  for (const file of files) {
    try {
      packs.push({ file, pack: readPackFile(file) });
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems);
    }
  }
  for (const { file, pack } of packs)
    problems.push(
      ...problemsBeside(
        file,
        pack,
        packs.map((each) => each.pack),
      ),
    );
  if (problems.length > 0) throw new ConfigError(problems);
  return packs.map(({ pack }) => pack);
}

function problemsBeside(file: string, pack: KeywordPack, others: readonly KeywordPack[]): readonly Problem[] {
  return findNamedElsewhere(pack, others).map(({ path, message }) => ({ where: `${file} ${sayPath(path)}`, message }));
}

export interface ImportedPack {
  readonly file: string;
  readonly id: string;
  readonly result: SavedPack;
}

/**
 * Imports files into the configured installation: all of them, or none when one is wrong.
 * @param who is named on the audit trail
 * @throws ConfigError
 */
export async function importPacks(
  configPath: string,
  files: readonly string[],
  who: string,
): Promise<readonly ImportedPack[]> {
  const packs = checkPackFiles(files);
  return withInstallation(configPath, async ({ db, region, now }) => {
    const stored = (await listPacks(db)).map(({ pack }) => pack);
    const problems = packs.flatMap((pack, index) => problemsBeside(files[index] ?? '', pack, stored));
    if (problems.length > 0) throw new ConfigError(problems);
    const results: ImportedPack[] = [];
    for (const [index, pack] of packs.entries()) {
      const result = await savePack(db, pack, who, now(), region.timezone);
      results.push({ file: files[index] ?? '', id: pack.id, result });
    }
    return results;
  });
}

/** A stored pack as a file, also written to `output` if that is given. @throws ConfigError for an unknown id or format */
export async function exportPack(
  configPath: string,
  id: string,
  format: string,
  output: string | null,
): Promise<string> {
  if (format !== 'yaml' && format !== 'json') {
    throw new ConfigError([{ where: `--format ${format}`, message: 'yang ada: yaml, json' }]);
  }
  return withInstallation(configPath, async ({ db }) => {
    const stored = await findPack(db, id);
    if (stored === null) {
      const known = (await listPacks(db)).map(({ pack }) => pack.id).join(', ');
      throw new ConfigError([{ where: id, message: `tidak ada paket ini; yang ada: ${known || '(kosong)'}` }]);
    }
    const text = formatPack(stored.pack, format);
    if (output !== null) writeFileSync(output, text);
    return text;
  });
}

export interface ListedPack {
  readonly id: string;
  readonly title: string;
  readonly stage: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly inForce: boolean;
  readonly keywords: number;
  readonly candidates: number;
}

/** What the configured installation watches. */
export function listStoredPacks(configPath: string): Promise<readonly ListedPack[]> {
  return withInstallation(configPath, async ({ db, region, now }) =>
    (await listPacks(db)).map(({ pack }) => ({
      ...{ id: pack.id, title: pack.title, stage: pack.stage, from: pack.from, to: pack.to },
      inForce: isInForce(pack, now(), region.timezone),
      keywords: pack.keywords.length,
      candidates: pack.candidates.length,
    })),
  );
}

/** The packs that come with the product. @throws ConfigError for a file that is wrong */
export function readShippedPacks(): readonly KeywordPack[] {
  const names = readdirSync(keywordPackFolder).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => readPackFile(join(keywordPackFolder, name)));
}

/**
 * Stores shipped packs in an opened installation; what the office has changed under the same id stays.
 * @param ids those wanted; all that have nothing to do with an election if absent
 */
export async function loadShippedPacks(
  db: Db,
  { now, zone, ids }: { readonly now: Date; readonly zone: string; readonly ids?: readonly string[] },
): Promise<number> {
  const known = new Set((await listPacks(db)).map(({ pack }) => pack.id));
  const wanted = readShippedPacks().filter(({ id, stage }) =>
    ids === undefined ? stage === 'none' : ids.includes(id),
  );
  const fresh = wanted.filter(({ id }) => !known.has(id));
  for (const pack of fresh) await savePack(db, pack, 'kentongan', now, zone);
  return fresh.length;
}

async function withInstallation<T>(configPath: string, work: (installation: Installation) => Promise<T>): Promise<T> {
  const installation = await openConfigured(configPath, createLogger('warn'));
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
}
