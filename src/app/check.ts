import { readFileSync } from 'node:fs';
import { type Config, loadConfig } from '../config/load.ts';
import { ConfigError, SourceError } from '../core/errors.ts';
import type { SourceConfig } from '../core/source.ts';
import { createKeyRing } from '../jobs/credentials.ts';
import { createNet } from '../net/client.ts';
import { createReader } from '../reading/reader.ts';
import { closeDatabase } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { askSource } from './ask-source.ts';
import { credentialWarnings } from './check-credentials.ts';
import { version } from './files.ts';
import { checkShippedFiles, findConfiguredRegion, loadKnowledge } from './knowledge.ts';
import { openConfiguredDatabase } from './open-database.ts';
import { sayFault } from './say-fault.ts';
import { placeholderHost } from './starter-config.ts';
import { units } from './units.ts';

/** What asking a source once came to. */
export type SourceCheck =
  | {
      readonly source: string;
      readonly title: string;
      readonly ok: true;
      readonly items: number;
      readonly rejected: number;
    }
  | {
      readonly source: string;
      readonly title: string;
      readonly ok: false;
      readonly reason: string;
      readonly error: string;
    };

/** One line for a person at a terminal. */
export function saySourceCheck(check: SourceCheck): string {
  const title = check.title.padEnd(36);
  if (!check.ok) return `✗ ${title} ${sayFault(check.reason, check.error)}`;
  return `✓ ${title} ${check.items} butir${check.rejected > 0 ? `, ${check.rejected} ditolak` : ''}`;
}

export interface CheckResult {
  /** What is allowed but surely not meant, one Indonesian line each. */
  readonly warnings: readonly string[];
  readonly summary: string;
  /** Sources that did not answer (only with `live`). */
  readonly failed: number;
}

/**
 * Checks a configuration file; with `live`, asks every enabled source once and stores nothing of the answers. What is asked with a key
 * is taken from its budgets. @throws ConfigError
 */
export async function checkConfig(
  path: string,
  options: { readonly live: boolean; readonly onSource: (result: SourceCheck) => void },
): Promise<CheckResult> {
  const config = loadConfig(path, units, process.env);
  const region = findConfiguredRegion(loadKnowledge().gazetteer, config.region, config.agencies);
  checkShippedFiles();
  if (region === null) {
    throw new ConfigError([
      { where: `region.code (${path})`, message: `tidak ada kabupaten/kota dengan kode ${config.region.code}` },
    ]);
  }
  const enabled = config.sources.filter((source) => source.enabled);
  const failed = options.live ? await askAll(config, enabled, region.timezone, options.onSource) : 0;
  const answered = options.live ? `, ${enabled.length - failed} menjawab, ${failed} gagal` : '';
  return {
    warnings: [...warningsOf(config, readFileSync(path, 'utf8')), ...credentialWarnings(config, new Date())],
    summary: `${path}: sah untuk ${region.name}; ${enabled.length} sumber${answered}, ${config.recipients.length} penerima.`,
    failed,
  };
}

function warningsOf(config: Config, text: string): string[] {
  const warnings: string[] = [];
  const filled = text.split('\n').filter((line) => !line.trim().startsWith('#'));
  if (filled.some((line) => line.includes(placeholderHost)))
    warnings.push(`masih ada alamat contoh (${placeholderHost}) yang perlu diisi`);
  if (config.mail === null) warnings.push('mail belum diisi: tidak ada surel yang akan dikirim');
  if (config.recipients.length === 0)
    warnings.push('recipients masih kosong: tidak ada yang menerima peringatan dan laporan');
  if (config.mail !== null && config.mail.user !== null && config.mail.password === null) {
    warnings.push('mail.user diisi tetapi KENTONGAN_SMTP_PASSWORD kosong');
  }
  return warnings;
}

/** The database is opened, and made if need be, only for keys: its budgets hold for this process too. */
async function openKeys(config: Config, sources: readonly SourceConfig[]) {
  if (sources.every(({ credential }) => credential === null)) {
    return { keyOf: neverAsked, close: async () => {} };
  }
  const db = await openConfiguredDatabase(config);
  await migrate(db);
  return { keyOf: createKeyRing(db, config.credentials, () => new Date()), close: () => closeDatabase(db) };
}

function neverAsked(): never {
  throw new Error('no source names a key');
}

/** Sources asked at a time; each host is still asked at most once a second. */
const slots = 16;

async function askAll(
  config: Config,
  sources: readonly SourceConfig[],
  zone: string,
  onSource: (result: SourceCheck) => void,
): Promise<number> {
  const net = createNet({
    userAgent: `Kentongan/${version} (+${config.contact})`,
    allowLoopback: config.allowLoopback,
  });
  const reader = createReader();
  const keys = await openKeys(config, sources);
  const queue = [...sources];
  let failed = 0;
  const work = async (): Promise<void> => {
    for (let source = queue.shift(); source !== undefined; source = queue.shift()) {
      const { id, title } = source;
      try {
        const type = units.collectors.get(source.collector);
        if (type === undefined) throw new Error(`unknown collector ${source.collector}`);
        const key = source.credential === null ? null : keys.keyOf(source.credential);
        const bounds = { most: 1, signal: AbortSignal.timeout(60_000) };
        const asked = await askSource({ net, reader, zone, now: () => new Date() }, type, source.options, key, bounds);
        onSource({ source: id, title, ok: true, items: asked.posts.length, rejected: asked.rejected });
      } catch (error) {
        failed++;
        const reason = error instanceof SourceError ? error.reason : 'fault';
        onSource({
          source: id,
          title,
          ok: false,
          reason,
          error: error instanceof Error ? error.message : String(error),
        });
      }
    }
  };
  await Promise.all(Array.from({ length: slots }, work));
  await Promise.all([net.close(), reader.close(), keys.close()]);
  return failed;
}
