/** Parameters that say how the reader came, not what the page is. */
const trackingParameter =
  /^(utm_.+|fbclid|gclid|dclid|igshid|mc_cid|mc_eid|ref|referrer|source|amp|tag_?ref|jxconn|jxrecoid|obOrigUrl)$/i;

/** "Show the whole article" switches of Indonesian portals: the same article with and without. */
const wholePageParameter: ReadonlyMap<string, readonly string[]> = new Map([
  ['page', ['all', '1']],
  ['single', ['1']],
  ['showpage', ['all']],
]);

/** Addresses under which a platform shows one and the same post. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/^instagram\.com\/(?:[^/]+\/)?(?:p|reels?|tv)\//, 'instagram.com/p/'],
  [/^(?:mobile\.)?twitter\.com\//, 'x.com/'],
  [/^threads\.net\//, 'threads.com/'],
];

/**
 * The address two sightings of one page share: lower-case host without `www.`, no fragment, no tracking parameters, no
 * "show all pages" switch, no `/amp` ending, no trailing slash, always `https` on the default port (sites flip between both).
 * @returns null when it is not an http or https address.
 */
export function canonicalUrl(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const parameters = [...url.searchParams.entries()]
    .filter(
      ([name, value]) => !trackingParameter.test(name) && !wholePageParameter.get(name.toLowerCase())?.includes(value),
    )
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const query = parameters.length === 0 ? '' : `?${new URLSearchParams(parameters)}`;
  const path = url.pathname.replace(/\/amp\/?$/, '').replace(/\/+$/, '');
  const page = spellings.reduce(
    (text, [from, to]) => text.replace(from, to),
    `${url.host.replace(/^www\./, '')}${path}`,
  );
  return `https://${page}${query}`;
}
