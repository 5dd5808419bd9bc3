import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createImportDesk, type ImportDesk } from '../../src/app/import-desk.ts';
import { type Installation, openInstallation } from '../../src/app/installation.ts';
import { loadKnowledge } from '../../src/app/knowledge.ts';
import { units } from '../../src/app/units.ts';
import { loadConfig } from '../../src/config/load.ts';
import { RequestError } from '../../src/core/errors.ts';
import { silentLog } from '../../src/core/log.ts';
import type { ImportJob, ImportSettings } from '../../src/core/source-desk.ts';
import { createReader } from '../../src/reading/reader.ts';
import { listAudit } from '../../src/store/audit.ts';
import { findImport, listImports, listRejections } from '../../src/store/imports.ts';
import { listSourceOverviews } from '../../src/store/managed-sources.ts';
import { makeWorkbook } from '../support/office-files.ts';

let clock = new Date('2026-11-22T08:00:00.000Z');
const folder = mkdtempSync(join(tmpdir(), 'kentongan-uji-impor-'));
let installation: Installation;
let desk: ImportDesk;

const makeDesk = () => createImportDesk({ installation, makeReader: createReader, patienceMs: 60_000 });
const ownFolders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('kentongan-impor-'));

beforeAll(async () => {
  const path = join(folder, 'kentongan.yaml');
  const database = JSON.stringify(join(folder, 'kentongan.db'));
  writeFileSync(
    path,
    `region:\n  code: "35.16"\ncontact: mailto:kominfo@contoh.test\ndatabase: ${database}\nsources: []\n`,
  );
  const knowledge = loadKnowledge();
  installation = await openInstallation({
    kind: 'live',
    config: loadConfig(path, units, {}),
    knowledge,
    log: silentLog,
    now: () => clock,
  });
  desk = makeDesk();
});
afterAll(async () => {
  await desk.close();
  await installation.close();
  rmSync(folder, { recursive: true, force: true });
});

const settings = (overrides: Partial<ImportSettings> = {}): ImportSettings => ({
  name: 'klipping.csv',
  basis: 'klipping petugas',
  format: null,
  sheet: null,
  zone: null,
  date: null,
  ...overrides,
});

async function* pieces(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part;
}

async function refusal(work: Promise<unknown>): Promise<{ status: number; said: string }> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RequestError)) throw new Error(`not refused: ${String(error)}`);
  return { status: error.status, said: error.message };
}

const heading = 'tanggal,media,judul,isi,tautan\n';
const row = (n: number, date = `2026-11-${String(n).padStart(2, '0')}`) =>
  `${date},Harian Uji,Jalan ${n} rusak,Warga menunggu perbaikan jalan nomor ${n} sejak kemarau.,https://harian-uji.test/${n}\n`;

