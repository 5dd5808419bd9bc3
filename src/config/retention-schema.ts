import { z } from 'zod';

const days = (usual: number, help: string) => z.int().min(1).max(36_500).default(usual).describe(help);

export const retention = z.strictObject({
  citizenDays: days(
    180,
    'Berapa hari tulisan warga (kiriman, komentar, aduan) disimpan sejak dikumpulkan; sesudahnya juga dihapus dari peringatan, pesan, dan laporan.',
  ),
  newsDays: days(730, 'Berapa hari berita media dan kiriman akun resmi disimpan sejak dikumpulkan.'),
  alertDays: days(730, 'Berapa hari peringatan dan catatan pengirimannya disimpan.'),
  auditDays: days(1825, 'Berapa hari jejak audit disimpan.'),
  authorDays: days(
    90,
    'Berapa hari nama di balik nama samaran disimpan tersegel sejak orang itu terakhir terlihat; sesudahnya tidak dapat dibuka lagi.',
  ),
  evidenceDays: z
    .int()
    .min(0)
    .max(3_650)
    .default(14)
    .describe('Berapa hari jawaban mentah disimpan sebagai bukti; 0 berarti tidak disimpan.'),
  backupDays: days(
    35,
    'Berapa hari salinan basis data yang dibuat «kentongan backup» dibiarkan; sesudahnya berkasnya dihapus.',
  ),
});

export const privacy = z.strictObject({
  keyFile: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Berkas kunci nama samaran, di luar basis data. Bila kosong: di samping berkas basis data, atau di samping konfigurasi bila memakai PostgreSQL. Dapat diganti KENTONGAN_PSEUDONYM_KEY atau KENTONGAN_PSEUDONYM_KEY_FILE.',
    ),
  officer: z
    .string()
    .trim()
    .min(1)
    .optional()
    .describe('Pejabat pelindungan data pribadi: nama, jabatan, dan cara menghubunginya. Tampil di halaman Privasi.'),
});
