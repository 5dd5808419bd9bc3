import { open } from 'node:fs/promises';
import { SourceError } from '../core/errors.ts';

/** Largest file of an operator that is read, in bytes. */
export const maxFileBytes = 50 * 1_048_576;

/** Reads a whole file. @throws SourceError 'too-large' over 50 MB, 'changed' when it cannot be read */
export async function readInputFile(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > maxFileBytes) throw new SourceError('too-large', 'berkas lebih besar daripada 50 MB');
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    throw new SourceError('changed', 'berkas tidak ada, atau tidak boleh dibaca', { cause });
  }
}
