import { z } from 'zod';
import { alertLevels } from '../core/alert.ts';
import { groupKeys } from '../core/dispatch.ts';
import { topics } from '../core/topics.ts';
import { parseDuration } from './duration.ts';

/** A duration from `floor` to 30 days, in milliseconds. */
export const duration = (floor: string) =>
  z.string().transform((text, context) => {
    const ms = parseDuration(text);
    if (ms !== null && ms >= (parseDuration(floor) ?? 0)) return ms;
    context.issues.push({
      code: 'custom',
      input: text,
      message: ms === null ? 'harus berupa durasi seperti 30s, 15m, 6h, atau 2d' : `tidak boleh kurang dari ${floor}`,
    });
    return z.NEVER;
  });

export const clock = z.string().regex(/^([01]\d|2[0-3])[:.][0-5]\d$/, 'harus berupa jam seperti 06:00');
export const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'hanya huruf kecil, angka, dan tanda hubung');
export const variable = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, 'harus nama variabel lingkungan, misalnya KENTONGAN_TELEGRAM_TOKEN');

const levels = z.array(z.enum(alertLevels));

export const quiet = z.strictObject({
  from: clock.describe('Jam mulai, misalnya 21:00.'),
  to: clock.describe('Jam selesai, misalnya 05:00.'),
  except: levels
    .default(['crisis'])
    .describe('Tingkat yang tetap dikirim saat jam tenang: watch (kuning), alert (merah), crisis (krisis).'),
});

export const limit = z.strictObject({
  messages: z.int().min(1).max(1_000).describe('Banyaknya pesan paling banyak.'),
  per: duration('1m').describe('Dalam jangka ini, misalnya 5m. Selebihnya digabung menjadi satu pesan.'),
});

const match = z
  .strictObject({
    levels: levels.default([]).describe('Tingkat: watch, alert, crisis.'),
    rules: z.array(z.string()).default([]).describe('Nama aturan.'),
    agencies: z.array(z.string()).default([]).describe('Singkatan perangkat daerah.'),
    topics: z.array(z.enum(topics)).default([]).describe('Topik.'),
    places: z.array(z.string()).default([]).describe('Kode kecamatan atau desa; kode kecamatan mencakup desanya.'),
  })
  .prefault({});

const targets = z
  .array(z.string().min(1))
  .min(1)
  .describe('Penerima: id penerima (semua salurannya), id/saluran seperti humas/telegram, atau id webhook.');

const route = z.strictObject({
  id: kebab.describe('Nama pendek jalur.'),
  match: match.describe('Peringatan mana yang lewat jalur ini. Yang kosong berarti semua.'),
  to: targets,
  groupBy: z
    .array(z.enum(groupKeys))
    .default(['topic', 'agency'])
    .describe('Peringatan yang sama dalam hal ini digabung dalam satu pesan: issue, topic, agency, place, rule.'),
  wait: duration('0s').default(30_000).describe('Berapa lama peringatan pertama menunggu yang lain.'),
  interval: duration('10s')
    .default(300_000)
    .describe('Jarak paling pendek antara dua pesan tentang kelompok yang sama.'),
  continue: z.boolean().default(false).describe('true: jalur berikutnya juga dicoba.'),
  escalate: z
    .array(
      z.strictObject({
        after: duration('1m').describe('Bila belum ada yang menyatakan menangani setelah selama ini.'),
        to: targets,
      }),
    )
    .default([])
    .describe('Siapa yang diberi tahu bila tidak ada yang bereaksi.'),
});

const webhook = z.strictObject({
  id: kebab.describe('Nama pendek webhook.'),
  url: z.url({ protocol: /^https?$/ }).describe('Alamat yang menerima POST.'),
  secret: variable.describe('Nama variabel lingkungan berisi kunci tanda tangan (Standard Webhooks, whsec_…).'),
});

/** How alerts reach people. */
export const alerting = z.strictObject({
  quiet: quiet.optional().describe('Jam tenang semua penerima: peringatan ditahan, lalu dikirim sesudahnya.'),
  limit: limit.prefault({ messages: 2, per: '5m' }).describe('Batas pesan per penerima.'),
  acknowledgeFor: duration('1h')
    .default(86_400_000)
    .describe('Selama ini isu yang sudah ditangani tidak diingatkan lagi, kecuali tingkatnya naik.'),
  inhibitFor: duration('10m')
    .default(3 * 3_600_000)
    .describe('Selama ini krisis meredam peringatan lain dengan topik dan perangkat daerah yang sama.'),
  routes: z.array(route).default([]).describe('Jalur peringatan. Kosong: semua ke semua penerima peringatan.'),
  telegram: z
    .strictObject({
      token: variable.describe('Nama variabel lingkungan berisi token bot.'),
      api: z
        .url({ protocol: /^https?$/ })
        .default('https://api.telegram.org')
        .describe('Alamat API.'),
    })
    .optional()
    .describe('Bot Telegram.'),
  whatsapp: z
    .strictObject({
      token: variable.describe('Nama variabel lingkungan berisi token WhatsApp Cloud API.'),
      phoneNumberId: z.string().regex(/^\d+$/, 'hanya angka').describe('Id nomor pengirim.'),
      template: z.string().min(1).describe('Nama templat yang disetujui.'),
      language: z.string().default('id').describe('Bahasa templat.'),
      api: z
        .url({ protocol: /^https?$/ })
        .default('https://graph.facebook.com/v21.0')
        .describe('Alamat API.'),
    })
    .optional()
    .describe('WhatsApp Cloud API.'),
  webhooks: z.array(webhook).default([]).describe('Sistem lain yang menerima peringatan.'),
});

/** Reports: when, for whom, and whether they wait for approval. */
export const digest = z.strictObject({
  at: clock.default('06:00').describe('Jam laporan harian menurut zona waktu daerah.'),
  weekly: z.boolean().default(false).describe('Laporan mingguan setiap Senin.'),
  monthly: z.boolean().default(false).describe('Laporan bulanan setiap tanggal 1.'),
  unapproved: z
    .enum(['send', 'hold'])
    .default('send')
    .describe(
      'Laporan yang belum disetujui: send (dikirim tepat waktu, ditandai otomatis, belum diverifikasi) atau hold (ditahan).',
    ),
  preparedBy: z.string().trim().min(1).default('Bidang IKP Diskominfo').describe('Penyusun yang disebut di laporan.'),
  addressedTo: z
    .array(z.string().trim().min(1))
    .default([])
    .describe('Kepada siapa, misalnya "Yth. Bupati Mojokerto".'),
});

/** When the same negative theme comes back. */
export const themes = z.strictObject({
  days: z.int().min(1).max(365).default(14).describe('Tema negatif yang sama dalam sekian hari …'),
  count: z.int().min(2).max(50).default(2).describe('… sebanyak ini, dinaikkan ke pimpinan.'),
});
