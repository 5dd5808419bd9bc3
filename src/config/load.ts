import { readFileSync } from 'node:fs';
import { isMap, isScalar, LineCounter, type Pair, parseDocument } from 'yaml';
import { z } from 'zod';
import { ConfigError, type Problem } from '../core/errors.ts';
import type { Recipient } from '../core/notification.ts';
import type { SourceConfig } from '../core/source.ts';
import { defaultReportMinute, parseClock } from '../core/time.ts';
import { parseDuration } from './duration.ts';
import { type ConfigFile, configSchema } from './schema.ts';
import { readSecret, type Secret } from './secret.ts';

/** What the app needs to know, checked. `path` is null when it was not read from a file (demo). */
export interface Config {
  readonly path: string | null;
  readonly region: ConfigFile['region'];
  readonly agencies: ConfigFile['agencies'];
  readonly allowLoopback: boolean;
  readonly contact: string;
  readonly database: string;
  readonly http: { readonly host: string; readonly port: number; readonly publicUrl: string | null };
  readonly sources: readonly SourceConfig[];
  readonly mail: MailConfig | null;
  readonly recipients: readonly Recipient[];
  readonly alerts: readonly { readonly rule: string; readonly options: unknown }[];
  /** Minute of the day at which reporting days begin and reports are sent: 360 for 06.00. */
  readonly digestMinute: number;
}

export interface MailConfig {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'when-offered';
  readonly user: string | null;
  readonly password: Secret | null;
  readonly from: string;
  readonly fromName: string;
}

/** How the app checks options that only a unit understands: throws ConfigError with paths inside the options. */
export interface UnitChecks {
  readonly collectors: ReadonlyMap<string, { configure(options: unknown): unknown; readonly minIntervalMs: number }>;
  readonly rules: ReadonlyMap<string, { configure(options: unknown): unknown }>;
  isRegion(code: string): boolean;
}

type Path = readonly PropertyKey[];

/**
 * Reads `kentongan.yaml`. @throws ConfigError with every problem of the file, each with its key and line.
 */
export function loadConfig(
  path: string,
  checks: UnitChecks,
  env: Readonly<Record<string, string | undefined>>,
): Config {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ConfigError([{ where: path, message: 'berkas tidak dapat dibaca' }], { cause });
  }
  return parseConfig(text, path, checks, env);
}

export function parseConfig(
  text: string,
  path: string,
  checks: UnitChecks,
  env: Readonly<Record<string, string | undefined>>,
): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, maxAliasCount: 0 } as object);
  if (document.errors.length > 0) {
    throw new ConfigError(
      document.errors.map((error) => ({
        where: `${path} baris ${lines.linePos(error.pos[0]).line}`,
        message: `YAML tidak sah: ${error.message.split('\n')[0] ?? ''}`,
      })),
    );
  }
  const lineOf = (keys: Path): number => lines.linePos(startOf(document.contents, keys)).line;
  const problem = (keys: Path, message: string): Problem => ({
    where: `${formatPath(keys)} (${path} baris ${lineOf(keys)})`,
    message,
  });

  const value: unknown = document.toJS() ?? {};
  const parsed = configSchema.safeParse(value, { error: z.locales.id().localeError });
  const problems: Problem[] = [];
  for (const issue of parsed.error?.issues ?? []) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) problems.push(problem([...issue.path, key], 'kunci ini tidak dikenal'));
    } else {
      problems.push(problem(issue.path, issue.message));
    }
  }
  for (const { keys, message } of unitProblems(value, checks)) problems.push(problem(keys, message));
  for (const { keys, message } of crossProblems(value)) problems.push(problem(keys, message));
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems);
  return toConfig(parsed.data, path, env);
}

