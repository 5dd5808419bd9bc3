import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  /** `http://127.0.0.1:3000` */
  readonly origin: string;
  readonly port: number;
  /** Stops at once: everything served is a read, and event streams never end by themselves. */
  close(): Promise<void>;
}

/** Milliseconds; Node looks for late clients only every 30 s unless told otherwise. */
export const timeLimits = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2_000 };

/**
 * Opens the port, with limits that slow clients cannot use up: 10 s for the headers, 30 s for a request.
 * @param port 0 takes any free one
 * @throws the system error (`EADDRINUSE`, `EACCES`) when the port cannot be had
 */
export async function listen(
  handler: RequestListener,
  { host, port }: { host: string; port: number },
  limits: typeof timeLimits = timeLimits,
): Promise<Listening> {
  const server = createServer({ ...limits, maxHeaderSize: 16_384 }, handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  return {
    origin: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
