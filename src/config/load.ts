import { readFileSync } from 'node:fs';
import { isMap, isScalar, LineCounter, type Pair, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Role } from '../core/access.ts';
import type { RuleSetting } from '../core/alert.ts';
import { ConfigError, type Problem } from '../core/errors.ts';
import type { Recipient } from '../core/notification.ts';
import type { Retention } from '../core/retention.ts';
import type { SourceConfig } from '../core/source.ts';
import { defaultReportMinute, parseClock } from '../core/time.ts';
import { type AlertingConfig, alertingProblems, recipientId, toAlerting } from './alerting.ts';
import { credentialProblems, type KeptCredential, toCredentials } from './credentials.ts';
import { legalProblems } from './legal.ts';
import { type Place, placeOf, placeProblems } from './place.ts';
import { type ConfigFile, configSchema } from './schema.ts';
import { readSecret, type Secret } from './secret.ts';
import { type SignInConfig, signInProblems, toSignIn } from './sign-in.ts';
import { toSourceConfig } from './source-entry.ts';
import { type Path, repeatProblems, type UnitChecks, unitProblems } from './unit-problems.ts';

export type { KeptCredential } from './credentials.ts';
export type { UnitChecks } from './unit-problems.ts';

/** What the app needs to know, checked. `path` is null when it was not read from a file (demo). */
export interface Config {
  readonly path: string | null;
  readonly region: NonNullable<ConfigFile['region']>;
  /** Files of the regencies of a province, from the working directory; null for a regency. */
  readonly regencies: readonly string[] | null;
  /** Schema of a regency of a province, whose database holds many; null when the database is its own. */
  readonly schema: string | null;
  readonly agencies: ConfigFile['agencies'];
  readonly allowLoopback: boolean;
  readonly contact: string;
  readonly database: string;
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly publicUrl: string | null;
    /** Addresses and networks of proxies that are believed when they say who the client is. */
    readonly trustProxy: readonly string[];
    /** Of processes without pages; null opens none. */
    readonly operationsPort: number | null;
  };
  readonly credentials: readonly KeptCredential[];
  /** Days that raw answers are kept; 0 keeps none. */
  readonly evidenceDays: number;
  /** Of sources that name none of their own. */
  readonly legal: { readonly purpose: string; readonly basis: string } | null;
  readonly retention: Retention;
  readonly privacy: PrivacyConfig;
  readonly sources: readonly SourceConfig[];
  readonly mail: MailConfig | null;
  readonly recipients: readonly Recipient[];
  readonly alerting: AlertingConfig;
  /** The same negative theme so often in so many days is passed up. */
  readonly themes: { readonly days: number; readonly count: number };
  readonly people: readonly PersonConfig[];
  readonly signIn: SignInConfig;
  readonly reports: ConfigFile['digest'];
  readonly alerts: readonly RuleSetting[];
  /** Minute of the day at which reporting days begin and reports are sent: 360 for 06.00. */
  readonly digestMinute: number;
}

export interface PrivacyConfig {
  /** From the environment; null leaves it to the file. */
  readonly key: Secret | null;
  /** Null for the usual place. */
  readonly keyFile: string | null;
  /** The data protection officer; null when none is named. */
  readonly officer: string | null;
}

/** Somebody who may change things through the API. */
export interface PersonConfig {
  readonly name: string;
  /** Name of the environment variable that holds the token. */
  readonly variable: string;
  readonly token: Secret | null;
  readonly role: Exclude<Role, 'opd'>;
  /** May open the election desk. */
  readonly election: boolean;
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

/**
 * Reads the `kentongan.yaml` of a regency.
 * @throws ConfigError with every problem of the file, each with its key and line; also for the file of a province
 */
export function loadConfig(
  path: string,
  checks: UnitChecks,
  env: Readonly<Record<string, string | undefined>>,
): Config {
  const config = loadAnyConfig(path, checks, env);
  if (config.regencies === null) return config;
  const message = `ini berkas provinsi; pilih berkas kabupaten/kota, misalnya ${config.regencies[0]}`;
  throw new ConfigError([{ where: path, message }]);
}

/** The same for a regency or a province. @throws ConfigError */
export function loadAnyConfig(
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
  // Looked for in the raw value, so that other mistakes do not hide them.
  for (const find of [
    unitProblems,
    repeatProblems,
    credentialProblems,
    legalProblems,
    alertingProblems,
    signInProblems,
    placeProblems,
  ]) {
    for (const { keys, message } of find(value, checks)) problems.push(problem(keys, message));
  }
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems);
  return toConfig(parsed.data, placeOf(parsed.data, path, env), path, checks, env);
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

function toConfig(
  file: ConfigFile,
  place: Place,
  path: string,
  checks: UnitChecks,
  env: Readonly<Record<string, string | undefined>>,
): Config {
  return {
    path,
    ...place,
    agencies: file.agencies,
    allowLoopback: file.network.allowLoopback,
    contact: file.contact,
    http: {
      ...file.http,
      publicUrl: file.http.publicUrl ?? null,
      operationsPort: file.http.operationsPort ?? null,
    },
    credentials: toCredentials(file, checks, env),
    evidenceDays: file.retention.evidenceDays,
    retention: file.retention,
    privacy: {
      key: readSecret('KENTONGAN_PSEUDONYM_KEY', env),
      keyFile: file.privacy.keyFile ?? null,
      officer: file.privacy.officer ?? null,
    },
    legal: file.legal ?? null,
    sources: file.sources.map((source) => toSourceConfig(file, source, checks)),
    mail:
      file.mail === undefined
        ? null
        : { ...file.mail, user: file.mail.user ?? null, password: readSecret('KENTONGAN_SMTP_PASSWORD', env) },
    recipients: file.recipients.map((recipient) => ({
      id: recipientId(recipient),
      name: recipient.name,
      email: recipient.email,
      receives: recipient.receives,
    })),
    alerting: toAlerting(file, env),
    themes: file.themes,
    signIn: toSignIn(file, env),
    people: file.people.map(({ token, ...person }) => ({ ...person, variable: token, token: readSecret(token, env) })),
    reports: file.digest,
    alerts: file.alerts.map(({ id, rule, options }) => ({ id: id ?? rule, rule, options })),
    digestMinute: parseClock(file.digest.at.replace('.', ':')) ?? defaultReportMinute,
  };
}
