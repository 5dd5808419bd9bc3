import type { Terms } from '../core/collector.ts';
import type { Legal } from '../core/source.ts';
import type { ConfigFile } from './schema.ts';
import { type Fault, listOf, type UnitChecks } from './unit-problems.ts';

/** A source's own words, else those of the whole configuration; null when either is missing. @param usual terms of its kind */
export function legalOf(
  file: Pick<ConfigFile, 'legal'>,
  { legal }: Pick<ConfigFile['sources'][number], 'legal'>,
  usual: Terms,
): Legal | null {
  const purpose = legal?.purpose ?? file.legal?.purpose;
  const basis = legal?.basis ?? file.legal?.basis;
  if (purpose === undefined || basis === undefined) return null;
  return { purpose, basis, terms: legal?.terms ?? usual, reference: legal?.reference ?? null };
}

/** Why enabled sources may not be read. */
export function legalProblems(value: unknown, checks: UnitChecks): readonly Fault[] {
  const enabled = listOf(value, 'sources')
    .map((entry, index) => ({ entry, index, legal: mappingOf(entry.legal) }))
    .filter(({ entry }) => entry.enabled !== false);
  return [...missingGrounds(value, enabled), ...enabled.flatMap((source) => termsProblems(source, checks))];
}

interface EnabledSource {
  readonly entry: Readonly<Record<string, unknown>>;
  readonly index: number;
  readonly legal: Readonly<Record<string, unknown>>;
}

const namedAtMost = 3;

/** One line for all sources: whoever leaves out the section `legal` forgets it for every one. */
function missingGrounds(value: unknown, enabled: readonly EnabledSource[]): Fault[] {
  const common = mappingOf(mappingOf(value).legal);
  const has = (key: string, own: Readonly<Record<string, unknown>>) => isText(own[key]) || isText(common[key]);
  const without = enabled.filter(({ legal }) => !has('purpose', legal) || !has('basis', legal));
  const [first] = without;
  if (first === undefined) return [];
  const names = without.slice(0, namedAtMost).map(({ entry, index }) => String(entry.id ?? `sources[${index}]`));
  const others = without.length - names.length;
  const whole = others > 0 ? `${names.join(', ')}, dan ${others} sumber lain` : names.join(', ');
  const message = `${whole} tidak dapat diaktifkan tanpa tujuan dan dasar hukum: isi legal.purpose dan legal.basis`;
  return [{ keys: ['sources', first.index], message }];
}

function termsProblems({ entry, index, legal }: EnabledSource, checks: UnitChecks): Fault[] {
  const unit = typeof entry.collector === 'string' ? checks.collectors.get(entry.collector) : undefined;
  if (unit === undefined) return [];
  const terms = legal.terms ?? unit.terms;
  const keys = ['sources', index, ...(entry.legal === undefined ? [] : ['legal'])];
  if (terms === 'unchecked') {
    const message = 'tidak dapat diaktifkan: ketentuannya belum diperiksa (legal.terms: unchecked)';
    return [{ keys, message }];
  }
  if (unit.terms === 'contract' && (legal.terms !== 'contract' || !isText(legal.reference))) {
    const message = `${entry.collector} tidak dapat diaktifkan tanpa kontrak: isi legal.terms: contract dan legal.reference. ${unit.facts.law}`;
    return [{ keys, message }];
  }
  if (terms === 'contract' && !isText(legal.reference)) {
    return [{ keys, message: 'tidak dapat diaktifkan: isi legal.reference dengan nomor kontraknya' }];
  }
  return [];
}

function mappingOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
