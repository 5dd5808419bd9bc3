import { describe, expect, it } from 'vitest';
import { readAccountAddress } from '../../src/ingest/account-address.ts';
import { readAccountSheet } from '../../src/ingest/account-sheet.ts';

const rowsOf = (...cells: string[][]) => cells.map((row, index) => ({ line: index + 1, cells: row }));

describe('readAccountAddress', () => {
  it.each([
    ['https://www.instagram.com/Dinkes.Contoh/', null, 'instagram', 'dinkes.contoh'],
    ['@Dinkes_Contoh', 'instagram', 'instagram', 'dinkes_contoh'],
    ['https://web.facebook.com/profile.php?id=100012345', null, 'facebook', '100012345'],
    ['https://www.facebook.com/pages/Dinas-Contoh/998877', 'facebook', 'facebook', '998877'],
    ['https://x.com/pemkabcontoh?s=20', null, 'x', 'pemkabcontoh'],
    ['twitter.com/pemkabcontoh', 'x', 'x', 'pemkabcontoh'],
    ['https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv', null, 'youtube', 'ucabcdefghijklmnopqrstuv'],
    ['https://youtube.com/@kominfo.contoh', null, 'youtube', 'kominfo.contoh'],
    ['https://www.tiktok.com/@puprcontoh?lang=id', null, 'tiktok', 'puprcontoh'],
    ['https://t.me/s/infocontoh', null, 'telegram', 'infocontoh'],
    ['dinkes.contohkab.go.id', null, 'web', 'dinkes.contohkab.go.id'],
    ['https://www.contohkab.go.id/berita', 'web', 'web', 'contohkab.go.id'],
  ] as const)('reads %s', (text, platform, found, handle) => {
    expect(readAccountAddress(text, platform)).toMatchObject({ platform: found, handle });
  });

  it.each([
    ['https://www.instagram.com/dinkes/', 'facebook'],
    ['@dinkes', null],
    ['belum ada', 'instagram'],
    ['https://www.youtube.com/watch?v=abc', 'youtube'],
    ['javascript:alert(1)', null],
    ['', 'x'],
  ] as const)('finds no account in %j for %s', (text, platform) => {
    expect(readAccountAddress(text, platform)).toBeNull();
  });
});

describe('readAccountSheet', () => {
  it('reads one account a row below headings of the office, and names the lines that hold none', () => {
    const sheet = readAccountSheet(
      rowsOf(
        ['DAFTAR AKUN RESMI', '', '', '', ''],
        ['No.', 'Nama Akun', 'Platform', 'Akun', 'OPD', 'Kelas', 'Aktif'],
        ['1', 'Dinas Kesehatan', 'Instagram', '@dinkescontoh', 'Dinkes', 'resmi', 'ya'],
        ['2', 'Info Warga', 'Facebook', 'https://facebook.com/infowargacontoh', '', 'komunitas', 'tidak'],
        ['3', 'Salah', 'Friendster', '@salah', '', '', ''],
        ['4', 'Salah kelas', 'X', '@salah', '', 'entah', ''],
        ['', '', '', '', '', '', ''],
      ),
      'government',
    );
    expect(sheet?.accounts).toMatchObject([
      {
        platform: 'instagram',
        handle: 'dinkescontoh',
        name: 'Dinas Kesehatan',
        class: 'government',
        agency: 'Dinkes',
        active: true,
      },
      { platform: 'facebook', handle: 'infowargacontoh', class: 'community', agency: null, active: false },
    ]);
    expect(sheet?.rejected).toEqual([
      { line: 5, reason: 'platform tidak dikenal: «Friendster»' },
      { line: 6, reason: 'kelas tidak dikenal: «entah»' },
    ]);
  });

  it('reads one office a row with a column for each platform', () => {
    const sheet = readAccountSheet(
      rowsOf(
        ['Perangkat Daerah', 'Website', 'Instagram', 'Facebook', 'YouTube'],
        ['Dinas PUPR', 'pupr.contohkab.go.id', '@puprcontoh', '-', ''],
        ['Dinsos', '', '', '', ''],
      ),
      'government',
    );
    expect(sheet?.accounts.map(({ platform, handle, name }) => [platform, handle, name])).toEqual([
      ['web', 'pupr.contohkab.go.id', 'Dinas PUPR'],
      ['instagram', 'puprcontoh', 'Dinas PUPR'],
    ]);
    expect(sheet?.rejected).toEqual([{ line: 3, reason: 'tidak ada akun di baris ini' }]);
  });

  it('takes what people write into an empty cell as empty', () => {
    const sheet = readAccountSheet(
      rowsOf(['OPD', 'Instagram', 'TikTok', 'X'], ['Dinsos', '@dinsoscontoh', 'Belum ada', 'tidak punya akun']),
      'government',
    );
    expect(sheet?.accounts.map(({ handle }) => handle)).toEqual(['dinsoscontoh']);
    expect(sheet?.rejected).toEqual([]);
  });

  it.each([
    ['https://www.facebook.com/groups/infocontoh/posts/123456', 'groups/infocontoh'],
    ['https://www.facebook.com/infocontoh/posts/123456', 'infocontoh'],
    ['https://www.facebook.com/share/p/abc123/', null],
    ['https://www.facebook.com/watch/?v=1', null],
    ['https://www.instagram.com/reel/abc/', null],
    ['https://x.com/i/status/1', null],
    ['https://x.com/idcontoh/status/1', 'idcontoh'],
  ])('reads the account of %s, not the kind of the page', (address, handle) => {
    expect(readAccountAddress(address, null)?.handle ?? null).toBe(handle);
  });

  it('takes the last row of a repeated account, and is no sheet without a heading', () => {
    const sheet = readAccountSheet(
      rowsOf(['nama', 'platform', 'akun'], ['Lama', 'x', 'contoh'], ['Baru', 'x', '@Contoh']),
      'influencer',
    );
    expect(sheet?.accounts).toMatchObject([{ name: 'Baru', class: 'influencer' }]);
    expect(readAccountSheet(rowsOf(['a', 'b'], ['__proto__', 'constructor']), 'government')).toBeNull();
  });
});
