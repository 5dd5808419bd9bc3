import { createHash } from 'node:crypto';
import type { RawPost } from '../core/mention.ts';
import { registrableDomain } from '../core/web-address.ts';

/** Shorter headlines ("Harga Emas Hari Ini") come back day after day and name no single item. */
const leastWords = 4;
/** Names of sites at the end of a headline are short. */
const mostTailWords = 6;
/** Hosts on which every name is a publisher of its own. */
const sharedHosts = new Set(['blogspot.com', 'blogspot.co.id', 'wordpress.com', 'medium.com', 'substack.com']);

/**
 * Keys by which an aggregator's pointer and the publisher's own article recognise each other: `head:<site>:<hash of headline>`.
 * A web article has one, and so has a Google News item whose publisher's host is known.
 * @param title cleaned
 */
export function headlineAliases(post: RawPost, title: string | null): readonly string[] {
  const host = hostOf(post);
  if (host === null || title === null) return [];
  const words = wordsOf(withoutSiteName(title, post.publisher, host));
  if (words.length < leastWords) return [];
  const hash = createHash('sha256').update(words.join(' ')).digest('hex').slice(0, 32);
  return [`head:${siteOf(host)}:${hash}`];
}

function hostOf({ platform, kind, url, publisherHost }: RawPost): string | null {
  if (platform === 'google-news') return publisherHost;
  return platform === 'web' && kind === 'article' && url !== null && URL.canParse(url) ? new URL(url).hostname : null;
}

function siteOf(host: string): string {
  if (/^[\d.]+$|:/.test(host)) return host;
  const site = registrableDomain(host);
  return sharedHosts.has(site) ? host.toLowerCase() : site;
}

/** `Jalan Rusak di Sukalaras - Kabar Uji` on kabaruji.test: the end names the site and is no part of the headline. */
function withoutSiteName(title: string, publisher: string | null, host: string): string {
  let rest = title;
  for (;;) {
    const [, head, tail] = /^(.*\S)\s+[-–—|»]\s+(\S.*)$/.exec(rest) ?? [];
    if (head === undefined || tail === undefined || !isSiteName(tail, publisher, host)) return rest;
    rest = head;
  }
}

function isSiteName(tail: string, publisher: string | null, host: string): boolean {
  const words = wordsOf(tail);
  const name = words.join('');
  if (name === '' || words.length > mostTailWords) return false;
  if (publisher !== null && name === wordsOf(publisher).join('')) return true;
  const site = registrableDomain(host).split('.')[0] ?? '';
  return name.length >= 4 && (wordsOf(host).join('').includes(name) || (site.length >= 4 && name.includes(site)));
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  );
}
