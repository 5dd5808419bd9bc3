import { z } from 'zod';
import type { FeedDocument, FeedItem, ReadHints } from '../core/reader.ts';
import { resolveAddress } from './addresses.ts';
import { dropBoilerplate } from './boilerplate.ts';
import { parseDate } from './dates.ts';
import { toLines, toPlainText, toTitle } from './html-text.ts';
import { maxItems } from './limits.ts';

const Text = z.string().nullish().catch(null);
const Author = z.object({ name: Text }).nullish().catch(null);

const Item = z.object({
  id: z
    .union([z.string(), z.number().transform(String)])
    .nullish()
    .catch(null),
  url: Text,
  external_url: Text,
  title: Text,
  content_html: Text,
  content_text: Text,
  summary: Text,
  date_published: Text,
  date_modified: Text,
  author: Author,
  authors: z.array(Author).nullish().catch(null),
  language: Text,
});

const Feed = z.object({
  version: Text,
  title: Text,
  home_page_url: Text,
  language: Text,
  author: Author,
  authors: z.array(Author).nullish().catch(null),
  // Not `z.array`, which would copy half a million items of a hostile feed.
  items: z.custom<unknown[]>(Array.isArray),
});

/** JSON Feed 1.0 and 1.1; null when the text is something else. */
export function parseJsonFeed(text: string, hints: ReadHints): FeedDocument | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const feed = Feed.safeParse(json).data;
  if (feed === undefined) return null;
  const base = resolveAddress(feed.home_page_url, hints.url) ?? hints.url;
  const feedAuthor = firstName(feed);
  const items: FeedItem[] = [];
  for (const raw of feed.items.slice(0, maxItems)) {
    const item = Item.safeParse(raw).data;
    if (item === undefined) continue;
    const url = resolveAddress(item.url ?? item.external_url ?? item.id, base);
    const title = toTitle(item.title ?? '');
    const body = item.content_html ? toPlainText(item.content_html) : toLines(item.content_text ?? item.summary ?? '');
    const content = dropBoilerplate(body);
    if (url === null && title === null && content === '' && !item.id) continue;
    items.push({
      guid: item.id ?? null,
      url,
      title,
      text: content,
      author: firstName(item) ?? feedAuthor,
      date: parseDate(item.date_published ?? '', hints.zone) ?? parseDate(item.date_modified ?? '', hints.zone),
      language: item.language ?? feed.language ?? null,
      publisher: null,
    });
  }
  return {
    format: 'json',
    title: toTitle(feed.title ?? ''),
    ttlMs: 0,
    items,
    rejected: feed.items.length - items.length,
  };
}

type Named = { name?: string | null | undefined } | null | undefined;

function firstName(of: { author?: Named; authors?: Named[] | null | undefined }): string | null {
  const named = of.authors?.find((author) => author?.name) ?? of.author;
  return toTitle(named?.name ?? '');
}
