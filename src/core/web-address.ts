/** The address if a browser may be sent there (http or https), else null: fetched addresses can be `javascript:` or worse. */
export function toWebAddress(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? url : null;
}

/** Second-level names under `.id` (and the usual ones elsewhere) that are not a publisher's own name. */
const secondLevel = new Set([
  'co',
  'go',
  'or',
  'ac',
  'web',
  'sch',
  'my',
  'desa',
  'mil',
  'net',
  'com',
  'biz',
  'org',
  'gov',
]);

/** The name a publisher registered: `radarmojokerto.jawapos.com` → `jawapos.com`, `dinkes.wajokab.go.id` → `wajokab.go.id`. */
export function registrableDomain(host: string): string {
  const labels = host.toLowerCase().replace(/\.$/, '').split('.');
  const last = labels.at(-1) ?? '';
  const second = labels.at(-2) ?? '';
  const take = labels.length > 2 && last.length === 2 && secondLevel.has(second) ? 3 : 2;
  return labels.slice(-take).join('.');
}
