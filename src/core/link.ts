/** An address that may be put behind a link: http or https, with the host to show beside it. */
export interface WebLink {
  readonly href: string;
  readonly host: string;
}

/** Null for anything that is not a plain web address (`javascript:`, `data:`, with a password, unreadable). */
export function toWebLink(url: string | null): WebLink | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, href, host, username, password } = new URL(url);
  if ((protocol !== 'http:' && protocol !== 'https:') || username !== '' || password !== '') return null;
  return { href, host: host.replace(/^www\./, '') };
}
