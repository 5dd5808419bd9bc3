import { readFileSync } from 'node:fs';
import type { RegionFiles } from '../../src/regions/region-files.ts';

const read = (name: string) => readFileSync(new URL(`../../data/regions/${name}.tsv`, import.meta.url), 'utf8');

/** Our own files in `data/regions/`, as shipped. */
export const regionFiles: RegionFiles = {
  capitals: read('capitals'),
  'short-names': read('short-names'),
  namesakes: read('namesakes'),
  landmarks: read('landmarks'),
  'common-names': read('common-names'),
};
