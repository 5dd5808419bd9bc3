import type { Permission, Role } from './access.ts';

/** As people read them. */
export const roleNames: Readonly<Record<Role, string>> = {
  admin: 'Admin',
  analis: 'Analis',
  humas: 'Humas',
  opd: 'OPD',
  pimpinan: 'Pimpinan',
  auditor: 'Auditor',
};

/** What a role is for, in one line. */
export const roleMeanings: Readonly<Record<Role, string>> = {
  admin: 'mengatur pengguna, sumber, aturan, dan data pribadi',
  analis: 'memilah sebutan, mengurus isu, leksikon, sumber, dan laporan',
  humas: 'menangani peringatan, mengurus isu, dan menulis klarifikasi',
  opd: 'melihat dan menjawab yang menyangkut perangkat daerahnya saja',
  pimpinan: 'membaca semuanya, tidak mengubah',
  auditor: 'membaca semuanya termasuk jejak audit',
};

/** What a token may be allowed to do. */
export const permissionNames: Readonly<Record<Permission, string>> = {
  own: 'akun sendiri',
  read: 'membaca semua yang bukan data pribadi',
  'read-agency': 'membaca yang menyangkut perangkat daerahnya',
  export: 'mengunduh daftar sebagai berkas',
  triage: 'mengoreksi penilaian sebutan',
  issues: 'mengubah isu',
  answer: 'menulis catatan, pernyataan, dan jawaban',
  acknowledge: 'menyatakan peringatan ditangani',
  alerting: 'mengatur aturan dan peredaman peringatan',
  reports: 'menyunting, menyetujui, dan mengirim laporan',
  hoaxes: 'mengurus klaim dan paket kata kunci',
  sources: 'mengatur sumber',
  lexicon: 'mengubah leksikon',
  people: 'mengatur pengguna',
  settings: 'mengubah pengaturan',
  audit: 'membaca jejak audit',
  personal: 'membuka data pribadi',
  election: 'membuka meja pemilu',
};
