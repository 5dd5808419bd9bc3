import { isIP, type Socket } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { SourceError } from '../core/errors.ts';
import { checkedAddresses, isLoopbackAddress, isPublicAddress, type ResolveHost } from './address-guard.ts';
import { dialFirst } from './dial.ts';

export interface ConnectorOptions {
  readonly allowLoopback: boolean;
  /** Ports that may be dialled on public hosts. */
  readonly ports: readonly number[];
  readonly resolve: ResolveHost;
  /** For one address; TLS included. */
  readonly connectTimeoutMs: number;
  readonly headersTimeoutMs: number;
}

/**
 * An HTTP agent that checks the address it dials, at the moment it dials it. (undici's `lookup` option is no guard: it is never
 * asked for address literals.)
 */
export function createGuardedAgent(options: ConnectorOptions): Agent {
  const connect = buildConnector({ timeout: options.connectTimeoutMs });

  async function dial(request: buildConnector.Options): Promise<Socket> {
    const addresses = await checkedAddresses(
      request.hostname,
      options.resolve,
      (address) => isPublicAddress(address) || (options.allowLoopback && isLoopbackAddress(address)),
    );
    const port = Number(request.port) || (request.protocol === 'https:' ? 443 : 80);
    if (!options.ports.includes(port) && !addresses.every(isLoopbackAddress)) {
      throw new SourceError('blocked', `port ${port} is not allowed`);
    }
    // The certificate is still checked against the name that was asked for.
    const isName = isIP(request.hostname.replace(/^\[|\]$/g, '')) === 0;
    const servername = isName ? { servername: request.hostname } : {};
    return dialFirst(
      addresses,
      (address) =>
        new Promise((resolve, reject) => {
          connect({ ...request, hostname: address, ...servername }, (error, socket) =>
            error === null ? resolve(socket) : reject(error),
          );
        }),
    );
  }

  return new Agent({
    headersTimeout: options.headersTimeoutMs,
    bodyTimeout: options.headersTimeoutMs,
    maxHeaderSize: 64 * 1024,
    pipelining: 1,
    connections: 1,
    keepAliveTimeout: 4_000,
    connect: (request, callback) => {
      dial(request).then(
        (socket) => callback(null, socket),
        (error) => callback(error instanceof Error ? error : new Error(String(error)), null),
      );
    },
  });
}
