import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own. */
export interface DemoProcess {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** What it wrote to stderr so far. */
  log(): string;
  stop(): Promise<void>;
}

/** `npm start` without a configuration file, as a user runs it, in an empty folder and on a free port. */
export function startDemo(env: Readonly<Record<string, string>> = {}): Promise<DemoProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'kentongan-demo-'));
  return startProcess(['start', '--port', '0'], { folder, env });
}

/** The program in a folder, which is deleted when it stops. @param args a command that serves the pages */
export async function startProcess(
  args: readonly string[],
  { folder, env = {} }: { readonly folder: string; readonly env?: Readonly<Record<string, string>> },
): Promise<DemoProcess> {
  const bin = fileURLToPath(new URL('../../bin/kentongan.js', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [bin, ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  const origin = await until(
    () => /Dasbor: (http:\/\/[\d.:]+)\//.exec(log)?.[1],
    90,
    () => log,
  );
  return {
    origin,
    log: () => log,
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Looks ten times a second until there is an answer. @throws Error after `seconds`, with what `explain` says */
export async function until<T>(
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  seconds: number,
  explain: () => string = () => '',
): Promise<T> {
  for (let turn = 0; turn < seconds * 10; turn++) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    await wait(100);
  }
  throw new Error(`not within ${seconds} s. ${explain()}`);
}
