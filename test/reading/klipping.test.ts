import { describe, expect, it } from 'vitest';
import { blankPost } from '../../src/core/mention.ts';
import { parseCsv } from '../../src/reading/csv.ts';
import { decodeText } from '../../src/reading/decode.ts';
import { parseKlipping, readKlipping } from '../../src/reading/klipping.ts';
import { makeXlsx } from '../support/office-files.ts';

const hints = { url: '', contentType: null, zone: 'Asia/Jakarta' };
const template = 'tanggal,jam,media,platform,judul,isi,penulis,tautan';

describe('parseKlipping', () => {
  it('reads the template', () => {
    const sheet = `${template}\n2026-11-20,08.15,Koran Contoh,cetak,"Jalan rusak, warga protes","Paragraf satu.\n\nParagraf dua.",Siti,\n21/11/2026,,Grup RT,grup WA,,Air mati lagi,-,-\n`;
    expect(parseKlipping(sheet, hints)).toEqual({
      rejected: [],
      posts: [
        {
          ...blankPost,
          kind: 'klipping',
          platform: 'print',
          title: 'Jalan rusak, warga protes',
          text: 'Paragraf satu.\nParagraf dua.',
          author: 'Siti',
          publishedAt: '2026-11-20T01:15:00.000Z',
          precision: 'minute',
          publisher: 'Koran Contoh',
        },
        expect.objectContaining({
          platform: 'whatsapp',
          title: null,
          text: 'Air mati lagi',
          author: null,
          publisher: 'Grup RT',
          publishedAt: '2026-11-20T17:00:00.000Z',
          precision: 'day',
        }),
      ],
    });
  });

  it('reads a usual Diskominfo sheet: a head above, merged dates, bare addresses, semicolons, windows-1252', () => {
    const sheet = [
      'KLIPING MEDIA KABUPATEN CONTOH;;;;;',
      'Bulan November 2026;;;;;',
      'No.;Tanggal;Media;Judul Berita;Link;Tone',
      '1;2;3;4;5;6',
      '1;Jumat, 20 November 2026;Radar Contoh;\x93Jalan\x94 rusak;radar-contoh.test/berita/1;Negatif',
      '2;;Suara Contoh;Pasar ramai;https://suara.test/2 (arsip);Positif',
      ';;;;;',
      '3;31 Juni 2026;Suara Contoh;Tanggal mustahil;;Netral',
      '4;21 November 2026;;;;',
      'No.;Tanggal;Media;Judul Berita;Link;Tone',
      '5;21 November 2026;Instagram Info Contoh;Banjir;https://www.instagram.com/p/abc/;Negatif',
    ].join('\r\n');
    const { posts, rejected } = parseKlipping(decodeText(Buffer.from(sheet, 'latin1'), null), hints);
    expect(
      posts.map(({ title, url, platform, publishedAt }) => [title, url, platform, publishedAt?.slice(0, 10)]),
    ).toEqual([
      ['“Jalan” rusak', 'https://radar-contoh.test/berita/1', 'web', '2026-11-19'],
      ['Pasar ramai', 'https://suara.test/2', 'web', '2026-11-19'],
      ['Banjir', 'https://www.instagram.com/p/abc/', 'instagram', '2026-11-20'],
    ]);
    expect(rejected).toEqual([
      { line: 8, reason: 'tanggal tidak terbaca: «31 Juni 2026»' },
      { line: 9, reason: 'judul dan isi kosong' },
    ]);
  });

  it('reads UTF-16 with tabs, as Excel saves "Unicode text"', () => {
    const sheet = Buffer.from('\ufefftanggal\tmedia\tjudul\n20-11-2026\tKoran\tBanjir surut\n', 'utf16le');
    expect(parseKlipping(decodeText(sheet, null), hints).posts).toMatchObject([
      { title: 'Banjir surut', publisher: 'Koran', platform: 'print' },
    ]);
  });

  it('goes on after a quote that nothing closes, and names its line', () => {
    const sheet = 'tanggal,media,judul\n2026-11-20,A,Satu\n2026-11-20,B,"Dua\n2026-11-20,C,Tiga\n';
    const { posts, rejected } = parseKlipping(sheet, hints);
    expect(posts.map(({ title }) => title)).toEqual(['Satu', 'Tiga']);
    expect(rejected).toEqual([{ line: 3, reason: 'tanda kutip tidak ditutup' }]);
  });

  it('repeats no date that could not be read, and believes none in the future', () => {
    const sheet = [
      'tanggal,media,judul',
      '2026-11-20,A,Satu',
      ',A,Dua',
      '31 Juni 2026,A,Tiga',
      ',A,Empat',
      '2027-11-20,A,Lima',
      ',A,Enam',
      '21/11/2026,A,Tujuh',
    ].join('\n');
    const { posts, rejected } = parseKlipping(sheet, { ...hints, now: '2026-11-22T08:00:00.000Z' });
    expect(posts.map(({ title }) => title)).toEqual(['Satu', 'Dua', 'Tujuh']);
    expect(rejected).toEqual([
      { line: 4, reason: 'tanggal tidak terbaca: «31 Juni 2026»' },
      { line: 5, reason: 'tanggal kosong, dan tanggal di atasnya tidak terbaca' },
      { line: 6, reason: 'tanggal di masa depan: «2027-11-20»' },
      { line: 7, reason: 'tanggal kosong, dan tanggal di atasnya tidak terbaca' },
    ]);
  });

  it('follows a heading that changes the order of the columns', () => {
    const sheet = 'tanggal,media,judul\n2026-11-20,A,Satu\njudul,tanggal,media\nDua,2026-11-20,B\n';
    const { posts } = parseKlipping(sheet, hints);
    expect(posts.map(({ title, publisher }) => [title, publisher])).toEqual([
      ['Satu', 'A'],
      ['Dua', 'B'],
    ]);
  });

  it('reads a sheet of Excel, with its dates and times', async () => {
    const body = await makeXlsx([
      ['KLIPING MEDIA KABUPATEN CONTOH'],
      ['No.', 'Tanggal', 'Jam', 'Media', 'Judul Berita', 'Link'],
      [1, new Date('2026-11-20T00:00:00Z'), '08.15', 'Radar Contoh', 'Jalan rusak', 'radar.test/1'],
      [2, null, null, 'Suara Contoh', 'Pasar ramai', null],
      [3, new Date('2026-11-21T19:30:00Z'), null, 'Grup RT', null, null],
    ]);
    const { posts, rejected } = await readKlipping(body, hints);
    expect(posts.map(({ title, publishedAt, precision, url }) => [title, publishedAt, precision, url])).toEqual([
      ['Jalan rusak', '2026-11-20T01:15:00.000Z', 'minute', 'https://radar.test/1'],
      ['Pasar ramai', '2026-11-19T17:00:00.000Z', 'day', null],
    ]);
    expect(rejected).toEqual([{ line: 5, reason: 'judul dan isi kosong' }]);
  });

  it('says which rows are too many', async () => {
    const { posts, rejected } = await readKlipping(
      Buffer.from(`tanggal,judul\n${'2026-11-20,Satu\n'.repeat(50_005)}`),
      hints,
    );
    expect(posts).toHaveLength(49_999);
    expect(rejected).toEqual([{ line: 50_001, reason: 'baris ini dan sesudahnya tidak dibaca: terlalu banyak' }]);
  });

  it('refuses a sheet without a heading', () => {
    expect(() => parseKlipping('a,b,c\n1,2,3\n', hints)).toThrow(expect.objectContaining({ reason: 'changed' }));
    expect(() => parseKlipping('', hints)).toThrow(expect.objectContaining({ reason: 'changed' }));
  });
});

describe('parseCsv', () => {
  it('numbers rows by the line they begin on', () => {
    const { rows } = parseCsv('a;b\r\n"x\r\ny";2\r\n\r\nz;"kata ""kutip"""\n');
    expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'a', 'b'],
      [2, 'x\ny', '2'],
      [4, ''],
      [5, 'z', 'kata "kutip"'],
    ]);
  });
});
