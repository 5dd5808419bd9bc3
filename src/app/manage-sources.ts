import { parse } from 'yaml';
import { parseSourceEntry } from '../config/source-entry.ts';
import { ConfigError, type Problem, RequestError } from '../core/errors.ts';
import { type ManagedSource, originOf } from '../core/managed-source.ts';
import type { SourceConfig } from '../core/source.ts';
import type { SourceChange, SourceDesk, SourceDraft } from '../core/source-desk.ts';
import {
  addSource,
  archiveSource,
  changeSource,
  findManagedSource,
  makeSourceDue,
  pauseSource,
  resumeSource,
} from '../store/managed-sources.ts';
import { idOf } from './discover-lines.ts';
import type { Installation } from './installation.ts';
import { sayEvery } from './proposals.ts';
import { units } from './units.ts';

type Manage = Pick<SourceDesk, 'add' | 'change' | 'pause' | 'resume' | 'archive' | 'run'>;

/** Two asks by hand are so far apart, however impatient somebody is. */
const leastPauseMs = 60_000;
/** Addresses of the page itself: `/sumber/tambah`. */
const reservedIds = new Set(['tambah', 'impor']);

/** Adding, changing, pausing and removing sources on the page. Every change is on the audit trail. */
export function createSourceManagement({ db, config, now }: Installation): Manage {
  const ground = {
    legal: config.legal ?? undefined,
    credentials: config.credentials.map(({ id, kind }) => ({ id, kind })),
  };
  const configured = new Map(config.sources.map((source) => [source.id, source]));

  async function find(id: string): Promise<ManagedSource> {
    const source = await findManagedSource(db, id);
    if (source === null) throw new RequestError(404, 'not-found', 'Sumber ini tidak ada.');
    return source;
  }

  async function findOwn(id: string): Promise<ManagedSource> {
    const source = await find(id);
    if (originOf(source) === 'page') return source;
    const detail = 'Sumber ini diatur di kentongan.yaml, jadi diubah di sana. Di sini ia dapat dijeda dan dilanjutkan.';
    throw new RequestError(409, 'configured', detail);
  }

  /** Whether it is read unless somebody paused it. */
  function isMeantToRun(source: ManagedSource): boolean {
    return source.made !== null || configured.get(source.id)?.enabled === true;
  }

  function requireRunning(source: ManagedSource): void {
    if (source.archived !== null) throw conflict('Sumber ini sudah dihapus dari daftar.');
    if (source.paused !== null) throw conflict('Sumber ini sudah dijeda.');
    if (!isMeantToRun(source)) throw conflict('Sumber ini memang tidak diambil; atur di kentongan.yaml.');
  }

  function check(entry: Record<string, unknown>): SourceConfig {
    try {
      const source = parseSourceEntry(entry, ground, units);
      const problems = pageProblems(source);
      if (problems.length > 0) throw new ConfigError(problems);
      return source;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      throw invalid(error.problems);
    }
  }

  async function freeId(title: string): Promise<string> {
    const base = idOf(title) || 'sumber';
    for (let number = 1; ; number += 1) {
      const id = number === 1 ? base : `${base}-${number}`;
      if (!isTaken(id) && (await findManagedSource(db, id)) === null) return id;
    }
  }

  function isTaken(id: string): boolean {
    return reservedIds.has(id) || id.startsWith('impor-') || configured.has(id);
  }

  return {
    async add(draft, who) {
      const id = draft.id ?? (await freeId(draft.title));
      const source = check(toEntry({ ...draft, id }));
      if (isTaken(id) || !(await addSource(db, source, who, now()))) {
        const message = `id "${id}" sudah dipakai; tulis id lain, atau kosongkan agar dibuatkan`;
        throw new RequestError(409, 'id-taken', message, [{ where: 'id', message }]);
      }
      return find(id);
    },
    async change(id, change, who) {
      const source = await findOwn(id);
      await changeSource(db, check(toEntry(withChange(source, change))), who, now());
      return find(id);
    },
    async pause(id, reason, who) {
      requireRunning(await find(id));
      await pauseSource(db, id, reason, who, now());
      return find(id);
    },
    async resume(id, who) {
      const source = await find(id);
      if (source.paused === null && source.archived === null) throw conflict('Sumber ini tidak sedang dijeda.');
      await resumeSource(db, id, who, now());
      return find(id);
    },
    async archive(id, who) {
      const source = await findOwn(id);
      if (source.archived !== null) throw conflict('Sumber ini sudah dihapus dari daftar.');
      await archiveSource(db, id, who, now());
      return find(id);
    },
    async run(id, who) {
      const source = await find(id);
      requireRunning(source);
      requirePatience(source, now());
      await makeSourceDue(db, id, who, now());
      return find(id);
    },
  };
}