/** Problems of collector and rule options; looked for in the raw value, so that other mistakes do not hide them. */
function unitProblems(value: unknown, checks: UnitChecks): { keys: Path; message: string }[] {
  const found: { keys: Path; message: string }[] = [];
  const check = (keys: Path, unit: { configure(options: unknown): unknown }, options: unknown): void => {
    try {
      unit.configure(options ?? {});
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const { where, message } of error.problems) {
        found.push({ keys: [...keys, ...where.split('.').filter((part) => part !== '')], message });
      }
    }
  };
  for (const [index, entry] of listOf(value, 'sources').entries()) {
    if (typeof entry.collector !== 'string') continue;
    const unit = checks.collectors.get(entry.collector);
    if (unit === undefined) {
      found.push({ keys: ['sources', index, 'collector'], message: unknownUnit(entry.collector, checks.collectors) });
      continue;
    }
    check(['sources', index, 'options'], unit, entry.options);
    const every = typeof entry.every === 'string' ? parseDuration(entry.every) : null;
    if (every !== null && every < unit.minIntervalMs) {
      const message = `${entry.collector} tidak boleh lebih sering dari ${unit.minIntervalMs / 60_000}m`;
      found.push({ keys: ['sources', index, 'every'], message });
    }
  }
  const code = codeOf(value);
  if (code !== null && /^\d\d\.\d\d$/.test(code) && !checks.isRegion(code)) {
    found.push({ keys: ['region', 'code'], message: `tidak ada kabupaten/kota dengan kode ${code}` });
  }
  for (const [index, entry] of listOf(value, 'alerts').entries()) {
    if (typeof entry.rule !== 'string') continue;
    const unit = checks.rules.get(entry.rule);
    if (unit !== undefined) check(['alerts', index, 'options'], unit, entry.options);
    else found.push({ keys: ['alerts', index, 'rule'], message: unknownUnit(entry.rule, checks.rules) });
  }
  return found;
}

function codeOf(value: unknown): string | null {
  const region = typeof value === 'object' && value !== null ? (value as Record<string, unknown>).region : undefined;
  const code = typeof region === 'object' && region !== null ? (region as Record<string, unknown>).code : undefined;
  return typeof code === 'string' ? code : null;
}

function unknownUnit(name: string, known: ReadonlyMap<string, unknown>): string {
  return `"${name}" tidak dikenal; yang ada: ${[...known.keys()].join(', ')}`;
}

function crossProblems(value: unknown): { keys: Path; message: string }[] {
  const found: { keys: Path; message: string }[] = [];
  const seen = new Map<unknown, number>();
  for (const [index, entry] of listOf(value, 'sources').entries()) {
    const first = seen.get(entry.id);
    if (entry.id !== undefined && first !== undefined) {
      found.push({
        keys: ['sources', index, 'id'],
        message: `"${String(entry.id)}" sudah dipakai oleh sources[${first}]`,
      });
    } else {
      seen.set(entry.id, index);
    }
  }
  return found;
}

function listOf(value: unknown, key: string): Record<string, unknown>[] {
  const list = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return Array.isArray(list) ? list.map((entry) => (typeof entry === 'object' && entry !== null ? entry : {})) : [];
}

/** `sources[2].options.url` */
function formatPath(keys: Path): string {
  const text = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text.replace(/^\./, '') || 'berkas';
}

/** Offset of the deepest part of the path that is in the document: of the key, where there is one. */
function startOf(root: unknown, keys: Path): number {
  let node: unknown = root;
  let offset = 0;
  for (const key of keys) {
    if (isMap(node)) {
      const pair: Pair | undefined = node.items.find(
        (item) => isScalar(item.key) && String(item.key.value) === String(key),
      );
      if (pair === undefined) break;
      offset = (isScalar(pair.key) ? pair.key.range?.[0] : undefined) ?? offset;
      node = pair.value;
    } else if (typeof node === 'object' && node !== null && 'items' in node && Array.isArray(node.items)) {
      node = node.items[Number(key)];
      offset = startOfNode(node) ?? offset;
    } else {
      break;
    }
  }
  return offset;
}

function startOfNode(node: unknown): number | undefined {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
    ? node.range[0]
    : undefined;
}

function toConfig(file: ConfigFile, path: string, env: Readonly<Record<string, string | undefined>>): Config {
  return {
    path,
    region: file.region,
    agencies: file.agencies,
    allowLoopback: file.network.allowLoopback,
    contact: file.contact,
    database: env.KENTONGAN_DATABASE ?? file.database,
    http: { ...file.http, publicUrl: file.http.publicUrl ?? null },
    sources: file.sources.map(({ every, silentAfter, ...source }) => ({
      ...source,
      intervalMs: every,
      silentAfterMs: silentAfter,
    })),
    mail:
      file.mail === undefined
        ? null
        : { ...file.mail, user: file.mail.user ?? null, password: readSecret('KENTONGAN_SMTP_PASSWORD', env) },
    recipients: file.recipients,
    alerts: file.alerts,
    digestMinute: parseClock(file.digest.at.replace('.', ':')) ?? defaultReportMinute,
  };
}
