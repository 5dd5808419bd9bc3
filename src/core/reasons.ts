/** What a text is about in the desk's terms; one of a score's `reasons`, from which its attention follows. */
export const reasonNames = {
  'complaint-about-service': 'keluhan atas layanan atau kebijakan pemerintah',
  corruption: 'dugaan korupsi, pungli, atau penyalahgunaan wewenang',
  hazard: 'bencana atau bahaya',
  'hazard-with-response': 'bencana atau bahaya yang sedang ditangani',
  crime: 'tindak kriminal',
  'crime-solved': 'tindak kriminal yang sudah ditangani',
  'official-response': 'pemerintah menanggapi atau membantah',
  praise: 'pujian atau prestasi',
  ceremony: 'kegiatan seremonial',
  'hoax-claim': 'pesan yang berciri hoaks',
  'known-claim': 'mengulang klaim yang sudah dibantah cek fakta',
  'fact-check': 'klarifikasi atau cek fakta',
  'needs-answer': 'tampaknya perlu ditanggapi pemerintah',
  'worth-watching': 'tampaknya perlu dipantau',
  'title-harsher': 'judul lebih keras daripada isi',
  'weakly-negative': 'nada agak negatif',
  unsure: 'nada tidak jelas',
  'unscored-language': 'bahasa yang belum punya kamus',
  'unscored-short': 'teks terlalu pendek',
  'scorer-failed': 'penilai gagal membaca teks ini',
  'judged-by-person': 'dinilai oleh petugas',
  'judged-before-edit': 'pernah dinilai petugas, lalu teksnya berubah',
} as const;

export type Reason = keyof typeof reasonNames;
