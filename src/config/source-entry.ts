import { z } from 'zod';
import { ConfigError, type Problem } from '../core/errors.ts';
import type { SourceConfig } from '../core/source.ts';
import { credentialProblems } from './credentials.ts';
import { legalOf, legalProblems } from './legal.ts';
import { type ConfigFile, source } from './schema.ts';
import { type UnitChecks, unitProblems } from './unit-problems.ts';

/** What an entry of `sources` may lean on. */
export interface SourceGround {
  readonly legal: ConfigFile['legal'];
  readonly credentials: readonly { readonly id: string; readonly kind: string }[];
}

/** An entry of `sources` as the program uses it. */
export function toSourceConfig(
  { legal }: Pick<ConfigFile, 'legal'>,
  { every, silentAfter, ...entry }: ConfigFile['sources'][number],
  checks: UnitChecks,
): SourceConfig {
  const unit = checks.collectors.get(entry.collector);
  return {
    ...entry,
    // The default may be below the floor of the collector; what was written never is.
    intervalMs: Math.max(every, unit?.minIntervalMs ?? 0),
    silentAfterMs: silentAfter,
    credential: entry.credential ?? null,
    legal: legalOf({ legal }, entry, unit?.terms ?? 'unchecked'),
  };
}

/**
 * Checks one entry as if it stood in `sources`, whoever wrote it.
 * @throws ConfigError with every problem; `where` is the key within the entry: `options.url`
 */
export function parseSourceEntry(
  entry: unknown,
  { legal, credentials }: SourceGround,
  checks: UnitChecks,
): SourceConfig {
  const parsed = source.safeParse(entry, { error: z.locales.id().localeError });
  const problems: Problem[] = (parsed.error?.issues ?? []).flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ where: [...issue.path, key].join('.'), message: 'kunci ini tidak dikenal' }))
      : [{ where: issue.path.join('.'), message: issue.message }],
  );
  const value = { legal, credentials, sources: [entry] };
  for (const find of [unitProblems, credentialProblems, legalProblems]) {
    for (const { keys, message } of find(value, checks)) {
      if (keys[0] === 'sources') problems.push({ where: keys.slice(2).join('.'), message });
    }
  }
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems);
  return toSourceConfig({ legal }, parsed.data, checks);
}
