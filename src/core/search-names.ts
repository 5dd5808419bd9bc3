import { platforms, type SourceClass } from './mention.ts';

/** How queries write platforms. */
export const platformSlugs = platforms.map((id) => ({ value: id, id, also: platformNicknames(id) }));

function platformNicknames(id: string): readonly string[] {
  const names: Readonly<Record<string, readonly string[]>> = {
    web: ['situs', 'situs web', 'media daring'],
    print: ['cetak', 'media cetak'],
    facebook: ['fb'],
    instagram: ['ig'],
    whatsapp: ['wa'],
    x: ['twitter'],
    youtube: ['yt'],
    complaint: ['aduan', 'kanal aduan', 'lapor'],
    other: ['lainnya'],
  };
  return names[id] ?? [];
}

/** How queries write who speaks. */
export const sourceClassSlugs: Readonly<Record<SourceClass, string>> = {
  'online-media': 'media-daring',
  'national-media': 'media-nasional',
  broadcast: 'radio-tv',
  print: 'media-cetak',
  government: 'pemerintah',
  village: 'desa',
  community: 'warga',
  influencer: 'pemengaruh',
  public: 'publik',
  complaint: 'aduan',
  'fact-check': 'cek-fakta',
  aggregator: 'agregator',
  mirror: 'penyalin',
};
