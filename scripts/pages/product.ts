import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** What a user runs; needs `npm run build`. */
export const productFile = fileURLToPath(new URL('../../bin/kentongan.js', import.meta.url));

/** A process of its own, until it says where it listens. */
export async function start(
  command: readonly string[],
  { folder, token }: { readonly folder: string; readonly token: string },
): Promise<{ readonly child: ChildProcess; readonly origin: string }> {
  const child = spawn(process.execPath, command, {
    cwd: folder,
    env: { ...process.env, KENTONGAN_API_TOKEN: token },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const keep = (chunk: Buffer): void => {
    log += chunk.toString();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  for (let turn = 0; turn < 1_200; turn += 1) {
    const origin = /(http:\/\/127\.0\.0\.1:\d+)/.exec(/(?:Dasbor|listening): \S+/.exec(log)?.[0] ?? '')?.[1];
    if (origin !== undefined) return { child, origin };
    if (child.exitCode !== null) break;
    await wait(100);
  }
  throw new Error(`did not start:\n${log}`);
}

export async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
}
