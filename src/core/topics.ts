/** Every topic a mention or an issue can have, in the order reports list them, with its Indonesian name. */
export const topicNames = {
  'infrastruktur-jalan': 'Infrastruktur & jalan',
  'banjir-bencana': 'Banjir & bencana',
  'sampah-lingkungan': 'Sampah & lingkungan',
  kesehatan: 'Kesehatan',
  pendidikan: 'Pendidikan',
  'bansos-sosial': 'Bansos & sosial',
  'korupsi-hukum': 'Korupsi & hukum',
  kriminal: 'Kriminal',
  'lalu-lintas': 'Lalu lintas',
  'ekonomi-umkm': 'Ekonomi & UMKM',
  pertanian: 'Pertanian',
  'air-listrik': 'Air & listrik',
  'pelayanan-publik': 'Pelayanan publik',
  'politik-pemilu': 'Politik & pemilu',
  'pemerintahan-seremonial': 'Pemerintahan & seremonial',
  'olahraga-budaya-wisata': 'Olahraga, budaya & wisata',
  agama: 'Agama',
  tambang: 'Tambang',
  ketenagakerjaan: 'Ketenagakerjaan',
  lainnya: 'Lainnya',
} as const;

export type Topic = keyof typeof topicNames;

export const topics = Object.keys(topicNames) as readonly Topic[];
