import { ConfigError } from '../core/errors.ts';
import type { Region } from '../core/region.ts';
import { loadKnowledge } from './knowledge.ts';
import { type ExampleSource, renderStarterConfig } from './starter-config.ts';
import { loadStarterSources } from './starter-sources.ts';
import { units } from './units.ts';

/** The commented configuration that `init` writes for a regency. @throws ConfigError for a code that does not exist */
export function starterConfig(code: string): { text: string; region: Region } {
  const { gazetteer } = loadKnowledge();
  const region = gazetteer.findRegion(code);
  if (region === null) {
    const message = 'tidak ada kabupaten/kota dengan kode ini; contoh kode: 35.16 (Kabupaten Mojokerto)';
    throw new ConfigError([{ where: code, message }]);
  }
  return { text: renderStarterConfig(region, loadStarterSources(code), starterExamples()), region };
}

const examples = [
  { collector: 'youtube', platform: 'youtube', title: 'YouTube: kanal resmi dan pencarian', class: 'government' },
  { collector: 'facebook-page', platform: 'facebook', title: 'Halaman Facebook resmi', class: 'government' },
  { collector: 'instagram', platform: 'instagram', title: 'Instagram resmi', class: 'government' },
  { collector: 'telegram-channel', platform: 'telegram', title: 'Kanal Telegram warga', class: 'community' },
] as const;

/** With the options that each collector gives as its own example, so that they are always valid. */
export function starterExamples(): readonly ExampleSource[] {
  return examples.flatMap((entry) => {
    const type = units.collectors.get(entry.collector);
    if (type === undefined) return [];
    return [{ ...entry, id: `contoh-${entry.platform}`, credential: type.credential, options: type.example }];
  });
}
