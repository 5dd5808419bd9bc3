import { ConfigError, SourceError } from '../../core/errors.ts';
import { decodeText } from '../../reading/decode.ts';
import { repairText } from '../../reading/repair.ts';
import { readInputFile } from '../input-file.ts';
import { type LabelledFile, parseLabelled } from './labelled-file.ts';

/** @throws ConfigError for a file that cannot be read, or in which nothing can be used */
export async function readLabelledFile(file: string): Promise<LabelledFile> {
  const bytes = await readInputFile(file).catch((cause: unknown) => {
    const isLarge = cause instanceof SourceError && cause.reason === 'too-large';
    const message = isLarge ? 'lebih besar dari 50 MB' : 'tidak dapat dibaca';
    throw new ConfigError([{ where: file, message }], { cause });
  });
  return parseLabelled(file, repairText(decodeText(bytes, null)));
}
