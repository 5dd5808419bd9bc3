import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { ConfigError, RequestError } from '../core/errors.ts';
import type { Reader } from '../core/reader.ts';
import { type ImportJob, type ImportSettings, maxImportBytes, type SourceDesk } from '../core/source-desk.ts';
import { abandonImports, beginImport, discardImport, endImport, findImport, insertImport } from '../store/imports.ts';
import type { ImportOptions } from './import-file.ts';
import type { largeReader } from './import-files.ts';
import type { Installation } from './installation.ts';

type Imports = Pick<SourceDesk, 'receive' | 'importReceived' | 'discardImport'>;

export interface ImportDesk extends Imports {
  /** Lets a running import end, and deletes what was received. */
  close(): Promise<void>;
}

export interface ImportDeskOptions {
  readonly installation: Installation;
  readonly makeReader: (options: typeof largeReader) => Reader & { close(): Promise<void> };
  /** How long an answer waits for the end of an import, in milliseconds; default 8 s. */
  readonly patienceMs?: number;
}

const shownRows = 10;
const maxWaiting = 10;
const keptMs = 24 * 3_600_000;
const interrupted =
  'Kentongan dijalankan ulang sebelum selesai. Unggah lagi; yang sudah tersimpan tidak menjadi ganda.';

/**
 * Files that people bring through the page: received into a folder of this process, looked at, and imported when somebody says so, one
 * at a time. The folder goes with the process; what it left unfinished is said to have failed.
 */
export function createImportDesk({ installation, makeReader, patienceMs = 8_000 }: ImportDeskOptions): ImportDesk {
  const { db, log, now } = installation;
  const files = new Map<number, { readonly path: string; readonly atMs: number }>();
  let folder: Promise<string> | null = null;
  // Each takes a thread and a gigabyte at the most; who only looks does not wait for an import.
  const looks = createQueue();
  const imports = createQueue();
  const begun = imports.run(() => abandonImports(db, now().toISOString(), interrupted));

  async function withReader<T>(settings: ImportSettings, work: (options: ImportOptions) => Promise<T>): Promise<T> {
    const { largeReader } = await import('./import-files.ts');
    const reader = makeReader(largeReader);
    try {
      return await work({ ...(await toOptions(settings)), reader });
    } finally {
      await reader.close();
    }
  }

  async function forget(id: number): Promise<void> {
    const file = files.get(id);
    files.delete(id);
    if (file !== undefined) await rm(file.path, { force: true });
  }

  /** Nobody came back for them. */
  async function dropOld(): Promise<void> {
    for (const [id, { atMs }] of files) {
      if (now().getTime() - atMs < keptMs) continue;
      if (await discardImport(db, id, 'kentongan', now().toISOString())) await forget(id);
    }
  }

  async function find(id: number): Promise<ImportJob> {
    const job = await findImport(db, id);
    if (job === null) throw new RequestError(404, 'not-found', 'Impor ini tidak ada.');
    return job;
  }

  async function run(job: ImportJob, who: string): Promise<void> {
    const { id, settings } = job;
    try {
      const file = files.get(id);
      if (file === undefined) throw new ConfigError([{ where: settings.name, message: interrupted }]);
      const { importFile } = await import('./import-file.ts');
      const imported = await withReader(settings, (options) => importFile(installation, file.path, options));
      const { accepted, duplicate, edited, undated, rejected } = imported;
      const counts = { accepted, duplicate, edited, undated, rejected: rejected.length };
      await endImport(db, id, who, now().toISOString(), { counts, rejected });
      log.info({ import: id, ...counts }, 'a file was imported through the page');
    } catch (error) {
      if (!(error instanceof ConfigError)) log.error({ err: error, import: id }, 'an import failed');
      const fault = error instanceof ConfigError ? sayProblems(error) : 'Ada kesalahan di dalam Kentongan.';
      await endImport(db, id, who, now().toISOString(), { fault });
    } finally {
      await forget(id);
    }
  }

  return {
    async receive(stream, settings, who) {
      await toOptions(settings);
      await begun;
      await dropOld();
      if (files.size >= maxWaiting) {
        const detail = 'Terlalu banyak berkas menunggu. Impor atau buang dahulu yang sudah diunggah.';
        throw new RequestError(429, 'too-many-imports', detail);
      }
      folder ??= mkdtemp(join(tmpdir(), 'kentongan-impor-'));
      const file = join(await folder, `${randomUUID()}${safeEnding(settings.name)}`);
      try {
        const { size, sha256 } = await save(stream, file);
        if (size === 0) throw new RequestError(400, 'empty-file', 'Berkas ini kosong.');
        const { previewFile } = await import('./import-file.ts');
        const preview = await looks
          .run(() => withReader(settings, (options) => previewFile(installation, file, options, shownRows)))
          .catch((error: unknown) => {
            if (!(error instanceof ConfigError)) throw error;
            throw new RequestError(400, 'unreadable-file', `Berkas ini tidak dapat dibaca: ${sayProblems(error)}.`);
          });
        const job = await insertImport(db, {
          settings,
          size,
          sha256,
          who,
          at: now().toISOString(),
          preview: {
            ...preview,
            format: preview.format.title,
            rows: preview.posts.map(({ line, post }) => {
              const { title, text, platform, author, publishedAt, url } = post;
              return { line, title, text: text.slice(0, 300), platform, author, publishedAt, url };
            }),
          },
        });
        files.set(job.id, { path: file, atMs: now().getTime() });
        return job;
      } catch (error) {
        await rm(file, { force: true });
        throw error;
      }
    },
    async importReceived(id, who) {
      const job = await find(id);
      if (!(await beginImport(db, id, who, now().toISOString()))) {
        throw new RequestError(409, 'conflict', 'Berkas ini sudah diimpor, sedang diimpor, atau sudah dibuang.');
      }
      const done = imports.run(() => run(job, who));
      await Promise.race([done, waitAtMost(patienceMs)]);
      return find(id);
    },
    async discardImport(id, who) {
      await find(id);
      if (!(await discardImport(db, id, who, now().toISOString()))) {
        throw new RequestError(409, 'conflict', 'Berkas ini sudah diimpor atau sudah dibuang.');
      }
      await forget(id);
      return find(id);
    },
    async close() {
      await Promise.all([looks.idle(), imports.idle()]);
      if (folder !== null) await rm(await folder, { recursive: true, force: true });
    },
  };
}

