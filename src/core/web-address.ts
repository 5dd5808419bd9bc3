/** The address if a browser may be sent there (http or https), else null: fetched addresses can be `javascript:` or worse. */
export function toWebAddress(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? url : null;
}
