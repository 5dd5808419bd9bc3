import { z } from 'zod';
import type { CollectContext, CollectorType, CollectStep } from '../core/collector.ts';
import { SourceError } from '../core/errors.ts';
import { blankPost, type RawPost } from '../core/mention.ts';
import type { TelegramDocument, TelegramPost } from '../core/reader.ts';
import { parseCursor } from './parts/cursor.ts';
import { hasPassed } from './parts/elapsed.ts';
import { parseOptions, WebAddress } from './parts/options.ts';
import { contentTypeOf } from './parts/page-state.ts';

const Options = z.strictObject({
  /** Name of the channel, with or without `@` or the address in front of it. */
  channel: z
    .string()
    .trim()
    .transform((text) => text.replace(/^(?:@|(?:https?:\/\/)?t(?:elegram)?\.me\/(?:s\/)?)/i, '').replace(/\/$/, ''))
    .refine(
      (name) => /^[a-z]\w{3,31}$/i.test(name),
      'harus nama kanal publik, misalnya infokabupaten; tautan undangan tidak dapat dibaca',
    ),
  /** How many older pages of about 20 messages the first run reads. */
  backfillPages: z.number().int().min(0).max(20).default(3),
  api: WebAddress.default('https://t.me'),
});
type Options = z.infer<typeof Options>;

const Cursor = z.object({
  channel: z.string(),
  /** Highest number seen; null before the first page. */
  newest: z.number().int().nullable(),
  frontAt: z.string().nullable(),
  /** Older pages still to read: messages before this number, down to `until`. */
  walk: z.object({ before: z.number().int(), until: z.number().int(), pages: z.number().int() }).nullable(),
});
type Cursor = z.infer<typeof Cursor>;

const intervalMs = 5 * 60_000;
/** Older pages read after a long silence of ours: about 500 messages. */
const catchUpPages = 25;
/** A channel without a preview is looked at once a day, in case its owner switches it on. */
const noPreviewPauseMs = 24 * 3_600_000;

/** Public channels over the page that Telegram shows to everybody: a step is one page; the newest is read anew each run for its counts. */
export const telegramChannel: CollectorType = {
  id: 'telegram-channel',
  title: 'Kanal publik Telegram',
  facts: {
    platform: 'Telegram',
    collects: 'Pesan kanal publik: teks, waktu, sumber terusan, jumlah dilihat dan reaksi.',
    needs: 'Nama kanal. Pratinjau web kanal itu harus aktif; grup tidak punya pratinjau.',
    limits:
      'Sekitar 20 pesan per halaman; jumlah dilihat di atas seribu dibulatkan Telegram. Pesan tanpa teks (foto, suara) tidak disimpan.',
    cost: 'Gratis.',
    law: 'Hanya yang dibuka pemilik kanal untuk umum. Jangan bergabung ke grup dengan akun samaran; patuhi robots.txt.',
    tested:
      'Server lokal: halaman lama, pesan terhapus, pratinjau mati, terusan, balasan, tautan ganda, 429, halaman galat.',
  },
  credential: null,
  terms: 'public',
  minIntervalMs: intervalMs,
  example: { channel: 'kabarkabupatencontoh' },
  configure(raw) {
    const options = parseOptions(Options, raw);
    return {
      collect: (ctx) => collect(ctx, options),
      async read({ body, url, contentType }, { reader, zone }) {
        const { posts, rejected, textless } = await reader.telegram(body, { url, contentType, zone });
        return { posts: posts.map(toPost), rejected: rejected + textless.length };
      },
    };
  },
};

async function collect(ctx: CollectContext, options: Options): Promise<CollectStep> {
  const fresh: Cursor = { channel: options.channel, newest: null, frontAt: null, walk: null };
  const remembered = parseCursor(Cursor, ctx.cursor, fresh);
  const cursor = remembered.channel === options.channel ? remembered : fresh;
  const isDue = hasPassed(cursor.frontAt, intervalMs, ctx.now());
  return cursor.walk === null || isDue
    ? readFront(ctx, options, cursor)
    : readOlder(ctx, options, { ...cursor, walk: cursor.walk });
}

