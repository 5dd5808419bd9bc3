import { describe, expect, it } from 'vitest';
import { withoutPersons } from '../../src/importing/formats/complaints.ts';
import { dateOfId } from '../../src/importing/id-dates.ts';
import { anyPost, socialPost, socialTypeNamed } from '../../src/importing/posts.ts';
import { columnsOf, normaliseName, recordRow, tableRow } from '../../src/importing/rows.ts';
import { readCount, readDate, readId, readMetrics, toAddress } from '../../src/importing/values.ts';
import { identityKeys } from '../../src/ingest/identity.ts';
import { contextOf, now } from './context.ts';

describe('readCount', () => {
  it.each([
    ['1234', 1234],
    ['1,234', 1234],
    ['1.234', 1234],
    ['1.234.567', 1_234_567],
    ['1.2K', 1200],
    ['1,2 rb', 1200],
    ['3 jt', 3_000_000],
    ['12.0', 12],
    ['0', 0],
    ['-1', null],
    ['', null],
    ['banyak', null],
    ['9'.repeat(30), null],
  ])('%s is %s', (cell, count) => expect(readCount(cell)).toBe(count));
});

describe('readMetrics', () => {
  it('is null when nothing was counted, and keeps zero', () => {
    expect(readMetrics({ likes: '', others: { love: '' } })).toBeNull();
    expect(readMetrics({ likes: '0' })).toEqual({ likes: 0, comments: null, shares: null, views: null, others: {} });
  });
});

describe('readId', () => {
  it.each(['1.89E+18', '1,89E+18', '7.31012345678901e+18', '7E+18'])('refuses %s, which Excel has rounded', (cell) => {
    expect(() => readId(cell)).toThrow('rusak oleh Excel');
  });

  it.each([
    ['7310000000000000001', '7310000000000000001'],
    ["'7310000000000000001", '7310000000000000001'],
    ['12345.0', '12345'],
    ['DContoh1aBc', 'DContoh1aBc'],
    ['1e5', '1e5'],
    ['', null],
    ['-', null],
    ['0', null],
  ])('reads %s', (cell, id) => expect(readId(cell)).toBe(id));
});

describe('readDate', () => {
  it.each([
    ['1795050900', '2026-11-19T01:15:00.000Z', 'exact'],
    ['1795050900000', '2026-11-19T01:15:00.000Z', 'exact'],
    ['46345', '2026-11-18T17:00:00.000Z', 'day'],
    ['46345.34375', '2026-11-19T01:15:00.000Z', 'exact'],
    ['46345,34375', '2026-11-19T01:15:00.000Z', 'exact'],
    ['Thu Nov 19 01:15:00 +0000 2026', '2026-11-19T01:15:00.000Z', 'exact'],
    ['19/11/2026 08.15', '2026-11-19T01:15:00.000Z', 'minute'],
    ['07-Jul-2025 05:12PM', '2025-07-07T10:12:00.000Z', 'minute'],
    ['2024-01-02 03:04:05 WIB', '2024-01-01T20:04:05.000Z', 'exact'],
    ['2026-11-19T01:15:00.000Z', '2026-11-19T01:15:00.000Z', 'exact'],
    ['', null, 'guessed'],
  ])('%s', (cell, publishedAt, precision) => {
    expect(readDate(cell, contextOf())).toEqual({ publishedAt, precision });
  });

  it('takes the zone of the file, or the one that the tool always uses', () => {
    const at = (zone: string) => readDate('2026-11-19 08:15:00', contextOf({ zone })).publishedAt;
    expect(at('Asia/Makassar')).toBe('2026-11-19T00:15:00.000Z');
    expect(readDate('2026-11-19 08:15:00', contextOf(), 'UTC').publishedAt).toBe('2026-11-19T08:15:00.000Z');
  });

  it.each(['kemarin', '31 Juni 2026', '12345'])('refuses %s', (cell) => {
    expect(() => readDate(cell, contextOf())).toThrow('tanggal tidak terbaca');
  });

  it('refuses a date in the future, but not a clock that is a little ahead', () => {
    expect(() => readDate('2026-11-24', contextOf())).toThrow('tanggal di masa depan');
    expect(readDate('2026-11-22 15:30 WIB', contextOf()).publishedAt).toBe('2026-11-22T08:30:00.000Z');
  });
});

describe('dateOfId', () => {
  it('knows when X, TikTok and Instagram gave out an id', () => {
    const x = ((BigInt(now.getTime() - 86_400_000) - 1_288_834_974_657n) << 22n).toString();
    expect(dateOfId('x', x, now)?.publishedAt).toBe('2026-11-21T08:00:00.000Z');
    const tiktok = ((BigInt(now.getTime() / 1000) - 3600n) << 32n).toString();
    expect(dateOfId('tiktok', tiktok, now)?.publishedAt).toBe('2026-11-22T07:00:00.000Z');
    expect(dateOfId('instagram', 'DCvJ1rxS0aA', now)?.publishedAt).toMatch(/^2024-11-24/);
  });

  it.each(['', 'abc', '12', '9'.repeat(20), '../../etc'])('knows nothing of %s', (id) => {
    for (const platform of ['x', 'tiktok', 'instagram'] as const) expect(dateOfId(platform, id, now)).toBeNull();
  });
});

