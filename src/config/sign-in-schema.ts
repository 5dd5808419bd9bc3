import { z } from 'zod';
import { roles } from '../core/access.ts';
import { variable } from './alerting-schema.ts';

/** Those whose tokens the configuration names. An agency's officer needs an account: that is where the agency stands. */
export const people = z
  .array(
    z.strictObject({
      name: z.string().trim().min(1).describe('Nama yang dicatat pada setiap perubahan.'),
      token: variable.describe('Nama variabel lingkungan berisi token API orang ini.'),
      role: z
        .enum(roles)
        .exclude(['opd'])
        .default('analis')
        .describe('Peran: menentukan apa yang boleh dilakukan token ini.'),
      election: z.boolean().default(false).describe('Boleh membuka meja pemilu.'),
    }),
  )
  .default([])
  .describe(
    'Orang atau program yang memakai API dengan token dari lingkungan server. Akun untuk masuk ke halaman dibuat di Pengaturan.',
  );

const domain = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'harus nama domain seperti wanasari.go.id')
  .transform((text) => text.toLowerCase());

const openId = z.strictObject({
  issuer: z
    .url({ protocol: /^https?$/ })
    .describe('Alamat penerbit (issuer) OpenID Connect, https://…, seperti tertulis di layanan masuk tunggal.'),
  clientId: z.string().min(1).describe('Client ID yang didaftarkan di layanan itu.'),
  clientSecret: variable.describe('Nama variabel lingkungan berisi client secret; NAMA_FILE bila di dalam berkas.'),
  label: z.string().trim().min(1).max(40).default('akun dinas').describe('Tulisan pada tombol: Masuk dengan ….'),
  allowedDomains: z
    .array(domain)
    .default([])
    .describe('Hanya alamat surel di domain ini yang diterima. Kosong: semua yang sudah dibuktikan layanan itu.'),
  createRole: z
    .enum(['analis', 'humas', 'pimpinan', 'auditor'])
    .optional()
    .describe(
      'Orang yang belum punya akun dibuatkan akun dengan peran ini. Bila kosong, hanya yang sudah terdaftar boleh masuk.',
    ),
});

/** How people come in. */
export const signIn = z.strictObject({
  secondFactor: z
    .enum(['admins', 'everyone'])
    .default('admins')
    .describe('Siapa yang wajib memakai kode masuk dari ponsel (TOTP): admins (admin saja) atau everyone (semua).'),
  openId: openId
    .optional()
    .describe('Masuk tunggal dengan OpenID Connect. Alamat baliknya: http.publicUrl + /masuk/openid/kembali.'),
});
