import { gunzipSync, gzipSync } from 'node:zlib';
import type { KeptLists } from '../../store/score-stamps.ts';
import type { Lexicons } from '../../text/lexicon.ts';
import { lexiconFiles, parseLexicons } from '../../text/parse-lexicons.ts';

/** The word lists as files, packed for the database: some 300 KB. */
export function packLists(version: string, files: Readonly<Record<string, string>>): KeptLists {
  const named = Object.fromEntries(lexiconFiles.map((name) => [name, files[name] ?? '']));
  return { version, files: gzipSync(JSON.stringify(named)).toString('base64') };
}

/** Null for lists that this version of the program cannot read any more. */
export function unpackLists(packed: string): Lexicons | null {
  try {
    return parseLexicons(JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString('utf8')));
  } catch {
    return null;
  }
}
