import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ImportOptions, importFile } from '../../src/app/import-file.ts';
import { checkArguments } from '../../src/app/import-files.ts';
import { readImportPieces } from '../../src/app/import-pieces.ts';
import { type Installation, openInstallation } from '../../src/app/installation.ts';
import { loadKnowledge } from '../../src/app/knowledge.ts';
import { units } from '../../src/app/units.ts';
import { importCommand } from '../../src/commands/import.ts';
import { loadConfig } from '../../src/config/load.ts';
import { ConfigError } from '../../src/core/errors.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Reader } from '../../src/core/reader.ts';
import { createReader } from '../../src/reading/reader.ts';
import { listDueSources, listSources } from '../../src/store/sources.ts';
import { makePdf, makeXlsx } from '../support/office-files.ts';

const now = new Date('2026-11-22T08:00:00.000Z');
const folder = mkdtempSync(join(tmpdir(), 'kentongan-import-'));
const configPath = join(folder, 'kentongan.yaml');
const fixtures = new URL('../fixtures/importing/', import.meta.url).pathname;

let installation: Installation;
let reader: Reader & { close(): Promise<void> };

function writeConfig(path: string, database: string): void {
  writeFileSync(
    path,
    `region:\n  code: "35.16"\ncontact: mailto:kominfo@contoh.test\ndatabase: ${JSON.stringify(join(folder, database))}\nsources: []\n`,
  );
}

beforeAll(async () => {
  writeConfig(configPath, 'kentongan.db');
  installation = await openInstallation({
    kind: 'live',
    config: loadConfig(configPath, units, {}),
    knowledge: loadKnowledge(),
    log: silentLog,
    now: () => now,
  });
  reader = createReader({ workers: 1, timeoutMs: 20_000 });
});
afterAll(async () => {
  await reader.close();
  await installation.close();
  rmSync(folder, { recursive: true, force: true });
});

const plain = { format: null, sheet: null, basis: null, zone: null, date: null };
const bring = (file: string, options: Partial<ImportOptions> = {}) =>
  importFile(installation, file, { ...plain, reader, ...options });
const put = (name: string, content: string | Buffer): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};
const stored = () =>
  installation.db
    .selectFrom('mentions')
    .select(['sourceId', 'platform', 'kind', 'title', 'text', 'author', 'publishedAt', 'precision'])
    .orderBy('id')
    .execute();
const counts = ({ accepted, duplicate, edited, rejected }: Awaited<ReturnType<typeof bring>>) => [
  accepted,
  duplicate,
  edited,
  rejected.length,
];

