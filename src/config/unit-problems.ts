import type { Terms } from '../core/collector.ts';
import type { CredentialKind } from '../core/credential.ts';
import { ConfigError } from '../core/errors.ts';
import { parseDuration } from './duration.ts';

export type Path = readonly PropertyKey[];

/** A mistake and the key that it is in. */
export interface Fault {
  readonly keys: Path;
  readonly message: string;
}

/** What a kind of source says of itself. */
export interface CollectorChecks {
  configure(options: unknown): unknown;
  readonly minIntervalMs: number;
  /** Kind of key that it needs; null when it needs none. */
  readonly credential: string | null;
  readonly worksWithoutCredential?: true;
  readonly terms: Terms;
  readonly facts: { readonly law: string };
}

/** How the app checks options that only a unit understands: `configure` throws ConfigError with paths inside the options. */
export interface UnitChecks {
  readonly collectors: ReadonlyMap<string, CollectorChecks>;
  readonly credentialKinds: ReadonlyMap<string, CredentialKind>;
  readonly rules: ReadonlyMap<string, { configure(options: unknown): unknown }>;
  isRegion(code: string): boolean;
}

/** Of collector and rule options, and of the regency's code. */
export function unitProblems(value: unknown, checks: UnitChecks): readonly Fault[] {
  const found: Fault[] = [];
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

export function unknownUnit(name: string, known: ReadonlyMap<string, unknown>): string {
  return `"${name}" tidak dikenal; yang ada: ${[...known.keys()].join(', ')}`;
}

/** Ids that are used twice. */
export function repeatProblems(value: unknown): readonly Fault[] {
  return ['sources', 'credentials', 'alerts'].flatMap((list) => {
    const seen = new Map<unknown, number>();
    return listOf(value, list).flatMap(({ id: given, rule }, index): Fault[] => {
      // A rule that is used once needs no id of its own.
      const id = given ?? (list === 'alerts' ? rule : undefined);
      const first = seen.get(id);
      if (id !== undefined && first !== undefined) {
        return [{ keys: [list, index, 'id'], message: `"${String(id)}" sudah dipakai oleh ${list}[${first}]` }];
      }
      seen.set(id, index);
      return [];
    });
  });
}

/** The mappings of a list, whatever the file holds in their place. */
export function listOf(value: unknown, key: string): Record<string, unknown>[] {
  const list = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return Array.isArray(list) ? list.map((entry) => (typeof entry === 'object' && entry !== null ? entry : {})) : [];
}
