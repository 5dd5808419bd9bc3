/**
 * Makes the sheets that offices fill in: data/templates/klipping.xlsx, klipping.csv and aduan.csv.
 *
 *   npx tsx scripts/make-templates.ts
 */
import { writeFileSync } from 'node:fs';
import writeExcelFile from 'write-excel-file/node';

const folder = new URL('../data/templates/', import.meta.url).pathname;

/** Column, what goes into it, an example. Examples stand on a sheet of their own, so that nobody imports them. */
const klipping: readonly (readonly [column: string, meaning: string, example: string])[] = [
  ['tanggal', 'wajib; boleh dikosongkan bila sama dengan baris di atasnya', '21/11/2026'],
  ['jam', 'boleh kosong', '07.15'],
  ['media', 'nama koran, grup, atau akun', 'Koran Contoh'],
  ['platform', 'cetak, web, facebook, instagram, whatsapp, tiktok, x, youtube, telegram, threads', 'cetak'],
  ['judul', 'judul atau isi wajib diisi', 'Jalan Berlubang di Kecamatan Contoh'],
  ['isi', 'isi berita atau kiriman', 'Warga meminta jalan segera diperbaiki.'],
  ['penulis', 'boleh kosong', ''],
  ['tautan', 'alamat web, bila ada', ''],
];

/** What a form for complaints needs; columns with names or numbers of people may follow, they are not read. */
const complaint = ['nomor aduan', 'tanggal', 'judul', 'isi aduan', 'kategori', 'kecamatan', 'status'];

const heading = (text: string) => ({ value: text, fontWeight: 'bold' as const });
const cell = (text: string) => ({ value: text, type: String });

// As text, so that Excel does not read 3/4/2026 as the third of April or the fourth of March by its own taste.
const emptyRows = Array.from({ length: 200 }, () => klipping.map(() => ({ value: '', type: String, format: '@' })));
const file = writeExcelFile([
  {
    sheet: 'Klipping',
    stickyRowsCount: 1,
    columns: [14, 8, 24, 14, 48, 60, 20, 40].map((width) => ({ width })),
    data: [klipping.map(([column]) => heading(column)), ...emptyRows],
  },
  {
    sheet: 'Petunjuk',
    columns: [{ width: 14 }, { width: 80 }, { width: 44 }],
    data: [
      ['kolom', 'isi', 'contoh'].map(heading),
      ...klipping.map((row) => row.map(cell)),
      [cell('')],
      [
        cell(
          'Simpan, lalu: npx kentongan import klipping.xlsx. Aman diulang; baris yang sama tidak tersimpan dua kali.',
        ),
      ],
    ],
  },
] as never) as unknown as { toBuffer(): Promise<Buffer> };

writeFileSync(`${folder}klipping.xlsx`, await file.toBuffer());
// The mark lets Excel read UTF-8.
writeFileSync(`${folder}klipping.csv`, `\ufeff${klipping.map(([column]) => column).join(';')}\r\n`);
writeFileSync(`${folder}aduan.csv`, `\ufeff${complaint.join(';')}\r\n`);
