import type { CollectorType } from '../core/collector.ts';
import { RequestError } from '../core/errors.ts';
import type { SharedHosts } from '../core/shared-hosts.ts';
import type { CollectorSummary, SourceDesk, SourceTrial } from '../core/source-desk.ts';
import { createKeyRing } from '../jobs/credentials.ts';
import { createNet } from '../net/client.ts';
import { createReader } from '../reading/reader.ts';
import { findManagedSource, listSourceOptions } from '../store/managed-sources.ts';
import { countTrialsOf, saveTrial } from '../store/source-trials.ts';
import { version } from './files.ts';
import { createImportDesk } from './import-desk.ts';
import type { Installation } from './installation.ts';
import { createSourceManagement } from './manage-sources.ts';
import { type TrialResult, type TryDeps, tryAddress, tryOptions } from './try-address.ts';
import { units } from './units.ts';

export interface SourceDeskOptions {
  readonly installation: Installation;
  /** Longest trial, in milliseconds; default 40 s: proxies wait a minute. */
  readonly trialMs?: number;
  /** Between two requests to a host, in milliseconds; a second unless given. */
  readonly spacingMs?: number;
  /** Whom its requests share the spacing with: the collectors. Nobody unless given. */
  readonly hosts?: SharedHosts;
  /** As `ImportDeskOptions`. */
  readonly patienceMs?: number;
}

/** Trials that run at a time, whoever asked for them. */
const maxTrials = 2;
/** Trials of one person in ten minutes. */
const maxTrialsOfPerson = 20;
const countedMs = 10 * 60_000;

/** What people do with sources on the page. @returns with `close`, which ends what is under way */
export function createSourceDesk(options: SourceDeskOptions): SourceDesk & { close(): Promise<void> } {
  const { installation, trialMs = 40_000, spacingMs, hosts, patienceMs } = options;
  const { db, config, region, knowledge, log, now } = installation;
  const stop = new AbortController();
  // Apart from the collectors' way out: a person waits for this one. No public page may lead it to this machine.
  const net = createNet({
    userAgent: `Kentongan/${version} (+${config.contact})`,
    allowLoopback: config.allowLoopback,
    now,
    ...(spacingMs === undefined ? {} : { spacingMs }),
    ...(hosts === undefined ? {} : { hosts }),
  });
  const reader = createReader({ workers: 1 });
  const imports = createImportDesk({
    installation,
    makeReader: createReader,
    ...(patienceMs === undefined ? {} : { patienceMs }),
  });
  const keyOf = createKeyRing(db, config.credentials, now);
  let running = 0;

  async function depsOf(signal: AbortSignal): Promise<TryDeps> {
    return {
      net,
      reader,
      zone: region.timezone,
      now,
      detectLanguage: knowledge.drafting().detectLanguage,
      keyOf,
      signal,
      collectors: units.collectors,
      credentialKinds: units.credentialKinds,
      credentials: config.credentials,
      known: await listSourceOptions(db),
    };
  }

  /** @throws RequestError 429 */
  async function attempt(
    facts: Pick<SourceTrial, 'input' | 'sourceId' | 'who'>,
    work: (deps: TryDeps) => Promise<TrialResult>,
  ): Promise<SourceTrial> {
    const began = now();
    const since = new Date(began.getTime() - countedMs).toISOString();
    if (running >= maxTrials) {
      throw new RequestError(429, 'busy', 'Dua percobaan sedang berjalan. Coba lagi sebentar lagi.');
    }
    // Counted before anything is awaited: many requests at once must not slip through together.
    running += 1;
    try {
      if ((await countTrialsOf(db, facts.who, since)) >= maxTrialsOfPerson) {
        const detail = `Anda sudah mencoba ${maxTrialsOfPerson} kali dalam sepuluh menit. Tunggu sebentar.`;
        throw new RequestError(429, 'too-many-trials', detail);
      }
      const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(trialMs)]);
      const result = await work(await depsOf(signal));
      const ended = now();
      return await saveTrial(db, {
        ...facts,
        ...result,
        at: ended.toISOString(),
        durationMs: Math.max(0, ended.getTime() - began.getTime()),
      });
    } finally {
      running -= 1;
    }
  }

  return {
    ...createSourceManagement(installation),
    receive: imports.receive,
    importReceived: imports.importReceived,
    discardImport: imports.discardImport,
    collectors: new Map([...units.collectors.values()].map((type) => [type.id, toSummary(type)])),
    commonLegal: config.legal,
    tryAddress(input, who) {
      const typed = input.trim().slice(0, 2_000);
      return attempt({ input: typed, sourceId: null, who }, (deps) => tryAddress(typed, deps));
    },
    async trySource(id, who) {
      const source = await findManagedSource(db, id);
      if (source === null) throw new RequestError(404, 'not-found', 'Sumber ini tidak ada.');
      if (!units.collectors.has(source.collector)) {
        throw new RequestError(409, 'conflict', 'Sumber ini diisi lewat impor berkas; tidak ada yang dapat diuji.');
      }
      log.info({ source: id }, 'a source is tried');
      return attempt({ input: source.title, sourceId: id, who }, async (deps) => ({
        kind: null,
        proposals: [],
        ...(await tryOptions(source, deps)),
      }));
    },
    async close() {
      stop.abort();
      await Promise.all([net.close(), reader.close(), imports.close()]);
    },
  };
}

function toSummary(type: CollectorType): CollectorSummary {
  const { id, title, facts, credential, terms, minIntervalMs } = type;
  const { needs, limits, cost, law } = facts;
  const worksWithoutCredential = type.worksWithoutCredential === true;
  return { id, title, needs, limits, cost, law, credential, worksWithoutCredential, terms, minIntervalMs };
}
