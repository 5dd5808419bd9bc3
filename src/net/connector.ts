import { isIP } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { type ResolveHost, safeAddress } from './address-guard.ts';

/**
 * An HTTP agent that checks the address it dials, at the moment it dials it. (undici's `lookup` option is no guard: it is never
 * asked for address literals.)
 */
export function createGuardedAgent(options: {
  readonly allowLoopback: boolean;
  readonly resolve: ResolveHost;
  readonly connectTimeoutMs: number;
  readonly headersTimeoutMs: number;
}): Agent {
  const connect = buildConnector({ timeout: options.connectTimeoutMs });
  return new Agent({
    headersTimeout: options.headersTimeoutMs,
    bodyTimeout: options.headersTimeoutMs,
    maxHeaderSize: 64 * 1024,
    pipelining: 1,
    connections: 2,
    keepAliveTimeout: 4_000,
    connect: (request, callback) => {
      safeAddress(request.hostname, options).then(
        (address) => {
          // The certificate is still checked against the name that was asked for.
          const servername = isIP(request.hostname.replace(/^\[|\]$/g, '')) === 0 ? request.hostname : undefined;
          connect({ ...request, hostname: address, ...(servername === undefined ? {} : { servername }) }, callback);
        },
        (error) => callback(error instanceof Error ? error : new Error(String(error)), null),
      );
    },
  });
}
