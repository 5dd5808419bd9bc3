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
  'fact-check': 'klarifikasi atau cek fakta',
  'weakly-negative': 'nada agak negatif',
  'unscored-language': 'bahasa yang belum punya kamus',
  'unscored-short': 'teks terlalu pendek',
  'scorer-failed': 'penilai gagal membaca teks ini',
} as const;

export type Reason = keyof typeof reasonNames;
