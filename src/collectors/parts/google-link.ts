/** Google Alerts lead through `https://www.google.com/url?…&url=<address>`: what they lead to, or the address itself. */
export function unwrapGoogle(address: string): string {
  if (!URL.canParse(address)) return address;
  const { hostname, pathname, searchParams } = new URL(address);
  if (!/^(?:www\.)?google\.(?:com|co\.id)$/.test(hostname) || pathname !== '/url') return address;
  const target = searchParams.get('url') ?? searchParams.get('q');
  return target !== null && /^https?:\/\//i.test(target) && URL.canParse(target) ? target : address;
}
