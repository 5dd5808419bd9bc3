import { toTitle } from './html-text.ts';
import type { Page } from './page.ts';

/** What a page says of itself in JSON-LD; every field as printed. */
export interface ArticleFacts {
  readonly title: string | null;
  readonly date: string | null;
  readonly author: string | null;
  /** `articleBody`: plain text or HTML, often without its paragraphs. */
  readonly body: string | null;
  readonly isArticle: boolean;
}

const articleType = /(?:article|blogposting|report|socialmediaposting)$/i;

/** Every JSON-LD object of a page, lone, in a list or inside `@graph`; and what a CMS has broken, as printed. */
export function readJsonLdObjects(page: Page): {
  readonly objects: readonly Readonly<Record<string, unknown>>[];
  readonly broken: string;
} {
  const objects: Record<string, unknown>[] = [];
  let broken = '';
  for (const script of page.querySelectorAll('script[type*="ld+json" i]')) {
    const text = script.textContent ?? '';
    const json = parseLoosely(text);
    if (json === undefined) broken += text;
    else collect(json, objects, 0);
  }
  return { objects, broken };
}

/** JSON-LD of an article; also when a CMS has broken it. */
export function readJsonLd(page: Page): ArticleFacts {
  const { objects, broken } = readJsonLdObjects(page);
  const article = objects.find((object) => [object['@type']].flat().some((type) => articleType.test(String(type))));
  if (article !== undefined) {
    return {
      title: toText(article.headline) ?? toText(article.name),
      date: toText(article.datePublished) ?? toText(article.dateCreated) ?? toText(article.dateModified),
      author: names(article.author) ?? names(article.creator),
      body: typeof article.articleBody === 'string' ? article.articleBody : null,
      isArticle: true,
    };
  }
  return {
    title: quoted(broken, 'headline'),
    date: quoted(broken, 'datePublished'),
    author: null,
    body: null,
    isArticle: /"@type"\s*:\s*"\w*(?:Article|BlogPosting)"/.test(broken),
  };
}

function parseLoosely(text: string): unknown {
  // Raw line breaks inside strings, and the comment or CDATA marks some CMS put around.
  for (const attempt of [
    text,
    text.replace(/[\n\r\t]+/g, ' ').replace(/^\s*(?:\/\/)?\s*<!\[CDATA\[|(?:\/\/)?\s*\]\]>\s*$|^\s*<!--|-->\s*$/g, ''),
  ]) {
    try {
      return JSON.parse(attempt) as unknown;
    } catch {}
  }
  return undefined;
}

function collect(json: unknown, into: Record<string, unknown>[], depth: number): void {
  if (depth > 6 || into.length > 200 || json === null || typeof json !== 'object') return;
  if (Array.isArray(json)) {
    for (const entry of json) collect(entry, into, depth + 1);
    return;
  }
  const object = json as Record<string, unknown>;
  into.push(object);
  for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage']) collect(object[key], into, depth + 1);
}

function names(author: unknown): string | null {
  const list = [author]
    .flat()
    .map((one) => toText(typeof one === 'object' && one !== null ? (one as { name?: unknown }).name : one));
  const found = [...new Set(list.filter((name) => name !== null && !/^https?:/i.test(name)))];
  return found.length === 0 ? null : found.slice(0, 5).join(', ');
}

/** First text of a value, as one line. */
export function toText(value: unknown): string | null {
  const one = Array.isArray(value) ? (value[0] as unknown) : value;
  return typeof one === 'string' ? toTitle(one) : null;
}

/** The text of a key in JSON that cannot be parsed. */
export function quoted(text: string, key: string): string | null {
  const match = new RegExp(`"${key}"\\s*:\\s*"((?:[^"\\\\]|\\\\.){1,500})"`).exec(text)?.[1];
  return match === undefined ? null : toTitle(match.replace(/\\(["/\\])/g, '$1'));
}

/** `<meta>` elements by lower-case property, name or itemprop; the first of each counts. */
export type PageMeta = ReadonlyMap<string, string>;

export function readMeta(page: Page): PageMeta {
  const meta = new Map<string, string>();
  for (const element of page.querySelectorAll('meta')) {
    const key = element.getAttribute('property') ?? element.getAttribute('name') ?? element.getAttribute('itemprop');
    const content = toTitle(element.getAttribute('content') ?? '');
    if (key && content !== null && !meta.has(key.toLowerCase())) meta.set(key.toLowerCase(), content);
  }
  return meta;
}

/** The first that the page has, in the order of preference. */
export function firstMeta(meta: PageMeta, keys: readonly string[]): string | null {
  for (const key of keys) {
    const content = meta.get(key);
    if (content !== undefined) return content;
  }
  return null;
}
