import type { Terms } from '../core/collector.ts';
import type { Verdict } from '../core/correction.ts';
import type { BudgetWindow, CredentialStatus } from '../core/credential.ts';
import type { ElectionStage } from '../core/keyword-pack.ts';
import type { MentionKind, Platform, SourceClass } from '../core/mention.ts';
import type { Attention, HoaxClass, SentimentLabel, Target } from '../core/score.ts';
import type { SourceRow, SourceStatus } from '../core/source.ts';
import { formatNumber } from '../core/time.ts';

/** Indonesian names of what the pages show. */

export { roleNames } from '../core/role-names.ts';

export const attentionNames: Readonly<Record<Attention, string>> = { alert: 'Merah', watch: 'Kuning', none: 'Hijau' };

export const attentionMeanings: Readonly<Record<Attention, string>> = {
  alert: 'perlu ditanggapi',
  watch: 'berpotensi negatif, perlu dipantau',
  none: 'tidak perlu tindakan',
};

export { categoryNames } from '../charts/words.ts';
export { type Category, categories, categoryOf } from '../core/category.ts';

export const labelNames: Readonly<Record<SentimentLabel, string>> = {
  negative: 'Negatif',
  neutral: 'Netral',
  positive: 'Positif',
  unscored: 'Tidak terskor',
};

/** What a person says of a mention. */
export const verdictNames: Readonly<Record<Verdict, string>> = {
  negative: 'Negatif',
  neutral: 'Netral',
  positive: 'Positif',
  irrelevant: 'Tidak terkait daerah ini',
  correct: 'Penilaian mesin benar',
};

export const hoaxNames: Readonly<Record<HoaxClass, string>> = {
  none: '',
  claim: 'Diduga menyebar hoaks',
  'fact-check': 'Cek fakta',
  mention: 'Membahas hoaks',
};

export const targetNames: Readonly<Record<Target, string>> = {
  government: 'ditujukan kepada pemerintah',
  other: 'ditujukan kepada pihak lain',
  none: 'tidak ditujukan kepada siapa pun',
};

export const platformNames: Readonly<Record<Platform, string>> = {
  web: 'Situs web',
  'google-news': 'Google News',
  print: 'Media cetak',
  facebook: 'Facebook',
  instagram: 'Instagram',
  whatsapp: 'WhatsApp',
  x: 'X',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  telegram: 'Telegram',
  mastodon: 'Mastodon',
  bluesky: 'Bluesky',
  threads: 'Threads',
  complaint: 'Kanal aduan',
  other: 'Lainnya',
};

export const classNames: Readonly<Record<SourceClass, string>> = {
  'online-media': 'media daring',
  'national-media': 'media nasional',
  broadcast: 'radio/TV',
  print: 'media cetak',
  government: 'pemerintah',
  village: 'desa',
  community: 'warga',
  influencer: 'pemengaruh',
  public: 'publik',
  complaint: 'aduan',
  'fact-check': 'cek fakta',
  aggregator: 'agregator',
  mirror: 'penyalin',
};

export const kindNames: Readonly<Record<MentionKind, string>> = {
  article: 'berita',
  page: 'halaman',
  post: 'unggahan',
  comment: 'komentar',
  klipping: 'kliping',
};

/** The order in which states are shown: what a person must do something about first. */
export const shownStatuses: readonly SourceStatus[] = [
  'needs-attention',
  'needs-credential',
  'blocked',
  'gone',
  'failing',
  'quiet',
  'never-run',
  'ok',
  'disabled',
];

export const statusNames: Readonly<Record<SourceStatus, string>> = {
  ok: 'Lancar',
  quiet: 'Senyap',
  failing: 'Gagal',
  blocked: 'Ditolak',
  gone: 'Sudah tidak ada',
  'needs-credential': 'Perlu kunci',
  'needs-attention': 'Perlu ditangani',
  'never-run': 'Belum dibaca',
  disabled: 'Tidak diambil',
};

