import { z } from 'zod';
import { SourceError } from '../core/errors.ts';
import type { ReadDate, ReadHints, WordPressDocument, WordPressItem } from '../core/reader.ts';
import { resolveAddress } from './addresses.ts';
import { dropBoilerplate } from './boilerplate.ts';
import { parseDate } from './dates.ts';
import { describeText } from './feed.ts';
import { toPlainText, toTitle } from './html-text.ts';
import { maxItems } from './limits.ts';

const Rendered = z.object({ rendered: z.string() }).nullish().catch(null);
const Text = z.string().nullish().catch(null);
const Id = z.number().int().positive();

/** Only the fields that are needed; `author` is a number in posts and is not one of them. */
const Item = z.object({
  id: Id,
  type: Text,
  link: Text,
  title: Rendered,
  content: Rendered,
  excerpt: Rendered,
  date: Text,
  date_gmt: Text,
  modified: Text,
  modified_gmt: Text,
  post: Id.nullish().catch(null),
  author_name: Text,
  yoast_head_json: z.object({ author: Text }).nullish().catch(null),
});
const Fault = z.object({ code: z.string(), message: z.string().catch('') });

/**
 * WordPress REST answer: a list of posts, pages, custom types or comments, or one of them.
 * @param text decoded and repaired
 * @throws SourceError `changed` when it is an error body or no WordPress answer at all
 */
export function parseWordPress(text: string, hints: ReadHints): WordPressDocument {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new SourceError('changed', `not a WordPress answer: ${describeText(text)}`, { cause });
  }
  const fault = Fault.safeParse(json).data;
  if (fault !== undefined) throw new SourceError('changed', `WordPress refused: ${fault.code} ${fault.message}`.trim());
  const isOne = !Array.isArray(json) && z.object({ id: Id, link: z.string() }).safeParse(json).success;
  if (!Array.isArray(json) && !isOne) {
    throw new SourceError('changed', `not a WordPress answer: ${describeText(text)}`);
  }
  const list: readonly unknown[] = Array.isArray(json) ? json : [json];
  const items: WordPressItem[] = [];
  for (const raw of list.slice(0, maxItems)) {
    const item = toItem(raw, hints);
    if (item !== null) items.push(item);
  }
  return { items, rejected: list.length - items.length };
}

function toItem(raw: unknown, hints: ReadHints): WordPressItem | null {
  const parsed = Item.safeParse(raw);
  if (!parsed.success) return null;
  const item = parsed.data;
  const title = toTitle(item.title?.rendered ?? '');
  const text = bodyOf(item.content?.rendered) || bodyOf(item.excerpt?.rendered);
  if (title === null && text === '') return null;
  const isComment = item.type === 'comment' || (item.post != null && item.title == null);
  return {
    id: item.id,
    type: isComment ? 'comment' : (item.type ?? 'post'),
    url: resolveAddress(item.link, hints.url),
    title,
    text,
    author: toTitle(item.author_name ?? item.yoast_head_json?.author ?? ''),
    date: dateOf(item.date_gmt, item.date, hints.zone),
    modifiedAt: dateOf(item.modified_gmt, item.modified, hints.zone)?.at ?? null,
    postId: item.post ?? null,
  };
}

function bodyOf(html: string | undefined): string {
  return html === undefined ? '' : dropBoilerplate(toPlainText(html));
}

/** `date_gmt` carries no Z but is UTC; drafts that were published by a plugin have zeros there. */
function dateOf(gmt: string | null | undefined, local: string | null | undefined, zone: string): ReadDate | null {
  return parseDate(gmt ?? '', 'UTC') ?? parseDate(local ?? '', zone);
}
