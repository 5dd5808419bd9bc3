import { registrableDomain } from '../core/web-address.ts';

export { registrableDomain };

/** Only these schemes lead to something that can be fetched and shown as a link. */
const web = /^https?:$/;

/**
 * An absolute http(s) address, or null. An address that is already absolute is kept as printed, because normalising it
 * (`http://x.test` → `http://x.test/`) would make it another text than the one the publisher uses everywhere else.
 * @param base address that relative ones are resolved against; null or an unusable one leaves only absolute addresses
 */
export function resolveAddress(href: string | null | undefined, base: string | null): string | null {
  const printed = href?.replace(/[\t\n\r]/g, '').trim() ?? '';
  if (printed === '' || printed.length > 4096) return null;
  if (/^https?:\/\/[^\s/?#]/i.test(printed)) {
    if (!URL.canParse(printed)) return null;
    return /[\s<>"]/.test(printed) ? new URL(printed).href : printed;
  }
  if (base === null || !URL.canParse(printed, base)) return null;
  const url = new URL(printed, base);
  return web.test(url.protocol) ? url.href : null;
}

/** True when both addresses belong to one publisher. */
export function isSameSite(a: string, b: string): boolean {
  if (!URL.canParse(a) || !URL.canParse(b)) return false;
  return registrableDomain(new URL(a).hostname) === registrableDomain(new URL(b).hostname);
}
