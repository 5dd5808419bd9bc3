import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a database that can be cut. */
export interface Proxy {
  readonly address: string;
  /** For good. */
  cutOff(): void;
  /** Ends what is open and turns away what comes. */
  pause(): void;
  resume(): void;
  /** Connections turned away since the last pause. */
  refused(): number;
}

export async function startProxy(database: string): Promise<Proxy> {
  const target = new URL(database);
  const sockets = new Set<Socket>();
  let isOpen = true;
  let refused = 0;
  const server = createServer((socket) => {
    socket.on('error', () => {});
    if (!isOpen) {
      refused += 1;
      socket.destroy();
      return;
    }
    const through = connect(Number(target.port), target.hostname);
    through.on('error', () => {});
    for (const [each, other] of [
      [socket, through],
      [through, socket],
    ] as const) {
      sockets.add(each);
      each.pipe(other);
      each.on('close', () => {
        sockets.delete(each);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = new URL(target);
  address.port = String((server.address() as AddressInfo).port);
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    address: address.href,
    cutOff() {
      server.close();
      endAll();
    },
    pause() {
      isOpen = false;
      refused = 0;
      endAll();
    },
    resume() {
      isOpen = true;
    },
    refused: () => refused,
  };
}
