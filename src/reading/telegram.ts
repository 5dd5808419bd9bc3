import { type CheerioAPI, load } from 'cheerio';
import { SourceError } from '../core/errors.ts';
import type { ReadHints, TelegramDocument, TelegramPost } from '../core/reader.ts';
import { resolveAddress } from './addresses.ts';
import { parseDate } from './dates.ts';
import { toPlainText, toTitle } from './html-text.ts';
import { checkPage } from './page.ts';

/** Elements found on the page. */
type Found = ReturnType<ReturnType<CheerioAPI['root']>['find']>;

/**
 * Preview page of a public Telegram channel, about 20 messages. A channel without a preview is answered with the landing page
 * ("open in Telegram") instead, and so is a name that nobody has.
 * @param html decoded and repaired
 * @throws SourceError `changed` for any other page, and when no message on it can be read: Telegram has changed its markup
 */
export function parseTelegram(html: string, hints: ReadHints): TelegramDocument {
  checkPage(html);
  const $ = load(html);
  const wraps = $('.tgme_widget_message_wrap').toArray();
  if (wraps.length === 0 && $('.tgme_channel_history').length === 0) {
    if ($('.tgme_page').length === 0) throw new SourceError('changed', 'not a page of a Telegram channel');
    return { hasPreview: false, posts: [], textless: [], rejected: 0 };
  }
  const posts: TelegramPost[] = [];
  const textless: number[] = [];
  let rejected = 0;
  let notices = 0;
  for (const wrap of wraps) {
    const message = $(wrap).find('.tgme_widget_message').first();
    if (message.hasClass('service_message')) {
      notices++;
      continue;
    }
    const post = readMessage($, message, hints);
    if (post === null) rejected++;
    else if (post.text === '') textless.push(post.number);
    else posts.push(post);
  }
  if (rejected > 0 && rejected === wraps.length - notices) {
    throw new SourceError('changed', 'no message of the Telegram page can be read');
  }
  return { hasPreview: true, posts, textless, rejected };
}

function readMessage($: CheerioAPI, message: Found, hints: ReadHints): TelegramPost | null {
  const [, channel, digits] = /^(\w{1,64})\/(\d{1,12})$/.exec(message.attr('data-post') ?? '') ?? [];
  if (channel === undefined) return null;
  const own = (selector: string) =>
    message.find(selector).filter((_, element) => $(element).closest('.tgme_widget_message_reply').length === 0);
  const date = own('.tgme_widget_message_date').last();
  const printed = date.find('time').attr('datetime') ?? own('time[datetime]').last().attr('datetime') ?? '';
  return {
    channel,
    number: Number(digits),
    url: resolveAddress(date.attr('href'), hints.url) ?? `https://t.me/${channel}/${digits}`,
    author: toTitle(own('.tgme_widget_message_owner_name').first().text()),
    text: readText($, own),
    date: parseDate(printed, 'UTC'),
    isEdited: /\bedited\b/.test(own('.tgme_widget_message_meta').text()),
    views: parseCount(own('.tgme_widget_message_views').first().text()),
    reactions: readReactions($, own('.tgme_widget_message_reactions .tgme_reaction').toArray()),
    forwardedFrom: toTitle(
      own('.tgme_widget_message_forwarded_from_name').first().text() ||
        own('.tgme_widget_message_forwarded_from_author').first().text(),
    ),
    replyTo: replyTo(message.find('a.tgme_widget_message_reply').first().attr('href'), channel),
  };
}

type Own = (selector: string) => Found;

/** The words of the message; those of the linked page only when it says nothing itself. */
function readText($: CheerioAPI, own: Own): string {
  const blocks = own('.tgme_widget_message_text')
    .filter((_, element) => $(element).parents('.tgme_widget_message_text').length === 0)
    .toArray();
  for (const block of blocks) unescapeLinks($, $(block));
  const text = blocks.map((block) => toPlainText($(block).html() ?? '', 1)).filter((part) => part !== '');
  const poll = own('.tgme_widget_message_poll_question, .tgme_widget_message_poll_option_text').toArray();
  const words = [...text, ...poll.flatMap((element) => toTitle($(element).text()) ?? [])];
  if (/[\p{L}\p{N}]/u.test(words.join(' ').replace(/https?:\/\/\S+/gi, ''))) return words.join('\n');
  const preview = own('.tgme_widget_message_link_preview').first();
  const linked = ['.link_preview_title', '.link_preview_description'].flatMap((selector) => {
    const part = toPlainText(preview.find(selector).first().html() ?? '', 1);
    return part === '' ? [] : [part];
  });
  return linked.length === 0 ? words.join('\n') : [...words, ...linked].join('\n');
}

/** Addresses that open with a warning are escaped twice: `?a=1&amp;amp;b=2`. */
function unescapeLinks($: CheerioAPI, block: Found): void {
  for (const element of block.find('a[onclick]').toArray()) {
    const printed = $(element).text();
    if (/^(?:https?:\/\/|www\.)\S+&amp;/i.test(printed)) $(element).text(printed.replaceAll('&amp;', '&'));
  }
}

function readReactions($: CheerioAPI, elements: readonly Found[number][]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const element of elements.slice(0, 100)) {
    const reaction = $(element);
    const count = parseCount(/[\d.,\s]+[KMB]?\s*$/i.exec(reaction.text())?.[0] ?? '');
    if (count === null) continue;
    const printed = /^[^\d\s]{1,16}/u.exec(reaction.text().trim())?.[0];
    // A channel's own emoji have no character in the page.
    const name = reaction.hasClass('tgme_reaction_paid') ? 'stars' : (printed ?? 'custom');
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return Object.fromEntries(counts);
}

const units: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9 };

/** `987`, `1 200`, `1.2K`, `3M`; null for anything else. */
function parseCount(printed: string): number | null {
  const [, digits, unit] = /^(\d{1,9}(?:\.\d{1,3})?)([kmb])?$/i.exec(printed.replace(/[\s,]/g, '')) ?? [];
  if (digits === undefined) return null;
  return Math.round(Number(digits) * (units[unit?.toLowerCase() ?? ''] ?? 1));
}

function replyTo(href: string | undefined, channel: string): number | null {
  const [, name, digits] = /\/(\w{1,64})\/(\d{1,12})(?:[?#]|$)/.exec(href ?? '') ?? [];
  return name?.toLowerCase() === channel.toLowerCase() ? Number(digits) : null;
}
