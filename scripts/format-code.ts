import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Code as Biome would write it to that file. @throws Error when it cannot be parsed */
export function format(code: string, file: URL): string {
  const biome = fileURLToPath(new URL('../node_modules/.bin/biome', import.meta.url));
  const { status, stdout, stderr } = spawnSync(biome, ['format', '--stdin-file-path', fileURLToPath(file)], {
    input: code,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}
