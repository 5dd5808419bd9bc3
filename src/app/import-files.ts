import { type ImportResult, importFile } from './import-file.ts';
import { createLogger } from './logger.ts';
import { openConfigured } from './open-configured.ts';
import { scoreAndGroup } from './processing.ts';

/** Imports files into the configured installation, then scores and groups what is new. */
export async function importFiles(
  configPath: string,
  files: readonly string[],
): Promise<readonly { readonly file: string; readonly result: ImportResult }[]> {
  const installation = await openConfigured(configPath, createLogger('warn'));
  try {
    const results: { file: string; result: ImportResult }[] = [];
    for (const file of files) results.push({ file, result: await importFile(installation, file) });
    await scoreAndGroup(installation);
    return results;
  } finally {
    await installation.close();
  }
}
