import { z } from 'zod';

/** What makes a configuration that of a province. */
export const province = z.strictObject({
  code: z
    .string()
    .regex(/^\d\d$/, 'harus berupa kode Kemendagri provinsi seperti "35"')
    .describe('Kode provinsi (Kemendagri), dalam tanda kutip, misalnya "35".'),
  name: z.string().trim().min(1).optional().describe('Nama pada halaman; bila kosong dari daftar wilayah.'),
  regencies: z
    .array(z.string().trim().min(1))
    .min(1)
    .describe('Berkas konfigurasi tiap kabupaten/kota, dihitung dari folder berkas ini: kabupaten/35.16.yaml.'),
});
