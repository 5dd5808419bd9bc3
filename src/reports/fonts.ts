import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const folder = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');

/** The fonts that pictures and PDF carry with them, so that they look alike on every machine. */
export const fontFiles = {
  normal: join(folder, 'DejaVuSansCondensed.ttf'),
  bold: join(folder, 'DejaVuSansCondensed-Bold.ttf'),
} as const;

/** Family name inside the files. */
export const fontName = 'DejaVu Sans Condensed';

export interface LoadedFonts {
  readonly normal: Uint8Array;
  readonly bold: Uint8Array;
}

let loading: Promise<LoadedFonts> | null = null;

/** Reads them once; a failed reading is tried again by the next call. */
export function loadFonts(): Promise<LoadedFonts> {
  loading ??= Promise.all([readFile(fontFiles.normal), readFile(fontFiles.bold)]).then(
    ([normal, bold]) => ({ normal, bold }),
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}
