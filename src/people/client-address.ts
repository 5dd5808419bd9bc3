import ipaddr from 'ipaddr.js';

/**
 * What counts as one client: an IPv4 address, also when it is written inside an IPv6 one, or an IPv6 network of 64 bits, because
 * every household and server has one of those to choose addresses from.
 */
export function clientKeyOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  const [a = 0, b = 0, c = 0, d = 0] = (address as ipaddr.IPv6).parts;
  return `${[a, b, c, d].map((part) => part.toString(16)).join(':')}::/64`;
}
