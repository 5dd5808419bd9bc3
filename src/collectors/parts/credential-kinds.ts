import type { Budget, BudgetWindow, CredentialKind } from '../../core/credential.ts';

const perDay = (zone: string): BudgetWindow => ({ kind: 'calendar', unit: 'day', zone });
const rolling = (minutes: number): BudgetWindow => ({ kind: 'rolling', ms: minutes * 60_000 });
const budget = (name: string, title: string, limit: number, window: BudgetWindow, distinct = false): Budget => ({
  name,
  title,
  limit,
  window,
  distinct,
});

/**
 * Every kind of key with its limits as the platforms' documentation named them in November 2026. A source's key may have others: the
 * configuration replaces them by name.
 */
export const credentialKinds: readonly CredentialKind[] = [
  {
    id: 'youtube',
    title: 'YouTube Data API',
    howTo: 'Buat proyek di Google Cloud, aktifkan YouTube Data API v3, lalu buat kunci API.',
    // Reset at midnight Pacific time; searches have had a bucket of their own since 2026.
    budgets: [
      budget('units', 'unit kuota', 10_000, perDay('America/Los_Angeles')),
      budget('searches', 'pencarian', 100, perDay('America/Los_Angeles')),
    ],
  },
  {
    id: 'meta',
    title: 'Meta (Facebook dan Instagram)',
    howTo: 'Buat aplikasi Meta untuk instansi yang terverifikasi, lalu token halaman atau pengguna sistem.',
    // 200 calls an hour per user is the platform limit of the smallest app; the usage headers say what is really left.
    budgets: [
      budget('calls', 'panggilan', 200, rolling(60)),
      budget('hashtags', 'tagar berbeda', 30, rolling(7 * 24 * 60), true),
    ],
  },
  {
    id: 'threads',
    title: 'Threads',
    howTo: 'Ajukan izin threads_keyword_search untuk aplikasi Meta instansi, lalu token pengguna Threads.',
    budgets: [budget('queries', 'pencarian', 2_200, rolling(24 * 60))],
  },
  {
    id: 'x',
    title: 'X API',
    howTo: 'Pengguna pemerintah wajib memakai paket Enterprise dan dilaporkan kepada X; isi nomor kontraknya.',
    // No money may be spent until the office says how much.
    budgets: [
      budget('requests', 'permintaan', 300, rolling(15)),
      budget('usd', 'dolar AS', 0, { kind: 'calendar', unit: 'month', zone: 'UTC' }),
    ],
  },
  {
    id: 'tiktok',
    title: 'TikTok (akun sendiri)',
    howTo: 'Daftarkan aplikasi di TikTok for Developers dengan izin video.list, lalu token akun instansi.',
    budgets: [budget('requests', 'permintaan', 600, rolling(1))],
  },
  {
    id: 'bluesky',
    title: 'Bluesky',
    howTo: 'Buat sandi aplikasi di Pengaturan Bluesky, isi sebagai nama.akun:sandi-aplikasi.',
    budgets: [budget('requests', 'permintaan', 3_000, rolling(5))],
  },
  {
    id: 'mastodon',
    title: 'Mastodon',
    howTo: 'Buat aplikasi di Preferensi > Pengembangan pada server Mastodon, salin token aksesnya.',
    budgets: [budget('requests', 'permintaan', 300, rolling(5))],
  },
  {
    id: 'google-fact-check',
    title: 'Google Fact Check Tools',
    howTo: 'Buat kunci API Google Cloud dengan Fact Check Tools API aktif.',
    budgets: [budget('requests', 'permintaan', 300, rolling(1))],
  },
];
