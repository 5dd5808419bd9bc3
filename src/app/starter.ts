import { ConfigError } from '../core/errors.ts';
import type { Region } from '../core/region.ts';
import { loadKnowledge } from './knowledge.ts';
import { renderStarterConfig } from './starter-config.ts';
import { loadStarterSources } from './starter-sources.ts';

/** The commented configuration that `init` writes for a regency. @throws ConfigError for a code that does not exist */
export function starterConfig(code: string): { text: string; region: Region } {
  const { gazetteer } = loadKnowledge();
  const region = gazetteer.findRegion(code);
  if (region === null) {
    const message = 'tidak ada kabupaten/kota dengan kode ini; contoh kode: 35.16 (Kabupaten Mojokerto)';
    throw new ConfigError([{ where: code, message }]);
  }
  return { text: renderStarterConfig(region, loadStarterSources(code)), region };
}
