import { pathToFileURL } from 'node:url';
import type { AccountDraft } from '../core/account.ts';
import { ConfigError, SourceError } from '../core/errors.ts';
import { type SourceClass, sourceClasses } from '../core/mention.ts';
import type { Reader } from '../core/reader.ts';
import type { Region } from '../core/region.ts';
import { type AccountSheet, readAccountSheet } from '../ingest/account-sheet.ts';
import { createReader } from '../reading/reader.ts';
import { listAccounts, type SavedAccounts, saveAccounts } from '../store/accounts.ts';
import { listSources } from '../store/sources.ts';
import { readInputFile } from './input-file.ts';
import type { Installation } from './installation.ts';
import { createLogger } from './logger.ts';
import { openConfigured } from './open-configured.ts';

export interface ImportedAccounts extends SavedAccounts {
  readonly file: string;
  readonly rejected: AccountSheet['rejected'];
  /** What was stored but surely needs a look, Indonesian. */
  readonly warnings: readonly string[];
}

/**
 * Imports sheets of accounts into the configured installation; an account that is known is changed to what the sheet says.
 * @param fallbackClass class of rows that name none
 * @throws ConfigError for an unknown class, or a file that is no such sheet
 */
export async function importAccounts(
  configPath: string,
  files: readonly string[],
  fallbackClass: string,
): Promise<readonly ImportedAccounts[]> {
  const known = sourceClasses.find((name) => name === fallbackClass);
  if (known === undefined) {
    throw new ConfigError([{ where: '--class', message: `yang ada: ${sourceClasses.join(', ')}` }]);
  }
  const installation = await openConfigured(configPath, createLogger('warn'));
  const reader = createReader();
  try {
    const results: ImportedAccounts[] = [];
    for (const file of files) results.push(await importAccountSheet(installation, reader, file, known));
    return results;
  } finally {
    await Promise.all([reader.close(), installation.close()]);
  }
}

/** One sheet into an opened installation. @throws ConfigError for a file that is no such sheet */
export async function importAccountSheet(
  { db, region, now, pseudonyms }: Installation,
  reader: Reader,
  file: string,
  fallbackClass: SourceClass,
): Promise<ImportedAccounts> {
  const sheet = await readSheet(reader, region, file, fallbackClass);
  const accounts = sheet.accounts.map((account) => ({ ...account, agency: agencyOf(account, region) }));
  const saved = await saveAccounts(db, accounts, now(), pseudonyms);
  const sources = new Set((await listSources(db)).map(({ id }) => id));
  return { file, ...saved, rejected: sheet.rejected, warnings: warningsOf(accounts, region, sources) };
}

async function readSheet(
  reader: Reader,
  region: Region,
  file: string,
  fallbackClass: SourceClass,
): Promise<AccountSheet> {
  try {
    const bytes = await readInputFile(file);
    const hints = { url: pathToFileURL(file).href, contentType: null, zone: region.timezone };
    const sheet = readAccountSheet((await reader.table(bytes, hints)).rows, fallbackClass);
    if (sheet !== null) return sheet;
  } catch (cause) {
    if (!(cause instanceof SourceError)) throw cause;
    throw new ConfigError([{ where: file, message: cause.message }], { cause });
  }
  const message = 'tidak ada baris judul dengan nama dan akun, atau nama dan kolom per platform';
  throw new ConfigError([{ where: file, message }]);
}

/**
 * The short name of the agency that a sheet names, or that the account of an office is called after; one that the regency does not
 * know stays as printed.
 */
function agencyOf({ agency, name, class: kind }: AccountDraft, region: Region): string | null {
  if (agency !== null) return findAgency(agency, region) ?? agency;
  return kind === 'government' ? findAgency(name, region) : null;
}

function findAgency(printed: string, region: Region): string | null {
  const word = printed.toLowerCase();
  const found = region.agencies.find(({ id, name, aliases }) =>
    [id, name, ...aliases].some((known) => known.toLowerCase() === word),
  );
  return found?.id ?? null;
}

function warningsOf(accounts: readonly AccountDraft[], region: Region, sources: ReadonlySet<string>): string[] {
  const agencies = new Set(region.agencies.map(({ id }) => id));
  const unknownAgencies = new Set(
    accounts.flatMap(({ agency }) => (agency === null || agencies.has(agency) ? [] : agency)),
  );
  const unknownSources = new Set(
    accounts.flatMap(({ sourceId }) => (sourceId === null || sources.has(sourceId) ? [] : sourceId)),
  );
  return [
    ...[...unknownAgencies].map((agency) => `perangkat daerah tidak dikenal: «${agency}»`),
    ...[...unknownSources].map((id) => `sumber tidak ada di kentongan.yaml: «${id}»`),
  ];
}

/** Every account of the configured installation as a line of JSON. */
export async function listAccountLines(configPath: string): Promise<readonly string[]> {
  const installation = await openConfigured(configPath, createLogger('warn'));
  try {
    return (await listAccounts(installation.db)).map((account) => JSON.stringify(account));
  } finally {
    await installation.close();
  }
}
