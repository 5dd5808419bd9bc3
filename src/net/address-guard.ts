import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { SourceError } from '../core/errors.ts';

/**
 * Whether an address may be dialled: only ordinary public unicast addresses, by what they are and not by a list of bad ones.
 * IPv4 hidden in IPv6 (mapped, compatible, 6to4, NAT64) is refused; so is Azure's metadata address, which looks public.
 */
export function isPublicAddress(address: string): boolean {
  const parsed = parseLiteral(address);
  if (parsed?.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv4) return parsed.toString() !== '168.63.129.16';
  // Public IPv6 is 2000::/3 (RFC 4291 2.4); ipaddr.js calls unicast what it does not know, such as ::/96 and 5f00::/16.
  const [first = 0, second = 0] = parsed.toByteArray();
  const isDocumentation = first === 0x3f && second === 0xff;
  return first >> 5 === 1 && !isDocumentation;
}

export function isLoopbackAddress(address: string): boolean {
  return parseLiteral(address)?.range() === 'loopback';
}

/** Of the machine's own network: where an office's mail server may stand. */
export function isOfficeAddress(address: string): boolean {
  const range = parseLiteral(address)?.range();
  return range === 'private' || range === 'uniqueLocal';
}

/** Only the plain spelling of a literal: what a resolver gives and what is dialled. Zone ids (`fe80::1%eth0`) are none. */
function parseLiteral(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  return isIP(address) === 0 || address.includes('%') ? null : ipaddr.parse(address);
}

export type ResolveHost = (hostname: string) => Promise<readonly string[]>;

/** The system's resolver, and `*.localhost` as RFC 6761 has it. */
export const resolveHost: ResolveHost = async (hostname) => {
  if (hostname === 'localhost' || hostname.endsWith('.localhost')) return ['127.0.0.1'];
  return (await lookup(hostname, { all: true, verbatim: true })).map((answer) => answer.address);
};

/**
 * The addresses to dial for a host: resolved once, every answer checked, so that nothing can change between check and dial.
 * @param hostname as in a URL: IPv6 in brackets.
 * @param isAllowed what may be dialled for this purpose
 * @returns at least one
 * @throws SourceError 'blocked' when any answer is not allowed, 'network' when there is none
 */
export async function checkedAddresses(
  hostname: string,
  resolve: ResolveHost,
  isAllowed: (address: string) => boolean,
): Promise<readonly string[]> {
  const bare = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const answers = isIP(bare) === 0 ? await resolveOnce(bare, resolve) : [bare];
  if (answers.length === 0) throw new SourceError('network', `host has no address: ${bare}`);
  for (const answer of answers) {
    if (!isAllowed(answer)) {
      throw new SourceError('blocked', `refused: ${bare} leads to ${answer}, which is not an address to be asked`);
    }
  }
  return [...new Set(answers)];
}

async function resolveOnce(hostname: string, resolve: ResolveHost): Promise<readonly string[]> {
  try {
    return await resolve(hostname);
  } catch (cause) {
    throw new SourceError('network', `host not found: ${hostname}`, { cause });
  }
}