export const statusMeanings: Readonly<Record<SourceStatus, string>> = {
  ok: 'terbaca dan masih menerbitkan isi baru',
  quiet: 'terbaca, tetapi sudah lama tanpa isi baru',
  failing: 'pengambilan terakhir gagal; dicoba lagi sendiri',
  blocked: 'situsnya menolak dibaca',
  gone: 'situsnya meminta berhenti; tidak diambil lagi',
  'needs-credential': 'kuncinya belum ada atau tidak diterima lagi',
  'needs-attention': 'tidak akan pulih sendiri; perlu dibetulkan',
  'never-run': 'menunggu giliran pertama',
  disabled: 'dimatikan atau tidak ada lagi di kentongan.yaml, atau diisi lewat impor berkas',
};

/** Why a source could not be read, for people; the technical words are shown beneath. */
export const faultSentences: Readonly<Record<NonNullable<SourceRow['lastFault']>, string>> = {
  'rate-limited': 'Situs meminta jeda; diambil lagi setelahnya.',
  budget: 'Jatahnya habis; dilanjutkan bila sudah ada lagi.',
  blocked: 'Situs menolak dibaca, atau alamatnya termasuk yang tidak boleh dihubungi.',
  gone: 'Alamat ini sudah tidak ada; tidak diambil lagi sampai alamatnya diganti di kentongan.yaml.',
  credential: 'Kuncinya belum ada, sudah berakhir, atau tidak diterima lagi. Isi kunci yang baru.',
  permission: 'Kuncinya diterima, tetapi tidak berizin membaca ini. Tambahkan izinnya di platform.',
  query: 'Yang diminta tidak dikenal. Periksa alamat dan pilihan sumber ini.',
  changed: 'Isinya tidak lagi berbentuk yang dikenal; situsnya mungkin berubah.',
  'too-large': 'Isinya melebihi batas ukuran.',
  network: 'Situs tidak menjawab.',
  internal: 'Ada kesalahan di dalam Kentongan. Laporkan kepada pengembangnya.',
};

export const termsNames: Readonly<Record<Terms, string>> = {
  public: 'halaman publik',
  api: 'ketentuan API',
  own: 'akun sendiri',
  contract: 'kontrak',
  permitted: 'izin pemiliknya',
  unchecked: 'belum diperiksa',
};

export const credentialStatusNames: Readonly<Record<CredentialStatus, string>> = {
  ok: 'Diterima',
  expiring: 'Segera berakhir',
  paused: 'Diminta menunggu',
  expired: 'Sudah berakhir',
  refused: 'Ditolak platform',
  'no-secret': 'Belum diisi',
};

/** `per hari (waktu Los Angeles)`, `dalam 15 menit` */
export function sayWindow(window: BudgetWindow): string {
  if (window.kind === 'rolling') return `dalam ${saySpan(window.ms)}`;
  const unit = { hour: 'jam', day: 'hari', month: 'bulan' }[window.unit];
  const city = window.zone.split('/').at(-1)?.replaceAll('_', ' ') ?? '';
  return `per ${unit} (${window.zone.includes('/') ? `waktu ${city}` : window.zone})`;
}

/** `22 menit`, `1,5 jam`, `7 hari` */
export function saySpan(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 90) return `${formatNumber(Math.max(1, Math.round(minutes)))} menit`;
  return minutes < 48 * 60 ? `${formatNumber(minutes / 60)} jam` : `${formatNumber(minutes / 1440)} hari`;
}

export const stateNames: Readonly<Record<string, string>> = {
  baru: 'Baru',
  diverifikasi: 'Diverifikasi',
  diteruskan: 'Diteruskan ke OPD',
  ditanggapi: 'Ditanggapi',
  selesai: 'Selesai',
  'bukan-isu': 'Bukan isu',
};

/** `3 sebutan`; Indonesian nouns have no plural. */
export function sayCount(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}`;
}

const amounts = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 3 });

/** Use of a budget, which may be money: `0,005` */
export function formatAmount(amount: number): string {
  return amounts.format(amount);
}

const signed = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 2, signDisplay: 'exceptZero' });

/** `+2`, `−0,6`, `0` */
export function formatWeight(weight: number): string {
  return signed.format(weight).replace('-', '−');
}

/** At most `length` characters, with a mark where something is left out. */
export function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

export const stageNames: Readonly<Record<ElectionStage, string>> = {
  none: 'di luar pemilu',
  pencalonan: 'pencalonan',
  kampanye: 'kampanye',
  'masa-tenang': 'masa tenang',
  'pemungutan-suara': 'pemungutan suara',
  penghitungan: 'penghitungan suara',
  penetapan: 'penetapan hasil',
};
