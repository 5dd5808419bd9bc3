import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { ConfigError } from '../core/errors.ts';
import type { Instant } from '../core/mention.ts';

/** What must never come back: a person's posts up to a time, by pseudonym, or one item by the hash of its identity key. */
export interface ErasureNote {
  readonly kind: 'person' | 'item';
  readonly key: string;
  readonly until: Instant;
}

/** Appends to the file and waits until the disk has it. It holds no name, no address and no words. */
export function writeErasures(file: string, notes: readonly ErasureNote[]): void {
  if (notes.length === 0) return;
  const handle = openSync(file, 'a', 0o600);
  try {
    // A line that a power cut left unfinished must not swallow the next one.
    writeSync(handle, notes.map((note) => `\n${JSON.stringify(note)}`).join(''));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** All that was ever erased; nothing when there is no file. Lines that a power cut left unfinished are passed over. */
export function readErasures(file: string): readonly ErasureNote[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new ConfigError([{ where: file, message: 'daftar penghapusan tidak dapat dibaca' }], { cause });
  }
  return text.split('\n').flatMap((line) => parseNote(line) ?? []);
}

function parseNote(line: string): ErasureNote | null {
  if (!line.startsWith('{')) return null;
  try {
    const { kind, key, until } = JSON.parse(line) as Partial<ErasureNote>;
    const isWhole = (kind === 'person' || kind === 'item') && typeof key === 'string' && typeof until === 'string';
    return isWhole && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(until) ? { kind, key, until } : null;
  } catch {
    return null;
  }
}
