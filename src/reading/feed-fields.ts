import { resolveAddress } from './addresses.ts';
import { toTitle } from './html-text.ts';
import { childElements, markupOf, ownText, type XmlElement } from './xml-tree.ts';

/** Markup of the first child of that name that holds anything; null when there is none. */
export function childText(element: XmlElement, name: string): string | null {
  for (const child of childElements(element, name)) {
    const text = contentOf(child).trim();
    if (text !== '') return text;
  }
  return null;
}

/** Markup of an element; base64 (Atom 0.3 by `mode`, Atom 1.0 by a type that is no text) is decoded. */
export function contentOf(element: XmlElement): string {
  const type = element.attributes.type?.toLowerCase() ?? '';
  const isBase64 = element.attributes.mode === 'base64' || /^application\/octet-stream\b/.test(type);
  if (isBase64) return Buffer.from(ownText(element), 'base64').toString('utf8');
  return type.includes('xhtml') ? markupOf(element, true) : markupOf(element);
}

export function firstText(element: XmlElement, names: readonly string[]): string | null {
  for (const name of names) {
    const text = childText(element, name);
    if (text !== null) return text;
  }
  return null;
}

/** Name of the author: `dc:creator`, `author/name`, or RSS' `mail@x.test (Nama)`. */
export function authorOf(element: XmlElement): string | null {
  const creator = firstText(element, ['dc:creator', 'dc:author']);
  if (creator !== null) return toTitle(creator);
  for (const author of childElements(element, 'author')) {
    const name = childText(author, 'name');
    if (name !== null) return toTitle(name);
    const printed = ownText(author).trim();
    const named = /^\S+@\S+\s*\((.+)\)$/.exec(printed)?.[1] ?? printed.replace(/\s*[<(]?\S+@\S+[>)]?\s*$/, '');
    if (named.trim() !== '') return toTitle(named);
  }
  const other = firstText(element, ['itunes:author', 'media:credit']);
  return other === null ? null : toTitle(other);
}

/** Atom links: `alternate` first (a missing rel means that), an HTML page before anything else. */
export function atomLink(element: XmlElement, base: string): string | null {
  const links = childElements(element, 'link').filter((link) => link.attributes.href !== undefined);
  const rank = (link: XmlElement) => {
    const rel = link.attributes.rel ?? 'alternate';
    const type = link.attributes.type ?? '';
    if (rel !== 'alternate') return rel === 'related' ? 3 : 9;
    return type === '' || type.includes('html') ? 0 : 1;
  };
  const best = links.filter((link) => rank(link) < 9).sort((a, b) => rank(a) - rank(b))[0];
  return best === undefined ? null : resolveAddress(best.attributes.href, baseOf(best, base));
}

/** `xml:base` of an element, itself resolved against what is outside. */
export function baseOf(element: XmlElement, outer: string): string {
  return resolveAddress(element.attributes['xml:base'], outer) ?? outer;
}
