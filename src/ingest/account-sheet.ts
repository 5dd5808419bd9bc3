import type { AccountDraft } from '../core/account.ts';
import { type Platform, platforms, type SourceClass, sourceClasses } from '../core/mention.ts';
import { readAccountAddress } from './account-address.ts';

/** Column → the ways sheets of accounts head it. Compared in lower case, without dots and repeated spaces. */
const headings = {
  name: ['nama', 'nama akun', 'nama opd', 'nama media', 'nama influencer', 'akun resmi', 'name'],
  platform: ['platform', 'media sosial', 'medsos', 'jenis media sosial', 'kanal'],
  handle: [
    'akun',
    'username',
    'nama pengguna',
    'handle',
    'tautan akun',
    'link akun',
    'alamat akun',
    'tautan',
    'link',
    'url',
  ],
  class: ['kelas', 'jenis', 'jenis akun', 'kategori', 'class'],
  agency: ['opd', 'perangkat daerah', 'instansi', 'dinas', 'skpd', 'agency'],
  owner: ['pengelola', 'admin', 'pemilik', 'penanggung jawab', 'owner'],
  contact: ['kontak', 'no hp', 'telepon', 'nomor telepon', 'surel', 'email', 'contact'],
  sourceId: ['sumber', 'id sumber', 'source'],
  note: ['catatan', 'keterangan', 'note'],
  active: ['aktif', 'status', 'active'],
} as const;
type Column = keyof typeof headings;

/** Sheets with a column for each platform have the address in the cell. */
const platformHeadings: Readonly<Record<string, Platform>> = {
  facebook: 'facebook',
  'fan page': 'facebook',
  fanpage: 'facebook',
  fb: 'facebook',
  instagram: 'instagram',
  ig: 'instagram',
  threads: 'threads',
  tiktok: 'tiktok',
  'tik tok': 'tiktok',
  twitter: 'x',
  x: 'x',
  'twitter/x': 'x',
  'x/twitter': 'x',
  'x (twitter)': 'x',
  youtube: 'youtube',
  telegram: 'telegram',
  mastodon: 'mastodon',
  bluesky: 'bluesky',
  website: 'web',
  web: 'web',
  situs: 'web',
  'situs web': 'web',
};

const classWords: readonly (readonly [RegExp, SourceClass])[] = [
  [/resmi|pemerintah|opd|dinas|instansi/i, 'government'],
  [/desa|kelurahan/i, 'village'],
  [/influ|selebgram|tokoh|kreator/i, 'influencer'],
  [/cermin|mirror|penyalin/i, 'mirror'],
  [/agregator/i, 'aggregator'],
  [/cetak|koran|majalah/i, 'print'],
  [/radio|televisi|\btv\b|penyiaran/i, 'broadcast'],
  [/nasional/i, 'national-media'],
  [/media|pers|portal/i, 'online-media'],
  [/komunitas|warga|info/i, 'community'],
];

export interface AccountSheet {
  readonly accounts: readonly AccountDraft[];
  /** By line of the sheet, reasons in Indonesian. */
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
}

export interface SheetRow {
  readonly line: number;
  readonly cells: readonly string[];
}

interface Columns {
  readonly named: Partial<Record<Column, number>>;
  /** Cell → platform, of sheets with a column for each. */
  readonly platforms: readonly (readonly [number, Platform])[];
}

/**
 * Accounts of a sheet: one account a row (`nama, platform, akun, kelas, opd, pengelola, kontak, sumber, catatan, aktif`), or one
 * office a row with a column for each platform. A repeated account is taken as its last row says.
 * @param fallbackClass class of rows that name none
 * @returns null when no row looks like the heading of such a sheet
 */
