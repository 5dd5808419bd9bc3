import { existsSync } from 'node:fs';
import { createNet } from '../net/client.ts';
import { createReader } from '../reading/reader.ts';
import { createLanguageDetector, languageBitsOf } from '../text/languages.ts';
import { asGiven, type DiscoverDeps, discoverSite, isSite } from './discover.ts';
import { configLines } from './discover-lines.ts';
import { version } from './files.ts';
import { loadKnowledge } from './knowledge.ts';
import { type Preview, type PreviewFault, type PreviewItem, preview } from './preview.ts';
import { loadSitePacks } from './site-packs.ts';
import { units } from './units.ts';

/** Inputs read at a time, ahead of the one that is printed. */
const ahead = 8;
/** Sites that are looked at more closely in one run: a dozen requests each, one a second. */
const maxSites = 3;

/** `http://127.0.0.1:3000/feed`, `http://kabar.localhost`: what a newcomer tries at the own machine. */
function isLoopback(input: string): boolean {
  if (!/^https?:\/\//i.test(input) || !URL.canParse(input)) return false;
  return /^(?:127(?:\.\d{1,3}){3}|\[::1\]|(?:.+\.)?localhost)$/.test(new URL(input).hostname);
}

export interface PreviewOptions {
  readonly baseUrl: string | null;
  readonly zone: string;
  /** Is told what else there is to know, line by line: not for stdout. Indonesian. */
  readonly onNotice: (line: string) => void;
}

/**
 * Previews many inputs in order, and tells which lines of configuration would collect them. A loopback address is
 * read when it was typed as such, but no public site may lead there.
 */
export async function* previewInputs(
  inputs: readonly string[],
  { onNotice, ...options }: PreviewOptions,
): AsyncGenerator<PreviewItem | PreviewFault> {
  const { lexicons } = loadKnowledge();
  const net = createNet({ userAgent: `Kentongan/${version} (pratinjau)`, allowLoopback: inputs.some(isLoopback) });
  const reader = createReader();
  const deps = { net, reader, ...options, detectLanguage: createLanguageDetector(languageBitsOf(lexicons)) };
  const siteDeps: DiscoverDeps = { net, reader, zone: options.zone, packs: loadSitePacks() };
  let sites = 0;
  async function* show(input: string, { lines, kind }: Preview): AsyncGenerator<PreviewItem | PreviewFault> {
    yield* lines;
    if (lines.length === 0) onNotice(`${input}: dapat dibaca, tetapi tidak memuat satu butir pun`);
    if (!/^https?:\/\//i.test(input)) {
      if (
        (kind === null || lines.length === 0) &&
        /\.(?:csv|tsv|xlsx|ndjson|jsonl?|pdf|txt)$/i.test(input) &&
        existsSync(input)
      ) {
        onNotice(`${input}: klipping dan ekspor dilihat dengan: npx kentongan import --preview ${input}`);
      }
      return;
    }
    const found =
      isSite(input, kind) && ++sites <= maxSites ? await discoverSite(input, siteDeps) : asGiven(input, kind);
    for (const line of found === null ? [] : configLines(input, found, units.collectors)) onNotice(line);
  }
  try {
    const underWay: { readonly input: string; readonly read: Promise<Preview> }[] = [];
    for (const input of inputs) {
      underWay.push({ input, read: preview(input, deps) });
      const first = underWay.length >= ahead ? underWay.shift() : undefined;
      if (first !== undefined) yield* show(first.input, await first.read);
    }
    for (const { input, read } of underWay) yield* show(input, await read);
    if (sites > maxSites)
      onNotice(`saran konfigurasi hanya untuk ${maxSites} situs pertama; pratinjau yang lain satu per satu`);
  } finally {
    await Promise.all([net.close(), reader.close()]);
  }
}