describe('toAddress', () => {
  it.each([
    ['https://kabar.test/1 (arsip)', 'https://kabar.test/1'],
    ['kabar.test/1', 'https://kabar.test/1'],
    ['javascript:alert(1)', null],
    ['tidak ada', null],
  ])('%s', (cell, address) => expect(toAddress(cell)).toBe(address));
});

describe('withoutPersons', () => {
  it.each([
    ['hubungi 081200000000', 'hubungi [nomor telepon]'],
    ['WA +62 812-0000-0000 ya', 'WA [nomor telepon] ya'],
    ['NIK 3500000000000001.', 'NIK [NIK].'],
    ['surat ke warga@contoh.test', 'surat ke [surel]'],
    ['hubungi (0812) 0000 0000', 'hubungi [nomor telepon]'],
    ['WA +62 812.0000.0000', 'WA [nomor telepon]'],
    ['NIK 3500 0000 0000 0001', 'NIK [NIK]'],
    ['NIK 350000.000000.0001', 'NIK [NIK]'],
    ['kerugian Rp 1.200.000.000 pada 2026', 'kerugian Rp 1.200.000.000 pada 2026'],
    ['Rp10.081.234.567 sejak 08-11-2026 09-11-2026', 'Rp10.081.234.567 sejak 08-11-2026 09-11-2026'],
  ])('%s', (text, clean) => expect(withoutPersons(text)).toBe(clean));
});

describe('names of columns', () => {
  it.each([
    ['authorMeta.name', 'authormeta/name'],
    ['authorMeta/name', 'authormeta/name'],
    ['thread_id', 'thread id'],
    [' No. ', 'no'],
    ['Tgl. Terbit', 'tgl terbit'],
    ['Hari / Tanggal', 'hari/tanggal'],
  ])('%s', (name, normal) => expect(normaliseName(name)).toBe(normal));

  it('find a member however it is nested, and nothing that is not there', () => {
    const nested = recordRow(1, { authorMeta: { Name: 'a' }, 'stats.plays': 3, list: [{ text: 'b' }] });
    expect(nested.text('authormeta/name')).toBe('a');
    expect(nested.text('stats/plays')).toBe('3');
    expect(nested.text('list/0/text')).toBe('b');
    expect(nested.text('constructor/name', 'toString', '__proto__', 'list')).toBe('');
    const hostile = recordRow(1, JSON.parse('{"__proto__":{"text":"x"},"text":null}'));
    expect(hostile.text('text')).toBe('');
    const table = tableRow(2, ['', ' x '], columnsOf(['Isi', 'Teks']));
    expect(table.text('isi', 'TEKS')).toBe('x');
  });
});

describe('identity', () => {
  const date = { publishedAt: null, precision: 'guessed' } as const;

  it('is that of the collectors', () => {
    const post = socialPost('tiktok-video', {
      url: 'https://www.tiktok.com/@a.b/video/7310000000000000001',
      text: 'x',
      date,
    });
    expect(identityKeys(post)[0]).toBe('id:tiktok:videos:7310000000000000001');
    const tweet = anyPost('Twitter', { url: 'https://twitter.com/w/status/1990000000000000001', text: 'x', date });
    expect(identityKeys(tweet)[0]).toBe('id:x:posts:1990000000000000001');
    const video = anyPost('', { url: 'https://youtu.be/abcDEF12345', text: 'x', date });
    expect(identityKeys(video)[0]).toBe('id:youtube:videos:abcDEF12345');
  });

  it('is one for a reel and a post, for threads.net and threads.com, for twitter.com and x.com', () => {
    const urlKeys = (urls: readonly string[]) => new Set(urls.map((url) => identityKeys({ ...blank, url }).at(-1)));
    const blank = socialPost('facebook-post', { text: 'x', date });
    expect(
      urlKeys([
        'https://www.instagram.com/reel/Abc/',
        'https://instagram.com/info.w/p/Abc',
        'https://www.instagram.com/p/Abc/?igshid=1',
      ]).size,
    ).toBe(1);
    expect(urlKeys(['https://www.threads.net/@a/post/B', 'https://www.threads.com/@a/post/B']).size).toBe(1);
    expect(
      urlKeys(['https://twitter.com/a/status/1', 'https://x.com/a/status/1', 'https://mobile.twitter.com/a/status/1'])
        .size,
    ).toBe(1);
  });

  it('does not take a paper whose name begins with X for a network', () => {
    expect(socialTypeNamed('X-Press News')).toBeNull();
    expect(socialTypeNamed('instagram_public')).toBe('instagram-post');
  });
});