export function readAccountSheet(rows: readonly SheetRow[], fallbackClass: SourceClass): AccountSheet | null {
  const accounts = new Map<string, AccountDraft>();
  const rejected: { line: number; reason: string }[] = [];
  let columns: Columns | null = null;
  for (const { line, cells } of rows) {
    const heading = findColumns(cells);
    if (heading !== null) columns = heading;
    if (heading !== null || columns === null || cells.every((cell) => cell.trim() === '')) continue;
    const read = readRow(cells, columns, fallbackClass);
    for (const reason of read.faults) rejected.push({ line, reason });
    for (const account of read.accounts) accounts.set(`${account.platform}:${account.handle}`, account);
  }
  return columns === null ? null : { accounts: [...accounts.values()], rejected };
}

function findColumns(cells: readonly string[]): Columns | null {
  const named: Partial<Record<Column, number>> = {};
  const found: (readonly [number, Platform])[] = [];
  for (const [index, cell] of cells.entries()) {
    const heading = cell.trim().toLowerCase().replace(/[.:*]/g, '').replace(/\s+/g, ' ');
    const platform = Object.hasOwn(platformHeadings, heading) ? platformHeadings[heading] : undefined;
    const column = (Object.keys(headings) as Column[]).find((name) =>
      (headings[name] as readonly string[]).includes(heading),
    );
    if (platform !== undefined) found.push([index, platform]);
    else if (column !== undefined && named[column] === undefined) named[column] = index;
  }
  const isOneEach = named.handle !== undefined && (named.name !== undefined || named.platform !== undefined);
  const isWide = found.length > 0 && (named.name !== undefined || named.agency !== undefined);
  return isOneEach || isWide ? { named, platforms: found } : null;
}

function readRow(
  cells: readonly string[],
  columns: Columns,
  fallbackClass: SourceClass,
): { accounts: AccountDraft[]; faults: string[] } {
  const cell = (column: Column): string | null => {
    const text = cells[columns.named[column] ?? -1]?.trim() ?? '';
    return isNothing(text) ? null : text.slice(0, 300);
  };
  const printedClass = cell('class');
  const accountClass = printedClass === null ? fallbackClass : readClass(printedClass);
  if (accountClass === null) return { accounts: [], faults: [`kelas tidak dikenal: «${printedClass}»`] };
  const agency = cell('agency');
  const common = {
    class: accountClass,
    agency,
    owner: cell('owner'),
    contact: cell('contact'),
    sourceId: cell('sourceId'),
    note: cell('note'),
    active: !/^(tidak|nonaktif|non aktif|mati|false|0|no)/i.test(cell('active') ?? 'ya'),
  };
  const accounts: AccountDraft[] = [];
  const faults: string[] = [];
  const add = (printed: string, platform: Platform | null): void => {
    const address = readAccountAddress(printed, platform);
    if (address === null) faults.push(`akun tidak terbaca: «${printed.slice(0, 60)}»`);
    else accounts.push({ ...common, ...address, name: cell('name') ?? agency ?? address.handle });
  };
  const handle = cell('handle');
  const printedPlatform = cell('platform');
  const platform = printedPlatform === null ? null : readPlatform(printedPlatform);
  if (printedPlatform !== null && platform === null && handle !== null)
    faults.push(`platform tidak dikenal: «${printedPlatform}»`);
  else if (handle !== null) add(handle, platform);
  for (const [index, own] of columns.platforms) {
    const printed = cells[index]?.trim() ?? '';
    if (!isNothing(printed)) add(printed, own);
  }
  if (accounts.length === 0 && faults.length === 0) faults.push('tidak ada akun di baris ini');
  return { accounts, faults };
}

/** An empty cell, and what people write into one: `-`, `belum ada`. */
function isNothing(cell: string): boolean {
  return /^(?:[-–—]*|nihil|n\/a|(?:belum|tidak) (?:ada|punya)(?: akun)?\.?)$/i.test(cell);
}

function readPlatform(text: string): Platform | null {
  const word = text.toLowerCase().trim();
  if (Object.hasOwn(platformHeadings, word)) return platformHeadings[word] ?? null;
  return platforms.find((platform) => platform === word) ?? null;
}

function readClass(text: string): SourceClass | null {
  const word = text.toLowerCase().trim();
  return sourceClasses.find((name) => name === word) ?? classWords.find(([words]) => words.test(word))?.[1] ?? null;
}