function requirePatience({ lastRunAt, lastFault, nextRunAt }: ManagedSource, now: Date): void {
  if (lastFault === 'rate-limited' && nextRunAt > now.toISOString()) {
    throw conflict('Situs ini meminta jeda; ia diambil lagi sendiri sesudahnya.');
  }
  const since = lastRunAt === null ? Number.POSITIVE_INFINITY : now.getTime() - Date.parse(lastRunAt);
  if (since >= 0 && since < leastPauseMs) throw conflict('Sumber ini baru saja diambil; tunggu satu menit.');
}

/** What the file may say and the page may not: it would lead the program to files of this machine, or a key to another server. */
function pageProblems({ collector, options, credential }: SourceConfig): Problem[] {
  const given = typeof options === 'object' && options !== null ? (options as Record<string, unknown>) : {};
  const has = (name: string) => Object.hasOwn(given, name);
  if (collector === 'klipping' && has('path')) {
    return [{ where: 'options.path', message: 'berkas di server hanya dapat dibaca lewat kentongan.yaml' }];
  }
  if (credential === null) return [];
  return ['api', 'pds', 'feed', 'instance'].filter(has).map((name) => ({
    where: `options.${name}`,
    message: 'alamat yang menerima kunci hanya dapat diatur di kentongan.yaml',
  }));
}

/** As it would stand in the file, without what is left to the usual. */
function toEntry({ every, silentAfter, credential, legal, options, ...draft }: SourceDraft): Record<string, unknown> {
  return {
    ...draft,
    ...withoutNulls({ every, silentAfter, credential }),
    options: toOptions(options),
    legal: withoutNulls(legal),
  };
}

function withoutNulls(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

/** @throws RequestError 400 */
function toOptions(options: unknown): unknown {
  if (typeof options !== 'string') return options ?? {};
  try {
    return parse(options, { maxAliasCount: 0 }) ?? {};
  } catch {
    const message = 'tulis satu pilihan tiap baris, seperti url: "https://situs-contoh.test/feed"';
    throw invalid([{ where: 'options', message }]);
  }
}

function withChange(source: ManagedSource, change: SourceChange): SourceDraft {
  const { legal } = source;
  return {
    id: source.id,
    title: change.title ?? source.title,
    collector: source.collector,
    class: change.class ?? source.class,
    platform: source.platform,
    every: change.every ?? sayEvery(source.intervalMs),
    silentAfter: change.silentAfter ?? sayEvery(source.silentAfterMs),
    options: change.options ?? source.options,
    credential: change.credential ?? source.credential,
    legal: {
      purpose: change.legal.purpose ?? legal?.purpose ?? null,
      basis: change.legal.basis ?? legal?.basis ?? null,
      terms: change.legal.terms ?? legal?.terms ?? null,
      reference: change.legal.reference ?? legal?.reference ?? null,
    },
  };
}

function invalid(problems: readonly Problem[]): RequestError {
  const detail = problems.map(({ where, message }) => (where === '' ? message : `${where}: ${message}`)).join('; ');
  return new RequestError(400, 'invalid-source', `Sumber ini perlu diperbaiki: ${detail}.`, problems);
}

function conflict(detail: string): RequestError {
  return new RequestError(409, 'conflict', detail);
}
