import { connect, type Socket } from 'node:net';
import {
  checkedAddresses,
  isLoopbackAddress,
  isOfficeAddress,
  isPublicAddress,
  type ResolveHost,
  resolveHost,
} from './address-guard.ts';
import { dialFirst } from './dial.ts';

export interface MailConnectorOptions {
  /** Only for the demo and tests: a mail server on any port of this machine. */
  readonly allowLoopback: boolean;
  readonly connectTimeoutMs?: number;
  readonly resolve?: ResolveHost;
}

/** SMTP, submission over TLS, submission, and the usual second port for submission. */
const mailPorts: readonly number[] = [25, 465, 587, 2525];

/**
 * Opens connections to the mail server that the operator configured. A relay on this machine or in the office's network is ordinary, so
 * both are let through, on the ports of mail only; addresses that no mail server has (link-local with the metadata services of clouds,
 * multicast, unspecified) never are. See docs/decisions/0015-mail-server-addresses.md.
 * @returns a connected socket; every answer of the resolver was checked, and one of them was dialled
 * @throws SourceError `blocked` for an address or port that is refused, `network` for a host without address
 */
export function createMailConnector(options: MailConnectorOptions): (host: string, port: number) => Promise<Socket> {
  const { allowLoopback, connectTimeoutMs = 5_000, resolve = resolveHost } = options;
  return async (host, port) => {
    const isAllowed = (address: string): boolean => {
      if (isPublicAddress(address)) return true;
      if (isLoopbackAddress(address)) return allowLoopback || mailPorts.includes(port);
      return isOfficeAddress(address) && mailPorts.includes(port);
    };
    const addresses = await checkedAddresses(host, resolve, isAllowed);
    return dialFirst(addresses, (address) => open(address, port, connectTimeoutMs));
  };
}

function open(address: string, port: number, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port });
    const timer = setTimeout(() => socket.destroy(new Error(`no connection to ${address} in time`)), timeoutMs);
    const fail = (error: Error): void => {
      clearTimeout(timer);
      reject(error);
    };
    socket.once('error', fail);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.off('error', fail);
      resolve(socket);
    });
  });
}