describe('a file that is brought', () => {
  it('is looked at first, and stored only when somebody says so', async () => {
    const broken =
      'kemarin sore,Harian Uji,Tanggal salah,Isi yang tanggalnya tidak terbaca.,https://harian-uji.test/x\n';
    const job = await desk.receive(pieces(heading + row(11), row(12) + broken), settings(), 'Rina');
    expect(job).toMatchObject({ state: 'ready', who: 'Rina', result: null, fault: null, size: expect.any(Number) });
    expect(job.preview).toMatchObject({ looked: 3, usable: 2, isWhole: true });
    expect(job.preview.columns).toEqual(['tanggal', 'media', 'judul', 'isi', 'tautan']);
    expect(job.preview.rows.map(({ line, title }) => [line, title])).toEqual([
      [2, 'Jalan 11 rusak'],
      [3, 'Jalan 12 rusak'],
    ]);
    expect(job.preview.rejected).toEqual([{ line: 4, reason: expect.any(String) }]);
    expect(await installation.db.selectFrom('mentions').select('id').execute()).toEqual([]);

    const done = await desk.importReceived(job.id, 'Budi');
    expect(done).toMatchObject({ state: 'done', fault: null, endedAt: clock.toISOString() });
    expect(done.result).toEqual({ accepted: 2, duplicate: 0, edited: 0, rejected: 1, undated: 0 });
    expect(await listRejections(installation.db, job.id)).toEqual(job.preview.rejected);
    expect((await listSourceOverviews(installation.db))[0]?.legal?.basis).toContain('klipping petugas');
    const trail = await listAudit(installation.db, { object: `import:${job.id}`, limit: 10 });
    expect(trail.items.map(({ who, action }) => [who, action])).toEqual([
      ['Budi', 'import.end'],
      ['Budi', 'import.run'],
      ['Rina', 'import.upload'],
    ]);
    expect(await refusal(desk.importReceived(job.id, 'Budi'))).toMatchObject({ status: 409 });
  });

  it('stores nothing twice when it comes again', async () => {
    const again = await desk.receive(pieces(heading + row(11) + row(12) + row(13)), settings(), 'Rina');
    expect((await desk.importReceived(again.id, 'Rina')).result).toMatchObject({ accepted: 1, duplicate: 2 });
  });

  it('may be a workbook, of which the other sheets are named', async () => {
    const xlsx = await makeWorkbook({
      Klipping: [
        ['tanggal', 'media', 'judul', 'isi'],
        ['2026-11-14', 'Harian Uji', 'Jembatan retak', 'Jembatan desa retak.'],
      ],
      Catatan: [['x']],
    });
    const book = await desk.receive(pieces(xlsx), settings({ name: 'klipping.xlsx' }), 'Rina');
    expect(book.preview).toMatchObject({ usable: 1, otherSheets: ['Catatan'] });
    await desk.discardImport(book.id, 'Rina');
  });

  it('is refused with a reason when it cannot be read', async () => {
    const unreadable = (text: string | Uint8Array, overrides: Partial<ImportSettings> = {}) =>
      refusal(desk.receive(pieces(text), settings(overrides), 'Rina'));
    expect(await unreadable('')).toMatchObject({ status: 400, said: 'Berkas ini kosong.' });
    const unknown = await unreadable('apel,jeruk\n1,2\n');
    expect(unknown).toMatchObject({ status: 400, said: expect.stringContaining('apel, jeruk') });
    expect(unknown.said).not.toMatch(/--map|kentongan-impor|tmp/);
    expect(await unreadable(heading + row(11), { zone: 'Asia/Atlantis' })).toMatchObject({ status: 400 });
    expect(await unreadable(heading + row(11), { format: 'tidak-ada' })).toMatchObject({ status: 400 });
    expect(await unreadable(Buffer.alloc(64, 0xff), { name: '../../../etc/passwd' })).toMatchObject({ status: 400 });
  });

  it('is cut off over 20 MB, whatever its sender said', async () => {
    let sent = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        sent += 1;
        yield Buffer.alloc(1_048_576, 0x61);
      }
    }
    expect(await refusal(desk.receive(endless(), settings(), 'Rina'))).toMatchObject({ status: 413 });
    expect(sent).toBe(21);
  });

  it('can be dropped, and is dropped when nobody comes back for it', async () => {
    const wanted = await desk.receive(pieces(heading + row(15)), settings(), 'Rina');
    expect(await desk.discardImport(wanted.id, 'Rina')).toMatchObject({ state: 'discarded' });
    expect(await refusal(desk.importReceived(wanted.id, 'Rina'))).toMatchObject({ status: 409 });
    expect(await refusal(desk.discardImport(wanted.id, 'Rina'))).toMatchObject({ status: 409 });
    expect(await refusal(desk.discardImport(9_999, 'Rina'))).toMatchObject({ status: 404 });
    const waiting: ImportJob[] = [];
    for (let n = 1; n <= 10; n += 1) waiting.push(await desk.receive(pieces(heading + row(16)), settings(), 'Rina'));
    expect(await refusal(desk.receive(pieces(heading + row(16)), settings(), 'Rina'))).toMatchObject({ status: 429 });
    clock = new Date(clock.getTime() + 25 * 3_600_000);
    const next = await desk.receive(pieces(heading + row(16)), settings(), 'Rina');
    expect(await findImport(installation.db, waiting[0]?.id ?? 0)).toMatchObject({ state: 'discarded' });
    await desk.discardImport(next.id, 'Rina');
  });

  it('has failed when the process stops before, and says so; nothing is left on the disk', async () => {
    const lost = await desk.receive(pieces(heading + row(17)), settings(), 'Rina');
    await desk.close();
    const before = ownFolders();
    desk = makeDesk();
    const fresh = await desk.receive(pieces(heading + row(18)), settings(), 'Rina');
    expect(await findImport(installation.db, lost.id)).toMatchObject({
      state: 'failed',
      fault: expect.stringContaining('dijalankan ulang'),
    });
    expect(ownFolders()).toHaveLength(before.length + 1);
    expect((await desk.importReceived(fresh.id, 'Rina')).state).toBe('done');
    const { items, next } = await listImports(installation.db, { limit: 2 });
    expect(items.map(({ id }) => id)).toEqual([fresh.id, lost.id]);
    expect((await listImports(installation.db, { limit: 2, cursor: next ?? '' })).items).toHaveLength(2);
  });
});
