import type { MentionKind, Platform, SourceClass } from '../core/mention.ts';
import type { Attention, HoaxClass, SentimentLabel, Target } from '../core/score.ts';
import type { SourceStatus } from '../core/source.ts';
import { formatNumber } from '../core/time.ts';

/** Indonesian names of what the pages show. */

export const attentionNames: Readonly<Record<Attention, string>> = { alert: 'Merah', watch: 'Kuning', none: 'Hijau' };

export const attentionMeanings: Readonly<Record<Attention, string>> = {
  alert: 'perlu ditanggapi',
  watch: 'berpotensi negatif, perlu dipantau',
  none: 'tidak perlu tindakan',
};

/** What a mention counts as: its label, except that what is not negative but watched counts as "berpotensi negatif". */
export const categories = ['negative', 'potential', 'neutral', 'positive', 'unscored'] as const;
export type Category = (typeof categories)[number];

export const categoryNames: Readonly<Record<Category, string>> = {
  negative: 'Negatif',
  potential: 'Berpotensi negatif',
  neutral: 'Netral',
  positive: 'Positif',
  unscored: 'Tidak terskor',
};

/** As the daily report counts: potential is what is not negative but watched. */
export function categoryOf(label: SentimentLabel, attention: Attention): Category {
  return label !== 'negative' && attention === 'watch' ? 'potential' : label;
}

export const labelNames: Readonly<Record<SentimentLabel, string>> = {
  negative: 'Negatif',
  neutral: 'Netral',
  positive: 'Positif',
  unscored: 'Tidak terskor',
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

export const statusNames: Readonly<Record<SourceStatus, string>> = {
  ok: 'Lancar',
  failing: 'Gagal',
  silent: 'Senyap',
  'never-run': 'Belum dibaca',
  stopped: 'Berhenti',
};

export const statusMeanings: Readonly<Record<SourceStatus, string>> = {
  ok: 'terbaca dan masih menerbitkan isi baru',
  failing: 'pengambilan terakhir gagal',
  silent: 'terbaca, tetapi sudah lama tanpa isi baru',
  'never-run': 'menunggu giliran pertama',
  stopped: 'dimatikan, atau situsnya meminta berhenti',
};

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

const signed = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 2, signDisplay: 'exceptZero' });

/** `+2`, `−0,6`, `0` */
export function formatWeight(weight: number): string {
  return signed.format(weight).replace('-', '−');
}
