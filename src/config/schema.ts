import { z } from 'zod';
import { terms } from '../core/collector.ts';
import { platforms, sourceClasses } from '../core/mention.ts';
import { alerting, digest, duration, kebab, limit, quiet, themes, variable } from './alerting-schema.ts';
import { province } from './province-schema.ts';
import { privacy, retention } from './retention-schema.ts';
import { people, signIn } from './sign-in-schema.ts';
import { thisMachine, trustProxy } from './trust-proxy.ts';

const words = z.array(z.string().trim().min(1));
// Strict on purpose: this is where a mail goes. No display names, no line breaks, no quoted local parts.
const email = z.string().regex(/^[a-z0-9._%+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'bukan alamat surel');

const region = z.strictObject({
  code: z
    .string()
    .regex(/^\d\d\.\d\d$/, 'harus berupa kode Kemendagri seperti "35.16"')
    .describe('Kode kabupaten/kota (Kemendagri), dalam tanda kutip, misalnya "35.16".'),
  aliases: words.default([]).describe('Sebutan lain untuk pemerintah daerah ini, di luar yang dikenali otomatis.'),
  officials: words.default([]).describe('Jabatan yang menunjuk pemerintah daerah ini, misalnya "Bupati Mojokerto".'),
  landmarks: words.default([]).describe('Nama tempat terkenal yang hanya ada di daerah ini.'),
  namesakes: words.default([]).describe('Nama yang mirip tetapi bukan daerah ini: klub bola, hotel, orang.'),
});

const legalHelp = {
  purpose: 'Untuk apa sumber ini dibaca, misalnya "pemantauan isu publik dan aduan layanan".',
  basis: 'Dasar hukumnya: undang-undang, peraturan, surat keputusan, atau perjanjian.',
};

/** What holds for every source that does not say otherwise. */
const legal = z.strictObject({
  purpose: z.string().trim().min(5).describe(legalHelp.purpose),
  basis: z.string().trim().min(5).describe(legalHelp.basis),
});

const sourceLegal = z.strictObject({
  purpose: z.string().trim().min(5).optional().describe(`${legalHelp.purpose} Bila kosong: legal.purpose.`),
  basis: z.string().trim().min(5).optional().describe(`${legalHelp.basis} Bila kosong: legal.basis.`),
  terms: z
    .enum(terms)
    .optional()
    .describe(
      'Ketentuan yang berlaku: public (halaman publik), api (ketentuan API yang disetujui pemegang kunci), own (akun sendiri), contract, permitted (pemiliknya mengizinkan), unchecked (belum diperiksa; sumber tidak dapat diaktifkan).',
    ),
  reference: z.string().trim().min(1).optional().describe('Nomor kontrak atau surat izin.'),
});

const budget = z.strictObject({
  name: z.string().min(1).describe('Nama jatah seperti di docs/platforms.md: units, searches, usd.'),
  limit: z.number().min(0).describe('Banyaknya dalam satu jangka.'),
  per: z
    .string()
    .regex(/^(hour|day|month|[1-9]\d{0,3}[mhd])$/, 'harus hour, day, month, atau durasi seperti 15m, 24h, 7d')
    .optional()
    .describe('Jangkanya: hour, day, month menurut zone, atau jangka bergulir seperti 15m, 24h, 7d.'),
  zone: z.string().optional().describe('Zona waktu tempat jangka itu dimulai lagi, misalnya America/Los_Angeles.'),
});

const credential = z.strictObject({
  id: kebab.describe('Nama pendek yang ditulis di sources[].credential.'),
  kind: z.string().describe('Jenis kunci: youtube, meta, threads, x, tiktok, bluesky, mastodon, google-fact-check.'),
  secret: variable.describe('Nama variabel lingkungan yang berisi kuncinya; NAMA_FILE bila kuncinya di dalam berkas.'),
  expires: z.iso.date().optional().describe('Tanggal kunci berakhir; diingatkan 14 hari sebelumnya.'),
  budgets: z.array(budget).default([]).describe('Jatah yang menggantikan batas bawaan, menurut name.'),
});

export const source = z.strictObject({
  id: kebab.describe('Nama pendek yang tidak pernah diganti: huruf kecil, angka, tanda hubung.'),
  title: z.string().trim().min(1).describe('Nama sumber seperti yang tampil di laporan.'),
  collector: z
    .string()
    .describe('Cara mengambilnya: feed, wordpress, listing, youtube, …; semuanya di bawah dan di docs/platforms.md.'),
  class: z
    .enum(sourceClasses)
    .describe('Jenis sumber. `mirror` dan `aggregator` tidak pernah dihitung sebagai suara tersendiri.'),
  platform: z.enum(platforms).default('web').describe('Tempat publik menulis.'),
  enabled: z.boolean().default(true).describe('`false` untuk berhenti mengambil tanpa menghapus riwayat.'),
  every: duration('1m')
    .default(900_000)
    .describe(
      'Jarak antara dua pengambilan: 15m, 1h. Sumber yang sepi dibaca lebih jarang (sampai 4 kali jaraknya, paling lama 2 jam), yang ramai lebih sering (sampai setengahnya).',
    ),
  silentAfter: duration('1h').default(259_200_000).describe('Disebut senyap bila tidak ada isi baru selama ini.'),
  options: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('Pilihan milik cara pengambilan; lihat docs/configuration.md.'),
  credential: z.string().optional().describe('Kunci yang dipakai: id di bagian credentials.'),
  legal: sourceLegal.optional().describe('Dasar hukum sumber ini bila berbeda dari bagian legal.'),
});

const mail = z.strictObject({
  host: z.string().min(1).describe('Server SMTP.'),
  port: z.int().min(1).max(65_535).default(587).describe('Porta SMTP.'),
  security: z
    .enum(['tls', 'starttls', 'when-offered'])
    .default('starttls')
    .describe(
      'tls: terenkripsi sejak awal (porta 465); starttls: wajib STARTTLS; when-offered: STARTTLS bila ditawarkan.',
    ),
  user: z
    .string()
    .optional()
    .describe('Nama pengguna. Sandinya dari KENTONGAN_SMTP_PASSWORD atau KENTONGAN_SMTP_PASSWORD_FILE.'),
  from: email.describe('Alamat pengirim.'),
  fromName: z.string().trim().min(1).default('Kentongan').describe('Nama pengirim.'),
});

const recipient = z.strictObject({
  id: kebab.optional().describe('Nama pendek untuk alerting.routes; bila kosong dibuat dari nama.'),
  name: z.string().trim().min(1).describe('Nama atau jabatan penerima.'),
  email: email.describe('Alamat surel penerima.'),
  receives: z
    .array(z.enum(['alerts', 'digest', 'operations']))
    .min(1)
    .default(['alerts', 'digest'])
    .describe('Yang dikirim: alerts (peringatan), digest (laporan), operations (keadaan Kentongan sendiri).'),
  telegram: z
    .string()
    .regex(/^(-?\d+|@\w+)$/, 'harus id obrolan Telegram')
    .optional()
    .describe('Id obrolan Telegram.'),
  whatsapp: z
    .string()
    .regex(/^[1-9]\d{7,14}$/, 'harus nomor dengan kode negara, tanpa +')
    .optional()
    .describe('Nomor WhatsApp dengan kode negara, tanpa +.'),
  quiet: quiet.optional().describe('Jam tenang penerima ini.'),
  limit: limit.optional().describe('Batas pesan penerima ini.'),
});

const agency = z.strictObject({
  id: z.string().trim().min(1).describe('Singkatan yang tampil di laporan: PUPR, Dinkes.'),
  name: z.string().trim().min(1).describe('Nama lengkap perangkat daerah.'),
  aliases: words.default([]).describe('Sebutan lain di berita dan percakapan.'),
  email: email.optional().describe('Alamat surel perangkat daerah.'),
});

const alertRule = z.strictObject({
  id: kebab.optional().describe('Nama pendek; perlu bila satu jenis aturan dipakai lebih dari sekali.'),
  rule: z.string().describe('Nama aturan; semuanya di docs/configuration.md.'),
  options: z.record(z.string(), z.unknown()).default({}).describe('Pilihan milik aturan; lihat docs/configuration.md.'),
});

/** `kentongan.yaml`. Every key carries its help text, from which docs/configuration.md is checked. */
export const configSchema = z.strictObject({
  region: region.optional().describe('Kabupaten/kota yang dipantau. Berkas provinsi memakai `province`.'),
  province: province
    .optional()
    .describe('Provinsi yang memantau banyak kabupaten/kota dalam satu basis data PostgreSQL; lihat docs/operations/.'),
  partOf: z
    .string()
    .trim()
    .min(1)
    .optional()
    .describe(
      'Berkas provinsi yang memuat kabupaten/kota ini, misalnya ../kentongan.yaml: basis datanya dipakai bersama.',
    ),
  contact: z
    .string()
    .regex(/^(https?:\/\/|mailto:)\S+$/, 'harus berupa alamat https:// atau mailto:')
    .describe(
      'Alamat yang disebut kepada situs yang dibaca, agar pengelolanya dapat menghubungi Anda: mailto:… atau https://….',
    ),
  database: z.string().min(1).default('var/kentongan.db').describe('Berkas SQLite, atau postgres://….'),
  http: z
    .strictObject({
      host: z
        .string()
        .default('127.0.0.1')
        .describe('Alamat yang didengarkan. Biarkan 127.0.0.1 di belakang reverse proxy.'),
      port: z.int().min(0).max(65_535).default(3000).describe('Porta dasbor dan API.'),
      publicUrl: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe(
          'Alamat dasbor yang ditulis di dalam surel. Pada provinsi nama host-nya membedakan kabupaten/kota; bila kosong: 35-16.localhost.',
        ),
      trustProxy: trustProxy
        .default([...thisMachine])
        .describe(
          'Alamat atau jaringan (CIDR) reverse proxy yang boleh menyebut alamat pengunjung lewat X-Forwarded-For; dari yang lain tidak dipercaya. Pada provinsi yang berlaku bagian di berkas provinsi.',
        ),
      operationsPort: z
        .int()
        .min(0)
        .max(65_535)
        .optional()
        .describe(
          'Porta /health dan /metrics untuk pemantauan, terpisah dari dasbor dan pada setiap proses; tanpa ini tidak dibuka.',
        ),
    })
    .prefault({})
    .describe('Dasbor dan API.'),
  agencies: z
    .array(agency)
    .default([])
    .describe('Perangkat daerah (OPD). Yang singkatannya sudah dikenal diganti; yang lain ditambahkan.'),
  network: z
    .strictObject({
      allowLoopback: z
        .boolean()
        .default(false)
        .describe('Hanya untuk uji coba: mengizinkan sumber di 127.0.0.1 dan *.localhost. Jangan dipakai sehari-hari.'),
    })
    .prefault({})
    .describe('Batas jaringan.'),
  legal: legal
    .optional()
    .describe('Tujuan dan dasar hukum membaca sumber. Sumber tanpa keduanya tidak dapat diaktifkan.'),
  credentials: z.array(credential).default([]).describe('Kunci API. Rahasianya sendiri tidak pernah ditulis di sini.'),
  retention: retention.prefault({}).describe('Masa simpan, dalam hari.'),
  privacy: privacy.prefault({}).describe('Pelindungan data pribadi.'),
  sources: z.array(source).default([]).describe('Sumber yang diambil.'),
  mail: mail.optional().describe('Server surel. Tanpa ini tidak ada surel yang dikirim, dan dasbor mengatakannya.'),
  recipients: z.array(recipient).default([]).describe('Penerima peringatan dan laporan harian.'),
  alerts: z
    .array(alertRule)
    .default([
      { rule: 'negative-issue', options: {} },
      { rule: 'recurring-theme', options: {} },
      { rule: 'hoax-repeat', options: {} },
      { rule: 'hoax-claim', options: {} },
      { rule: 'keyword-watch', options: {} },
      { rule: 'spike', options: {} },
    ])
    .describe('Aturan peringatan.'),
  alerting: alerting.prefault({}).describe('Jalur peringatan: siapa, kapan, lewat apa.'),
  themes: themes.prefault({}).describe('Tema yang berulang.'),
  people: people,
  signIn: signIn.prefault({}).describe('Masuk ke halaman: kode masuk dan masuk tunggal.'),
  digest: digest.prefault({}).describe('Laporan harian, mingguan, dan bulanan.'),
});

export type ConfigFile = z.infer<typeof configSchema>;
