import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Order, Told } from './collecting-worker.ts';

export interface CollectingWorker {
  readonly process: ChildProcess;
  /** @throws when the process ends before it has answered */
  tell(order: Order): Promise<readonly Told[]>;
  stop(): Promise<void>;
}

/** A real process that collects on a database. */
export async function startCollectingWorker(database: string): Promise<CollectingWorker> {
  const file = fileURLToPath(new URL('./collecting-worker.ts', import.meta.url));
  const child = fork(file, [database], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const open = new Map<number, (told: readonly Told[] | Error) => void>();
  let last = 0;
  const answer = (id: number) =>
    new Promise<readonly Told[]>((resolve, reject) => {
      open.set(id, (told) => (told instanceof Error ? reject(told) : resolve(told)));
    });
  child.on('message', ({ id, told }: { id: number; told: readonly Told[] }) => {
    open.get(id)?.(told);
    open.delete(id);
  });
  child.on('exit', (code, signal) => {
    for (const settle of open.values()) settle(new Error(`the worker ended (${signal ?? code})`));
    open.clear();
  });
  await answer(0);
  return {
    process: child,
    async tell(order) {
      if (!child.connected) throw new Error('the worker has ended');
      last += 1;
      const told = answer(last);
      child.send({ id: last, order }, () => {});
      return told;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

export interface Arrival {
  /** Milliseconds of the server's own clock. */
  readonly at: number;
  /** `h1.localhost` */
  readonly host: string;
  readonly path: string;
}

export interface CountingServer {
  readonly arrivals: Arrival[];
  /** `http://h1.localhost:4100/a` */
  url(host: string, path: string): string;
  close(): Promise<void>;
}

/** Many hosts of loopback in one server, which notes what is asked. No robots.txt; paths that begin with `/429` ask to be left alone for two minutes. */
export async function startCountingServer(): Promise<CountingServer> {
  const arrivals: Arrival[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    arrivals.push({ at: performance.now(), host: (request.headers.host ?? '').replace(/:\d+$/, ''), path });
    if (path === '/robots.txt') response.writeHead(404).end();
    else if (path.startsWith('/429')) response.writeHead(429, { 'retry-after': '120' }).end();
    else response.end('isi');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    arrivals,
    url: (host, path) => `http://${host}.localhost:${port}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