async function readFront(ctx: CollectContext, options: Options, cursor: Cursor): Promise<CollectStep> {
  const document = await fetchPage(ctx, options, null);
  const numbers = numbersOf(document);
  const walk = numbers.length === 0 ? null : planWalk(cursor, Math.min(...numbers), options.backfillPages);
  const next: Cursor = {
    channel: options.channel,
    newest: Math.max(cursor.newest ?? 0, ...numbers),
    frontAt: ctx.now().toISOString(),
    walk: walk ?? cursor.walk,
  };
  return toStep(document, next, cursor.newest ?? 0);
}

/**
 * What lies between the oldest message of the page and the newest that is known. Numbers that are missing were deleted, so it cannot
 * be told from them whether anything lies there: only a page tells.
 */
function planWalk(cursor: Cursor, oldest: number, backfillPages: number): Cursor['walk'] {
  if (oldest <= 1) return null;
  if (cursor.newest === null) return backfillPages === 0 ? null : { before: oldest, until: 0, pages: backfillPages };
  if (oldest <= cursor.newest + 1) return null;
  // A walk that was not finished lies below this one: the longer covers both.
  return { before: oldest, until: cursor.walk?.until ?? cursor.newest, pages: catchUpPages };
}

async function readOlder(
  ctx: CollectContext,
  options: Options,
  cursor: Cursor & { readonly walk: NonNullable<Cursor['walk']> },
): Promise<CollectStep> {
  const { before, until, pages } = cursor.walk;
  const document = await fetchPage(ctx, options, before);
  const oldest = Math.min(before, ...numbersOf(document));
  const isOver = oldest >= before || oldest <= until + 1 || pages <= 1;
  return toStep(document, { ...cursor, walk: isOver ? null : { before: oldest, until, pages: pages - 1 } }, until);
}

/** @param known textless messages up to this number were counted by an earlier step */
function toStep(document: TelegramDocument, cursor: Cursor, known: number): CollectStep {
  return {
    posts: document.posts.map(toPost),
    rejected: document.rejected + document.textless.filter((number) => number > known).length,
    cursor: JSON.stringify(cursor),
    more: cursor.walk !== null,
    waitMs: 0,
  };
}

async function fetchPage(ctx: CollectContext, options: Options, before: number | null): Promise<TelegramDocument> {
  const address = `${options.api.replace(/\/+$/, '')}/s/${options.channel}`;
  const response = await ctx.net.get(before === null ? address : `${address}?before=${before}`, {
    accept: 'text/html',
    signal: ctx.signal,
  });
  const hints = { url: response.url, contentType: contentTypeOf(response), zone: ctx.zone };
  const document = await ctx.reader.telegram(response.body, hints);
  if (document.hasPreview) return document;
  throw new SourceError(
    'permission',
    `kanal Telegram @${options.channel} tidak punya pratinjau publik: dimatikan pemiliknya, dibatasi Telegram, berupa grup, atau namanya salah`,
    { retryAfterMs: noPreviewPauseMs },
  );
}

function numbersOf({ posts, textless }: TelegramDocument): number[] {
  return [...posts.map(({ number }) => number), ...textless];
}

function toPost(post: TelegramPost): RawPost {
  const channel = post.channel.toLowerCase();
  const scope = `telegram:${channel}`;
  const isCounted = post.views !== null || Object.keys(post.reactions).length > 0;
  return {
    ...blankPost,
    kind: 'post',
    platform: 'telegram',
    externalId: String(post.number),
    idScope: scope,
    url: post.url,
    text: post.text,
    author: post.author,
    authorHandle: channel,
    publishedAt: post.date?.at ?? null,
    precision: post.date?.precision ?? 'guessed',
    parentKey: post.replyTo === null ? null : `id:${scope}:${post.replyTo}`,
    publisher: post.forwardedFrom,
    metrics: isCounted
      ? { likes: null, comments: null, shares: null, views: post.views, others: post.reactions }
      : null,
  };
}