/** Work one after the other; what fails does not keep the next from its turn. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run<T>(work: () => Promise<T>): Promise<T> {
      const turn = last.then(work);
      last = turn.catch(() => {});
      return turn;
    },
    async idle(): Promise<void> {
      await last;
    },
  };
}

function waitAtMost(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

/** @throws RequestError 413 */
async function save(stream: AsyncIterable<Uint8Array>, file: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  const handle = await open(file, 'wx', 0o600);
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > maxImportBytes) throw tooLarge();
      hash.update(chunk);
      await handle.write(chunk);
    }
  } finally {
    await handle.close();
  }
  return { size, sha256: hash.digest('hex') };
}

function tooLarge(): RequestError {
  const detail = 'Berkas lebih dari 20 MB. Bagi dua, atau minta operator memakai perintah kentongan import.';
  return new RequestError(413, 'too-large', detail);
}

/** The ending decides how a file is read; the rest of its name is for people only and never a path. */
function safeEnding(name: string): string {
  const ending = extname(name).toLowerCase();
  return /^\.[a-z0-9]{1,6}$/.test(ending) ? ending : '';
}

/** @throws RequestError 400 */
async function toOptions({ format, sheet, basis, zone, date }: ImportSettings): Promise<Omit<ImportOptions, 'reader'>> {
  const { checkArguments } = await import('./import-files.ts');
  const absent = <T>(value: T | null) => value ?? undefined;
  try {
    return checkArguments({
      basis,
      format: absent(format),
      sheet: absent(sheet),
      zone: absent(zone),
      date: absent(date),
    });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const problems = error.problems.map(({ where, message }) => ({ where: where.replace(/^--/, ''), message }));
    throw new RequestError(400, 'invalid-import', sayProblems(error), problems);
  }
}

/** Without the names of our own files, and in the words of the page instead of those of the command line. */
function sayProblems({ problems }: ConfigError): string {
  return problems
    .map(({ message }) => message)
    .join('; ')
    .replace(/; pakai --map[^;]*/g, '; pilih bentuknya sendiri')
    .replace(/ \(pilih dengan --sheet\)/g, '');
}
