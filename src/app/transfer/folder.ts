import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { crashAt } from '../../core/crash-point.ts';
import { ConfigError } from '../../core/errors.ts';
import { formatManifest, type Manifest, type ManifestPart, parseManifest } from './manifest.ts';

const manifestFile = 'manifest.json';
/** Says whose folder it is while it is being filled. */
const openFile = 'manifest.open.json';
const partName = /^[a-z_]+-\d{4,}\.ndjson\.gz(\.partial)?$/;

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/**
 * Makes the folder, or takes one up again that an export of the same regency was filling or has filled.
 * @throws ConfigError when it holds anything else
 */
export async function openFolder(folder: string, region: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const strangers = readdirSync(folder).filter(
    (name) => !partName.test(name) && !name.startsWith(manifestFile) && !name.startsWith(openFile),
  );
  if (strangers.length > 0) {
    const message = `berisi hal lain (${strangers.slice(0, 3).join(', ')}); pilih folder yang kosong`;
    throw new ConfigError([{ where: folder, message }]);
  }
  const owner = regionOf(folder);
  if (owner !== null && owner !== region) {
    throw new ConfigError([{ where: folder, message: `berisi ekspor wilayah ${owner}, bukan ${region}` }]);
  }
  if (owner === null && readdirSync(folder).some((name) => partName.test(name))) {
    throw new ConfigError([
      { where: folder, message: `berisi ekspor tanpa ${manifestFile}; pilih folder yang kosong` },
    ]);
  }
  await writeWhole(join(folder, openFile), Buffer.from(`${JSON.stringify({ region })}\n`));
  // Without a manifest nobody takes it for finished.
  await rm(join(folder, manifestFile), { force: true });
}

function regionOf(folder: string): string | null {
  for (const name of [manifestFile, openFile]) {
    const path = join(folder, name);
    if (!existsSync(path)) continue;
    try {
      const { region } = JSON.parse(readFileSync(path, 'utf8')) as { region?: unknown };
      if (typeof region === 'string') return region;
    } catch {
      // Cut off while it was written, by a full disk: the other one tells, or nobody.
    }
  }
  return null;
}

export function partFile(table: string, index: number): string {
  return `${table}-${String(index + 1).padStart(4, '0')}.ndjson.gz`;
}

/**
 * Writes one part, unless it is there already with the same content. Whole or not at all.
 * @returns whether it was written now
 */
export async function writePart(folder: string, file: string, content: Buffer, sha256: string): Promise<boolean> {
  const path = join(folder, file);
  if ((await hashOfPacked(path, content.length)) === sha256) return false;
  await writeWhole(path, await pack(content, { level: 3 }));
  crashAt('after-export-part');
  return true;
}

/** Null for a file that is not there, is damaged, or holds more than `bytes`. */
async function hashOfPacked(path: string, bytes: number): Promise<string | null> {
  try {
    const content = await unpack(await readFile(path), { maxOutputLength: Math.max(bytes, 1) });
    return createHash('sha256').update(content).digest('hex');
  } catch {
    return null;
  }
}

/** Writes the manifest, which makes the folder a finished one, and removes parts of earlier exports. */
export async function closeFolder(folder: string, manifest: Manifest): Promise<void> {
  const files = new Set(manifest.tables.flatMap(({ parts }) => parts.map(({ file }) => file)));
  for (const name of readdirSync(folder)) {
    if (partName.test(name) && !files.has(name)) await rm(join(folder, name));
  }
  await writeWhole(join(folder, manifestFile), Buffer.from(formatManifest(manifest)));
  await rm(join(folder, openFile), { force: true });
}

/** @throws ConfigError when it is no finished export */
export async function readManifest(folder: string): Promise<{ readonly manifest: Manifest; readonly hash: string }> {
  const path = join(folder, manifestFile);
  if (existsSync(join(folder, openFile)) && !existsSync(path)) {
    const message =
      'ekspor ke folder ini belum selesai; jalankan «kentongan export» sekali lagi dengan folder yang sama';
    throw new ConfigError([{ where: folder, message }]);
  }
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new ConfigError([{ where: folder, message: `bukan folder «kentongan export»: ${manifestFile} tidak ada` }], {
      cause,
    });
  }
  return parseManifest(text, path);
}

/** The parts that are not there, or cannot be: an import that ends half-way would be found out late. */
export async function checkParts(folder: string, manifest: Manifest): Promise<void> {
  for (const { file } of manifest.tables.flatMap(({ parts }) => parts)) {
    const found = await stat(join(folder, file)).catch(() => null);
    if (found?.isFile() !== true) {
      throw new ConfigError([{ where: join(folder, file), message: 'tidak ada; salin seluruh folder ekspor' }]);
    }
  }
}

/** The lines of a part. @throws ConfigError when the file is not what the manifest says */
export async function readPart(
  folder: string,
  { file, rows, bytes, sha256 }: ManifestPart,
): Promise<readonly string[]> {
  const path = join(folder, file);
  let content: Buffer | null = null;
  try {
    content = await unpack(await readFile(path), { maxOutputLength: Math.max(bytes, 1) });
  } catch (cause) {
    throw damaged(path, cause);
  }
  if (content.length !== bytes || createHash('sha256').update(content).digest('hex') !== sha256) throw damaged(path);
  const lines = content.toString('utf8').split('\n');
  if (lines.pop() !== '' || lines.length !== rows) throw damaged(path);
  return lines;
}

function damaged(path: string, cause?: unknown): ConfigError {
  const message = 'rusak atau tidak lengkap: isinya bukan yang tertulis di manifest.json; salin sekali lagi';
  return new ConfigError([{ where: path, message }], { cause });
}

/** For its owner only; under its name once the disk has all of it. */
async function writeWhole(path: string, content: Buffer): Promise<void> {
  const partial = `${path}.partial`;
  const file = await open(partial, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, path);
}

/** The names themselves, so that a power cut forgets none. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
