import type { Budget, BudgetWindow, CredentialConfig } from '../core/credential.ts';
import { parseDuration } from './duration.ts';
import type { ConfigFile } from './schema.ts';
import { readSecret, type Secret } from './secret.ts';
import { type Fault, listOf, type UnitChecks, unknownUnit } from './unit-problems.ts';

/** A key with its secret; the secret is null while its environment variable is empty. */
export interface KeptCredential extends CredentialConfig {
  readonly secret: Secret | null;
}

/** @throws ConfigError when the file that a variable names cannot be read */
export function toCredentials(
  file: Pick<ConfigFile, 'credentials'>,
  checks: UnitChecks,
  env: Readonly<Record<string, string | undefined>>,
): readonly KeptCredential[] {
  return file.credentials.map(({ id, kind, secret: variable, expires, budgets }) => {
    const type = checks.credentialKinds.get(kind);
    const secret = readSecret(variable, env);
    return {
      id,
      kind,
      title: type?.title ?? kind,
      variable,
      secret,
      hasSecret: secret !== null,
      expires: expires ?? null,
      budgets: (type?.budgets ?? []).map((budget) => {
        const own = budgets.find(({ name }) => name === budget.name);
        return own === undefined ? budget : withOverride(budget, own);
      }),
    };
  });
}

type Override = ConfigFile['credentials'][number]['budgets'][number];

function withOverride(budget: Budget, { limit, per, zone }: Override): Budget {
  return { ...budget, limit, window: toWindow(budget.window, per, zone) };
}

/** Without `per` the window stays what it is; a zone may be named for it. */
function toWindow(usual: BudgetWindow, per: string | undefined, zone: string | undefined): BudgetWindow {
  if (per === 'hour' || per === 'day' || per === 'month') {
    const usualZone = usual.kind === 'calendar' ? usual.zone : 'UTC';
    return { kind: 'calendar', unit: per, zone: zone ?? usualZone };
  }
  if (per !== undefined) return { kind: 'rolling', ms: parseDuration(per) ?? 0 };
  return usual.kind === 'calendar' && zone !== undefined ? { ...usual, zone } : usual;
}

/** Of the section `credentials`, and of the sources that need one. */
export function credentialProblems(value: unknown, checks: UnitChecks): readonly Fault[] {
  const credentials = listOf(value, 'credentials');
  // Keys of the province's file are looked for where that file is read.
  const hasProvince = (value as { partOf?: unknown } | null)?.partOf !== undefined;
  return [
    ...credentials.flatMap((entry, index) => kindProblems(entry, index, checks)),
    ...listOf(value, 'sources').flatMap((entry, index) => {
      const message = useProblem(entry, credentials, checks, hasProvince);
      return message === null ? [] : [{ keys: ['sources', index, 'credential'], message }];
    }),
  ];
}

function kindProblems(entry: Readonly<Record<string, unknown>>, index: number, checks: UnitChecks): Fault[] {
  if (typeof entry.kind !== 'string') return [];
  const kind = checks.credentialKinds.get(entry.kind);
  if (kind === undefined) {
    const message = unknownUnit(entry.kind, checks.credentialKinds);
    return [{ keys: ['credentials', index, 'kind'], message }];
  }
  const known = new Map(kind.budgets.map((budget) => [budget.name, budget]));
  const seen = new Set<string>();
  return listOf(entry, 'budgets').flatMap((budget, place): Fault[] => {
    const keys = ['credentials', index, 'budgets', place];
    const { name, zone, per } = budget;
    if (typeof name !== 'string') return [];
    if (!known.has(name)) return [{ keys: [...keys, 'name'], message: unknownUnit(name, known) }];
    if (seen.has(name)) return [{ keys: [...keys, 'name'], message: `jatah "${name}" sudah diatur di atas` }];
    seen.add(name);
    if (typeof zone !== 'string') return [];
    if (!isZone(zone)) return [{ keys: [...keys, 'zone'], message: `tidak ada zona waktu "${zone}"` }];
    const rolls = typeof per === 'string' ? parseDuration(per) !== null : known.get(name)?.window.kind === 'rolling';
    return rolls ? [{ keys: [...keys, 'zone'], message: 'jangka bergulir tidak memakai zona waktu' }] : [];
  });
}

/** A disabled source may lack its key, so that an example can stay in the file; a wrong one is a mistake in any case. */
function useProblem(
  entry: Readonly<Record<string, unknown>>,
  credentials: readonly Readonly<Record<string, unknown>>[],
  checks: UnitChecks,
  hasProvince: boolean,
): string | null {
  const unit = typeof entry.collector === 'string' ? checks.collectors.get(entry.collector) : undefined;
  if (unit === undefined) return null;
  const { collector, credential: id } = entry;
  if (id === undefined || id === null) {
    if (unit.credential === null || unit.worksWithoutCredential || entry.enabled === false) return null;
    const howTo = checks.credentialKinds.get(unit.credential)?.howTo ?? '';
    return `${collector} perlu kunci jenis ${unit.credential}: tulis id-nya dari bagian credentials. ${howTo}`.trim();
  }
  if (typeof id !== 'string') return null;
  if (unit.credential === null) return `${collector} tidak memakai kunci`;
  const named = credentials.find((credential) => credential.id === id);
  if (named === undefined && hasProvince) return null;
  if (named === undefined) return `tidak ada kunci "${id}" di bagian credentials`;
  if (named.kind === unit.credential) return null;
  return `${collector} perlu kunci jenis ${unit.credential}; "${id}" berjenis ${String(named.kind)}`;
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
