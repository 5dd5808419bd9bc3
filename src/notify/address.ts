const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const pattern = new RegExp(`^${atom}(?:\\.${atom})*@${label}(?:\\.${label})+$`);
const loopback = new RegExp(`^${atom}(?:\\.${atom})*@localhost$`);

/**
 * A plain address `local@host.tld` (or `@localhost`), and nothing else: no display name, quotes, comments, spaces or line breaks, so
 * that no part of it can become another recipient or a header (nodemailer delivered `a@x.id\r\nBcc: b@y.id` to b).
 */
export function isEmailAddress(text: string): boolean {
  if (text.length > 254 || text.indexOf('@') > 64) return false;
  return pattern.test(text) || loopback.test(text);
}

/** A display name on one line, without control characters. */
export function cleanName(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 100);
}