describe('importFile', () => {
  it('stores each export once, and names what it cannot use', async () => {
    const file = join(fixtures, '4cat-tiktok/input.csv');
    const first = await bring(file);
    expect(first.format).toEqual({ id: '4cat-tiktok', title: '4CAT TikTok' });
    expect(counts(first)).toEqual([1, 0, 0, 2]);
    expect(first.rejected.map(({ line }) => line)).toEqual([3, 4]);
    expect(counts(await bring(file))).toEqual([0, 1, 0, 2]);
  });

  it('takes the newest of several sightings, and an edit of what it knew', async () => {
    const line = (at: number, desc: string) =>
      JSON.stringify({
        item_id: '7310000000000000300',
        last_updated: at,
        source_platform: 'tiktok.com',
        user_agent: 'x',
        data: { id: '7310000000000000300', desc, createTime: 1795050900, author: 'warga.z' },
      });
    const file = put('capture.ndjson', [line(5, 'lama'), line(9, 'terbaru'), line(7, 'tengah')].join('\n'));
    expect(counts(await bring(file))).toEqual([1, 2, 0, 0]);
    expect((await stored()).at(-1)).toMatchObject({ sourceId: 'impor-tiktok', text: 'terbaru' });
    expect(counts(await bring(put('later.ndjson', line(20, 'disunting'))))).toEqual([0, 0, 1, 0]);
  });

  it('meets what a second tool exports of the same post', async () => {
    const other = put(
      'apify.json',
      JSON.stringify([
        {
          id: '7310000000000000001',
          text: 'Jalan Sukalaras rusak lagi, kapan diperbaiki? #sukalaras',
          createTimeISO: '2026-11-19T01:15:00.000Z',
          webVideoUrl: 'https://www.tiktok.com/@warga.contoh/video/7310000000000000001',
          diggCount: 3,
          playCount: 9,
          authorMeta: { name: 'warga.contoh' },
        },
      ]),
    );
    expect(counts(await bring(other))).toEqual([0, 1, 0, 0]);
  });

  it('puts each platform into a source of its own, never due, with what allowed the import', async () => {
    await bring(join(fixtures, '4cat-facebook/input.csv'), { basis: 'ekspor akun resmi' });
    await bring(join(fixtures, 'klipping/input.csv'), { basis: 'langganan koran' });
    await bring(join(fixtures, 'sp4n-lapor/input.csv'));
    await bring(join(fixtures, 'apify-facebook-kiriman/input.json'), { basis: 'perjanjian nomor 7' });
    const sources = new Map((await listSources(installation.db)).map((source) => [source.id, source]));
    expect([...sources.keys()].sort()).toEqual(
      [
        'impor-complaint',
        'impor-facebook',
        'impor-klipping-web',
        'impor-klipping-whatsapp',
        'impor-print',
        'impor-tiktok',
      ].sort(),
    );
    expect(sources.get('impor-facebook')).toMatchObject({
      class: 'public',
      platform: 'facebook',
      collector: 'impor',
      legal: { basis: 'impor: ekspor akun resmi · impor: perjanjian nomor 7', terms: 'permitted' },
    });
    expect(sources.get('impor-print')).toMatchObject({ class: 'print', collector: 'klipping' });
    expect(sources.get('impor-complaint')).toMatchObject({ class: 'complaint', legal: { terms: 'unchecked' } });
    expect(await listDueSources(installation.db, new Date('2030-01-01'), 100)).toEqual([]);
  });

  it('keeps nobody who complained', async () => {
    const all = JSON.stringify(await stored());
    expect(all).toContain('Lampu jalan mati');
    expect(all).not.toMatch(/Si Pelapor|081200000000|3500000000000001/);
  });

  it('reads sheets of Excel with preambles and dates', async () => {
    const file = put(
      'pantauan.xlsx',
      await makeXlsx([
        ['Laporan pantauan'],
        ['Tanggal', 'Akun', 'Konten', 'Tautan', 'Sentimen', 'Interaksi'],
        [
          new Date('2026-11-19T08:15:00Z'),
          '@wargax',
          'Selokan mampet',
          'https://x.com/wargax/status/1990000000000000099',
          'negatif',
          12,
        ],
        [
          new Date('2026-11-19T08:15:00Z'),
          '@wargay',
          '',
          'https://x.com/wargay/status/1990000000000000098',
          'negatif',
          1,
        ],
      ]),
    );
    const result = await bring(file, { zone: 'Asia/Makassar' });
    expect(result.format.id).toBe('pantauan-medsos');
    expect(counts(result)).toEqual([1, 0, 0, 1]);
    expect(result.rejected).toEqual([{ line: 4, reason: 'teks kosong' }]);
    expect((await stored()).at(-1)).toMatchObject({ sourceId: 'impor-x', publishedAt: '2026-11-19T00:15:00.000Z' });
  });

  it('makes one clipping of each page of a PDF', async () => {
    const file = put(
      'kliping-2026-11-19.pdf',
      makePdf([
        ['Jalan Rusak Parah di Kecamatan Kemlagi', 'Warga mengeluh.'],
        [],
        ['Pasar Kembali Ramai Pengunjung Pagi Ini', 'Pedagang senang.'],
      ]),
    );
    const result = await bring(file);
    expect(counts(result)).toEqual([2, 0, 0, 1]);
    expect(result.rejected).toEqual([
      { line: 2, reason: 'halaman tanpa teks (hasil pindai); ketik isinya ke lembar klipping' },
    ]);
    expect((await stored()).at(-1)).toMatchObject({
      kind: 'klipping',
      platform: 'print',
      title: 'Pasar Kembali Ramai Pengunjung Pagi Ini',
      publishedAt: '2026-11-19T05:00:00.000Z',
      precision: 'day',
    });
    expect(counts(await bring(file))).toEqual([0, 2, 0, 1]);
  });

  it('says what has no date, and takes the one that is given', async () => {
    const undated = put('tempel.txt', 'Warga Keluhkan Antrean Panjang di Puskesmas\n\nAntre sejak subuh.');
    expect((await bring(undated)).undated).toBe(1);
    expect((await stored()).at(-1)).toMatchObject({ precision: 'guessed' });
    const other = put('tempel-lain.txt', 'Warga Keluhkan Sampah Menumpuk di Pasar\n\nBau sekali.');
    expect((await bring(other, { date: '2026-11-18' })).undated).toBe(1);
    expect((await stored()).at(-1)).toMatchObject({ precision: 'day', publishedAt: '2026-11-18T05:00:00.000Z' });
  });

  it.each([
    ['kosong.csv', '', 'kosong'],
    ['lain.csv', 'nama,alamat\nA,B\n', 'tidak dikenali'],
    ['halaman.csv', '<html><body>Masuk dahulu</body></html>', 'tidak dikenali'],
    ['rusak.json', '[{"text":"a"}', 'bukan JSON'],
    ['rusak.pdf', '%PDF-1.4 rusak', 'PDF ini rusak'],
    ['lama.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(100)]), 'berkata sandi'],
    ['biner.dat', Buffer.from([0, 1, 2, 3, 0, 0, 9]), 'bukan teks'],
  ])('refuses %s', async (name, content, reason) => {
    await expect(bring(put(name, content))).rejects.toThrow(reason);
    await expect(bring(put(name, content))).rejects.toBeInstanceOf(ConfigError);
  });

  it('refuses a file that is not there, and columns that a named format needs', async () => {
    await expect(bring(join(folder, 'tidak-ada.csv'))).rejects.toBeInstanceOf(ConfigError);
    const { format } = checkArguments({ format: 'brandwatch' });
    await expect(bring(join(fixtures, '4cat-x/input.csv'), { format })).rejects.toThrow('Brandwatch');
  });
});

describe('a file of several pieces', () => {
  it('loses and repeats no row where it is cut', async () => {
    const count = 60_000;
    const rows = Array.from({ length: count }, (_, i) => `${i};"Judul ${i}\n${'x'.repeat(i % 300)}";2026-11-19`);
    const bytes = Buffer.from(`id;judul;tanggal\n${rows.join('\n')}`);
    expect(bytes.length).toBeGreaterThan(8 * 1_048_576);
    const ids: string[] = [];
    let pieces = 0;
    for await (const piece of readImportPieces(reader, {
      name: 'besar.csv',
      bytes,
      zone: 'Asia/Jakarta',
      sheet: null,
      isTable: false,
    })) {
      pieces += 1;
      expect(piece.rejected).toEqual([]);
      if (piece.kind === 'table') ids.push(...piece.rows.map(({ cells }) => cells[0] ?? ''));
    }
    expect(pieces).toBeGreaterThan(2);
    expect(ids).toEqual(['id', ...Array.from({ length: count }, (_, i) => String(i))]);
  });

  it('is refused when one row does not end', async () => {
    const bytes = Buffer.from(`a,b\n"${'x'.repeat(9 * 1_048_576)}`);
    const read = async () => {
      for await (const _ of readImportPieces(reader, {
        name: 'x.csv',
        bytes,
        zone: 'UTC',
        sheet: null,
        isTable: false,
      }));
    };
    await expect(read()).rejects.toMatchObject({ reason: 'too-large' });
  });
});

describe('checkArguments', () => {
  it('names everything that is wrong', () => {
    const given = { zone: 'Asia/Mojokerto', date: '2026-13-01', format: 'excel' };
    expect(() => checkArguments(given)).toThrow(
      expect.objectContaining({
        problems: ['--zone', '--date', '--format'].map((where) => expect.objectContaining({ where })),
      }),
    );
  });
});

describe('kentongan import', () => {
  async function run(...args: readonly string[]) {
    let out = '';
    let err = '';
    let code = 0;
    const spies = [
      vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
        out += String(chunk);
        return true;
      }),
      vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
        err += String(chunk);
        return true;
      }),
    ];
    const program = new Command('kentongan').exitOverride();
    importCommand(program, (status) => {
      code = status;
    });
    try {
      await program.parseAsync(['import', '--config', join(folder, 'cli.yaml'), ...args], { from: 'user' });
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
    return { out, err, code };
  }

  it('shows, stores and counts', async () => {
    writeConfig(join(folder, 'cli.yaml'), 'cli.db');
    const file = join(fixtures, '4cat-tiktok/input.csv');
    const shown = await run(file, '--preview');
    expect(shown.err).toContain('Format: 4CAT TikTok');
    expect(
      shown.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([expect.objectContaining({ platform: 'tiktok', externalId: '7310000000000000001' })]);
    const done = await run(file, '--basis', 'riset bersama');
    expect(done.code).toBe(1);
    expect(done.err).toMatch(/Format: 4CAT TikTok\n.*baris 3: nomor id rusak oleh Excel/);
    expect(JSON.parse(done.out)).toEqual({
      file,
      format: '4cat-tiktok',
      formatTitle: '4CAT TikTok',
      accepted: 1,
      duplicate: 0,
      edited: 0,
      rejected: 2,
      rejectedLines: [3, 4],
      undated: 0,
    });
    expect(JSON.parse((await run(file)).out)).toMatchObject({ accepted: 0, duplicate: 1 });
  });

  it('brings in the other files when one cannot be read, and names that one', async () => {
    const told = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
    const bad = put('bukan-apa-apa.csv', 'nama,alamat\nA,B\n');
    const program = new Command('kentongan').exitOverride();
    importCommand(program, () => {});
    const files = [bad, join(fixtures, '4cat-x/input.csv')];
    const done = program.parseAsync(['import', '--config', join(folder, 'cli.yaml'), ...files], { from: 'user' });
    await expect(done).rejects.toMatchObject({
      problems: [{ where: bad, message: expect.stringContaining('tidak dikenali') }],
    });
    const lines = told.mock.calls.map(([line]) => JSON.parse(String(line)));
    told.mockRestore();
    expect(lines).toEqual([expect.objectContaining({ format: '4cat-x', accepted: 2 })]);
  });
});
