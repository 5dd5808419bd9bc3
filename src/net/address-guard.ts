import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { SourceError } from '../core/errors.ts';

/**
 * Whether an address may be dialled: only ordinary public unicast addresses, by what they are and not by a list of bad ones.
 * IPv4 hidden in IPv6 (mapped, compatible, 6to4, NAT64) is refused; so is Azure's metadata address, which looks public.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed.kind() === 'ipv4') return parsed.toString() !== '168.63.129.16';
  // ipaddr.js calls ::/96 (IPv4-compatible) unicast.
  const bytes = parsed.toByteArray();
  return bytes.slice(0, 12).some((byte) => byte !== 0);
}

export function isLoopbackAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'loopback';
}

export type ResolveHost = (hostname: string) => Promise<readonly string[]>;

/** The system's resolver, and `*.localhost` as RFC 6761 has it. */
export const resolveHost: ResolveHost = async (hostname) => {
  if (hostname === 'localhost' || hostname.endsWith('.localhost')) return ['127.0.0.1'];
  return (await lookup(hostname, { all: true, verbatim: true })).map((answer) => answer.address);
};

/**
 * The one address to dial for a host: resolved once, every answer checked, so that nothing can change between check and dial.
 * @param hostname as in a URL: IPv6 in brackets.
 * @throws SourceError 'blocked' when any answer is not public, 'network' when there is none
 */
export async function safeAddress(
  hostname: string,
  options: { readonly allowLoopback: boolean; readonly resolve: ResolveHost },
): Promise<string> {
  const bare = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  let answers: readonly string[];
  if (ipaddr.isValid(bare)) {
    answers = [bare];
  } else {
    try {
      answers = await options.resolve(bare);
    } catch (cause) {
      throw new SourceError('network', `host not found: ${bare}`, { cause });
    }
  }
  const [first] = answers;
  if (first === undefined) throw new SourceError('network', `host has no address: ${bare}`);
  for (const answer of answers) {
    const allowed = isPublicAddress(answer) || (options.allowLoopback && isLoopbackAddress(answer));
    if (!allowed)
      throw new SourceError('blocked', `refused: ${bare} leads to ${answer}, which is not a public address`);
  }
  return first;
}
