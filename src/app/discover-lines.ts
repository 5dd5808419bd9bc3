import type { CollectorType } from '../core/collector.ts';
import type { Discovered } from './discover.ts';
import type { Suggestion } from './discover-accounts.ts';

/**
 * Lines for the section `sources` of the configuration. The first way is ready to be used; the others, which lead to the same
 * articles, and accounts, which mostly need a key, are commented out. Indonesian.
 */
export function configLines(
  address: string,
  { ways, accounts, faults }: Discovered,
  collectors: ReadonlyMap<string, CollectorType>,
): string[] {
  const [best, ...others] = ways;
  const lines = [...faults.map((fault) => `# Tidak dapat dibaca: ${fault}`)];
  if (best !== undefined) {
    lines.push(`# ${address}: salin ke bagian sources di kentongan.yaml.`, ...entry(best, address, collectors));
  }
  if (others.length > 0) lines.push('# Jalan lain ke artikel yang sama; pakai salah satu saja.');
  for (const way of others) lines.push(...entry(way, address, collectors).map(commented));
  if (accounts.length > 0) lines.push('# Akun:');
  for (const account of accounts) lines.push(...entry(account, address, collectors).map(commented));
  return lines;
}

function entry(
  { title, collector, platform, options, note }: Suggestion,
  address: string,
  collectors: ReadonlyMap<string, CollectorType>,
): string[] {
  const type = collectors.get(collector);
  const host = new URL(address).hostname.replace(/^www\./, '');
  const id = idOf(platform === 'web' ? host : title);
  return [
    `  # ${note}`,
    ...(type === undefined ? [] : [`  # Ketentuan (${type.terms}): ${type.facts.law}`]),
    `  - id: ${id}`,
    `    title: ${JSON.stringify(title)}`,
    `    collector: ${collector}`,
    `    class: ${classOf(host) ?? 'online-media    # atau national-media, community, influencer, …'}`,
    ...(platform === 'web' ? [] : [`    platform: ${platform}`]),
    ...(type?.credential == null ? [] : [`    credential: ${type.credential}`]),
    `    options: ${JSON.stringify(options)}`,
  ];
}

/** kebab-case, of a host or a title; '' when nothing is left of it. */
export function idOf(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
}

/** Whose site it is, as far as its host says; null when it may be anybody's. */
export function classOf(host: string): 'village' | 'government' | null {
  if (/(?:^|\.)desa\.id$/.test(host)) return 'village';
  return /(?:^|\.)go\.id$/.test(host) ? 'government' : null;
}

function commented(line: string): string {
  return /^\s*#/.test(line) ? line : `  # ${line.replace(/^ {2}/, '')}`;
}
