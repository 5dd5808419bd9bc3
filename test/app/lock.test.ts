import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lockDatabase } from '../../src/app/lock.ts';
import { ConfigError } from '../../src/core/errors.ts';

it('keeps a second process out, and is free again after kill -9', async () => {
  const database = join(mkdtempSync(join(tmpdir(), 'kentongan-lock-')), 'k.db');
  const holder = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { lockDatabase } = await import('${new URL('../../dist/app/lock.js', import.meta.url)}'); lockDatabase(${JSON.stringify(database)}); console.log('held'); setInterval(() => {}, 1000);`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await once(holder.stdout, 'data');
  expect(() => lockDatabase(database)).toThrow(ConfigError);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const unlock = lockDatabase(database);
  unlock();
  lockDatabase(database)();
});
