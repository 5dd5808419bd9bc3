import { verifyAudit } from '../../store/audit-chain.ts';
import type { Db } from '../../store/schema.ts';
import { isSearchWhole, listWrongIds, sumTable } from '../../store/transfer/check.ts';
import type { TableShape } from '../../store/transfer/shape.ts';
import type { Manifest } from './manifest.ts';
import type { ImportProgress } from './progress.ts';

export interface ComparedTable {
  readonly name: string;
  /** In the export. */
  readonly rows: number;
  readonly sha256: string;
  /** Read from the database. */
  readonly found: { readonly rows: number; readonly sha256: string };
}

export interface TransferReport {
  readonly tables: readonly ComparedTable[];
  /** What else is not as it was, in Indonesian. */
  readonly faults: readonly string[];
  /** What is as it was, and should not be, in Indonesian. */
  readonly notes: readonly string[];
  /** The database was filled from this folder before; this time it was only compared. */
  readonly isAgain: boolean;
}

export function isSame({ rows, sha256, found }: ComparedTable): boolean {
  return rows === found.rows && sha256 === found.sha256;
}

export function isEqual({ tables, faults }: TransferReport): boolean {
  return faults.length === 0 && tables.every(isSame);
}

interface Verified {
  readonly db: Db;
  readonly manifest: Manifest;
  readonly shapes: ReadonlyMap<string, TableShape>;
  readonly tell: (progress: ImportProgress) => void;
}

/** Reads the database again, row by row, and compares it with the manifest. @param part all tables but one, or only one */
export async function verifyTransfer(
  { db, manifest, shapes, tell }: Verified,
  part: { readonly without?: string; readonly only?: string } = {},
): Promise<TransferReport> {
  const wanted = manifest.tables.filter(({ name }) => name !== part.without && (part.only ?? name) === name);
  const total = wanted.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const tables: ComparedTable[] = [];
  for (const { name, rows, bytes, sha256 } of wanted) {
    const shape = shapes.get(name);
    if (shape === undefined) throw new Error(`no table ${name}`);
    tables.push({ name, rows, sha256, found: await sumTable(db, shape) });
    done += bytes;
    tell({ stage: 'check', table: name, share: total === 0 ? 1 : done / total });
  }
  if (part.only !== undefined) return { tables, faults: [], notes: [], isAgain: false };
  const { fault } = await verifyAudit(db);
  const notes = fault === null ? [] : [`jejak audit tidak utuh mulai nomor ${fault.id}, seperti di pemasangan lama`];
  return { tables, faults: await listFaults(db, manifest, shapes), notes, isAgain: false };
}

async function listFaults(
  db: Db,
  manifest: Manifest,
  shapes: ReadonlyMap<string, TableShape>,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const wrong = await listWrongIds(db, [...shapes.values()], manifest.lastIds);
  if (wrong.length > 0) faults.push(`nomor berikutnya tidak sama: ${wrong.join(', ')}`);
  if (!(await isSearchWhole(db))) faults.push('indeks pencarian tidak memuat semua sebutan');
  return faults;
}
