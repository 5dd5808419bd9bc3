import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RegionFiles } from '../regions/region-files.ts';

/** The package's own folder: the same from `src/` and from `dist/`. */
const root = fileURLToPath(new URL('../../', import.meta.url));

export const lexiconFolder = join(root, 'lexicons');
export const demoFolder = join(root, 'data', 'demo');
const regionFolder = join(root, 'data', 'regions');
export const sitePackFolder = join(root, 'data', 'site-packs');
export const keywordPackFolder = join(root, 'data', 'keyword-packs');
export const starterSourcesFile = join(root, 'data', 'starter-sources.tsv');

/** Runtime state, in the folder the command is run from; ignored by git. */
export const stateFolder = 'var';

export const version: string = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;

/** Every lexicon file by name: `{ 'id-core.tsv': … }`. */
export function readLexiconFiles(): Record<string, string> {
  const names = readdirSync(lexiconFolder).filter((name) => name.endsWith('.tsv'));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(lexiconFolder, name), 'utf8')]));
}

/** The trained models, by file name. @param bytes so many of the beginning; the whole if absent */
export function readModelFile(name: 'feelings.bin' | 'topics.bin', bytes?: number): Uint8Array {
  const path = join(root, 'data', 'model', name);
  if (bytes === undefined) return readFileSync(path);
  const file = openSync(path, 'r');
  try {
    const head = new Uint8Array(bytes);
    return head.subarray(0, readSync(file, head, 0, bytes, 0));
  } finally {
    closeSync(file);
  }
}

/** Our own additions to the national gazetteer, by name: `namesakes`, `capitals`, … */
export function readRegionFiles(): RegionFiles {
  const read = (name: string): string => readFileSync(join(regionFolder, `${name}.tsv`), 'utf8');
  return {
    capitals: read('capitals'),
    'short-names': read('short-names'),
    namesakes: read('namesakes'),
    landmarks: read('landmarks'),
    'common-names': read('common-names'),
  };
}

/** Our own evaluation texts that may be looked at (`data/gold/README.md`). */
export function readGuardTexts(): string {
  return readFileSync(join(root, 'data', 'gold', 'dev.tsv'), 'utf8');
}

/** Our own training texts, a file each. */
export function readTrainingTexts(): readonly string[] {
  const folder = join(root, 'data', 'train');
  const names = readdirSync(folder).filter((name) => name.endsWith('.tsv'));
  return names.sort().map((name) => readFileSync(join(folder, name), 'utf8'));
}
