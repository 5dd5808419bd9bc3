import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import type { CredentialConfig } from '../../src/core/credential.ts';
import { createKeyRing, type Key, syncKeys } from '../../src/jobs/credentials.ts';
import { pauseCredential } from '../../src/store/credentials.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { recordFailure } from '../../src/store/sources.ts';
import { minutesAgo, now, type Seeded, seed } from '../api/seed.ts';
import { type ReadPage, readPage } from './read-page.ts';
import { servePages } from './serve-pages.ts';

const hostile = '<img src=x onerror="window.hacked=1">';
const key = (id: string, overrides: Partial<Key> = {}): Key => ({
  id,
  kind: 'youtube',
  title: 'YouTube Data API',
  variable: 'KENTONGAN_YOUTUBE_KEY',
  secret: { reveal: () => 'rahasia-sekali' },
  hasSecret: true,
  expires: null,
  budgets: [
    {
      name: 'usd',
      title: 'dolar AS',
      limit: 2.5,
      window: { kind: 'calendar', unit: 'month', zone: 'UTC' },
      distinct: false,
    },
    {
      name: 'tags',
      title: 'tagar berbeda',
      limit: 1,
      window: { kind: 'rolling', ms: 7 * 86_400_000 },
      distinct: true,
    },
  ],
  ...overrides,
});
const keys = [
  key('utama'),
  key('ditolak'),
  key('kosong', { secret: null, hasSecret: false }),
  key('tua', { expires: '2026-11-21' }),
];
const credentials: readonly CredentialConfig[] = keys.map(({ secret: _secret, ...rest }) => rest);

let seeded: Seeded;
let server: Listening;
let page: ReadPage;
let html = '';

beforeAll(async () => {
  seeded = await seed();
  const { db } = seeded;
  await syncKeys(db, keys, now);
  const use = createKeyRing(db, keys, () => now)('utama');
  await use.spend('usd', 0.015);
  await use.spend('tags', 1, 'banjir');
  const fault = { reason: 'credential', error: `credential: ${hostile}` } as const;
  await pauseCredential(db, 'ditolak', {
    at: minutesAgo(5),
    until: minutesAgo(-60),
    sourceId: 'x',
    fault,
    notice: null,
  });
  const run = { startedAt: minutesAgo(2), endedAt: minutesAgo(1), nextRunAt: minutesAgo(-5), stoppedReason: null };
  for (const _ of [1, 2, 3])
    await recordFailure(db, 'pena-teluk', { ...run, fault: 'changed', error: `changed: ${hostile}` });
  await recordFailure(db, 'info-warga', {
    ...run,
    fault: 'gone',
    error: 'gone: HTTP 410',
    stoppedReason: 'gone: HTTP 410',
  });
  await recordFailure(db, 'suara-lembah', { ...run, fault: 'blocked', error: 'blocked: HTTP 403' });
  await recordFailure(db, 'pos-pagi', { ...run, fault: 'credential', error: 'credential: 401' });
  await db
    .updateTable('sources')
    .set({
      notice: 'jatah pencarian habis; dilanjutkan 15.00 WIB',
      pace: 1.5,
      credential: 'utama',
      legal: JSON.stringify({ purpose: hostile, basis: 'MoU 12/2026', terms: 'contract', reference: '027/1/2026' }),
    })
    .where('id', '=', 'pemkab')
    .execute();
  server = await servePages(db, { credentials });
  html = await (await fetch(`${server.origin}/sumber`)).text();
  page = readPage(html);
});

afterAll(async () => {
  await server.close();
  await closeDatabase(seeded.db);
});

const rowOf = (title: string) => page.texts('tbody tr').find((row) => row.includes(title)) ?? '';

describe('the page of sources', () => {
  it('puts what a person must mend first, each state in words', () => {
    expect(page.texts('tbody td .badge')).toEqual([
      'Perlu ditangani',
      'Perlu kunci',
      'Ditolak',
      'Sudah tidak ada',
      'Gagal',
      'Lancar',
      'Lancar',
      'Tidak diambil',
    ]);
  });

  it('says in Indonesian what went wrong, with the technical words beneath', () => {
    expect(rowOf('Pena Teluk')).toContain('Isinya tidak lagi berbentuk yang dikenal');
    expect(rowOf('Pena Teluk')).toContain('Gagal 3 kali berturut-turut.');
    expect(rowOf('Info Warga')).toContain('Alamat ini sudah tidak ada');
    expect(rowOf('Radio Suara Lembah')).toContain('Situs menolak dibaca');
    expect(rowOf('Pos Pagi')).toContain('Kuncinya belum ada, sudah berakhir, atau tidak diterima lagi.');
    expect(page.texts('code.technical')).toContain('blocked: HTTP 403');
  });

  it('shows platform, way, key, pace and notice', () => {
    const row = rowOf('Portal Pemkab Wanasari');
    for (const part of [
      'Situs web · pemerintah · wordpress',
      'jatah pencarian habis; dilanjutkan 15.00 WIB',
      'kunci utama',
      'tiap 23 menit, karena sepi',
    ]) {
      expect(row).toContain(part);
    }
    expect(rowOf('Kabar Wanasari')).toContain('Umpan RSS/Atom');
    expect(rowOf('Kabar Wanasari')).toContain('tiap 15 menit');
  });

  it('shows every key with its budgets', () => {
    expect(page.texts('caption').map((text) => text.replace(/ YouTube Data API.*/, ''))).toEqual([
      'Diterima',
      'Ditolak platform',
      'Belum diisi',
      'Sudah berakhir',
    ]);
    const [usd, tags] = page.texts('tbody tr').slice(8);
    expect(usd).toBe('dolar AS 0,0152,5per bulan (UTC)1 Des 2026, 07.00 WIB');
    expect(tags).toBe('tagar berbeda habis11dalam 7 hari29 Nov 2026, 17.10 WIB');
    expect(page.texts('caption')[2]).toContain('KENTONGAN_YOUTUBE_KEY');
    expect(page.texts('caption')[3]).toContain('Berlaku sampai Sabtu, 21 November 2026.');
  });

  it('escapes everything and shows no secret', () => {
    expect(html).not.toContain('<img');
    expect(html).not.toContain('rahasia');
    expect(page.text).toContain(hostile);
  });

  it('names rows and columns for those who cannot see them', () => {
    expect(page.all('table th:not([scope])')).toEqual([]);
    expect(page.all('section[aria-labelledby="kunci-dan-jatah"] tbody th[scope="row"]')).toHaveLength(8);
  });
});

describe('the dashboard', () => {
  it('counts apart what must be mended', async () => {
    const start = readPage(await (await fetch(`${server.origin}/`)).text());
    expect(start.textOf('.source-line')).toContain('1 perlu ditangani, 1 perlu kunci');
    expect(start.textOf('.source-line')).toContain('3 gagal dibaca');
  });
});
