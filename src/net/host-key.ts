import { SourceError } from '../core/errors.ts';

/** RFC 1035 2.3.4: longer names lead nowhere. */
const maxName = 253;

/**
 * The one name of a host, however its address was written: a stranger who varies the spelling or the port must not get turns of his
 * own. (Case, other scripts and odd spellings of IP addresses are made equal by the URL itself.) On this machine each port is another
 * server.
 * @throws SourceError `blocked` for a name that no host can have
 */
export function hostKey(url: URL): string {
  const name = plainName(url);
  return isOwnMachine(name) && url.port !== '' ? `${name}:${url.port}` : name;
}

/** As `url.origin`, under the one name of its host: robots.txt is per scheme, host and port (RFC 9309 2.3). */
export function originKey(url: URL): string {
  return `${url.protocol}//${plainName(url)}${url.port === '' ? '' : `:${url.port}`}`;
}

function plainName({ hostname }: URL): string {
  const name = hostname.toLowerCase().replace(/\.+$/, '');
  if (name === '' || name.length > maxName) {
    throw new SourceError('blocked', `no host has such a name: ${hostname.slice(0, 80)}`);
  }
  return name;
}

function isOwnMachine(name: string): boolean {
  return /^(?:127(?:\.\d{1,3}){3}|\[::1\]|(?:.+\.)?localhost)$/.test(name);
}
