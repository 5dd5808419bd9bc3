import type { RawPost } from '../../core/mention.ts';
import { type ImportFormat, type MapContext, scoreColumns } from '../format.ts';
import { dateOfId } from '../id-dates.ts';
import { socialPost } from '../posts.ts';
import type { ImportRow } from '../rows.ts';
import { type PostDate, readDate, readId, readMetrics } from '../values.ts';

/**
 * CSV of 4CAT, and of Zeeschuimer, whose columns follow it (separated by semicolons). Times are UTC.
 * https://github.com/digitalmethodsinitiative/4cat, datasources/*.
 */
function fourCat(
  name: string,
  needed: readonly string[],
  usual: readonly string[],
  map: (row: ImportRow, context: MapContext) => RawPost,
): ImportFormat {
  return {
    id: `4cat-${name.toLowerCase().replace(/\W+/g, '-')}`,
    title: `4CAT ${name}`,
    kinds: ['table'],
    isLocal: false,
    detect: ({ columns }) => scoreColumns(columns, ['id', 'body', 'author', ...needed], usual),
    open: (context) => (row) => map(row, context),
  };
}

/** A word in the place of a date says that the platform did not give one. */
function dateOf(row: ImportRow, context: MapContext): PostDate {
  const printed = [row.text('unix_timestamp'), row.text('timestamp')].find((cell) => /\d{4}/.test(cell)) ?? '';
  return readDate(printed, context, 'UTC');
}

function dateOrOfId(
  row: ImportRow,
  context: MapContext,
  platform: 'x' | 'tiktok' | 'instagram',
  id: string | null,
): PostDate {
  const date = dateOf(row, context);
  return date.publishedAt === null && id !== null ? (dateOfId(platform, id, context.now) ?? date) : date;
}

const tiktok = fourCat(
  'TikTok',
  ['tiktok_url|tiktok url', 'plays'],
  ['author_full', 'music_name', 'shares', 'challenges'],
  (row, context) => {
    const id = readId(row.text('id'));
    return socialPost('tiktok-video', {
      text: row.text('body'),
      id,
      url: row.text('tiktok_url'),
      author: row.text('author_full', 'author'),
      handle: row.text('author'),
      date: dateOrOfId(row, context, 'tiktok', id),
      metrics: readMetrics({
        likes: row.text('likes'),
        comments: row.text('comments'),
        shares: row.text('shares'),
        views: row.text('plays'),
      }),
    });
  },
);

const tiktokComments = fourCat(
  'TikTok komentar',
  ['post_id|post_url', 'replies', 'likes'],
  ['comment_url', 'is_liked_by_post_author', 'is_comment_on_comment', 'post_body'],
  (row, context) => {
    const id = readId(row.text('id'));
    return socialPost('tiktok-comment', {
      text: row.text('body'),
      id,
      url: row.text('comment_url', 'post_url'),
      author: row.text('author_full', 'author'),
      handle: row.text('author'),
      date: dateOrOfId(row, context, 'tiktok', id),
      language: row.text('language_guess'),
      parentId: readId(row.text('post_id', 'thread_id')),
      metrics: readMetrics({ likes: row.text('likes'), comments: row.text('replies') }),
    });
  },
);

const instagram = fourCat(
  'Instagram',
  ['num_likes', 'num_comments', 'media_type'],
  ['partial_item', 'author_fullname', 'location_name', 'image_urls'],
  (row, context) => {
    const id = readId(row.text('id'));
    return socialPost('instagram-post', {
      text: row.text('body'),
      id,
      url: row.text('url'),
      author: row.text('author_fullname', 'author'),
      handle: row.text('author'),
      date: dateOrOfId(row, context, 'instagram', id),
      metrics: readMetrics({
        likes: row.text('likes_hidden') === 'yes' ? '' : row.text('num_likes'),
        comments: row.text('num_comments'),
        views: row.text('play_count'),
      }),
    });
  },
);

const x = fourCat(
  'X',
  ['retweet_count', 'reply_count', 'like_count'],
  ['is_retweet', 'quote_count', 'link', 'language_guess'],
  (row, context) => {
    const id = readId(row.text('id'));
    const thread = row.text('is_reply') === 'yes' ? readId(row.text('thread_id')) : null;
    return socialPost('x-post', {
      text: row.text('body'),
      id,
      url: row.text('link'),
      author: row.text('author_fullname', 'author'),
      handle: row.text('author'),
      date: dateOrOfId(row, context, 'x', id),
      language: row.text('language_guess'),
      parentId: thread === id ? null : thread,
      metrics: readMetrics({
        likes: row.text('like_count'),
        comments: row.text('reply_count'),
        shares: row.text('retweet_count'),
        views: row.text('impression_count'),
        others: { quotes: row.text('quote_count') },
      }),
    });
  },
);

const threads = fourCat(
  'Threads',
  ['reposts', 'replies', 'quotes'],
  ['author_is_verified', 'link_url', 'url'],
  (row, context) => {
    const id = readId(row.text('id'));
    return socialPost('threads-post', {
      text: row.text('body'),
      id,
      url: row.text('url'),
      handle: row.text('author'),
      date: dateOrOfId(row, context, 'instagram', id),
      metrics: readMetrics({
        likes: row.text('likes'),
        comments: row.text('replies'),
        shares: row.text('reposts'),
        others: { quotes: row.text('quotes') },
      }),
    });
  },
);

const facebook = fourCat(
  'Facebook',
  ['is_in_group', 'group_name'],
  ['author_name', 'image_url', 'video_url'],
  (row, context) =>
    socialPost('facebook-post', {
      text: row.text('body'),
      id: readId(row.text('id')),
      url: row.text('url'),
      author: row.text('author_name', 'author'),
      handle: row.text('author'),
      date: dateOf(row, context),
      publisher: row.text('group_name'),
    }),
);

const telegram = fourCat(
  'Telegram',
  ['chat', 'views'],
  ['author_is_bot', 'reactions', 'is_reply', 'reply_to'],
  (row, context) => {
    const chat = row.text('chat').toLowerCase().replace(/^@/, '');
    // "chat-123": the number counts within the chat.
    const number = /(\d+)$/.exec(readId(row.text('id')) ?? '')?.[1] ?? null;
    const isNamed = /^[a-z]\w{3,}$/.test(chat);
    const made = socialPost('telegram-post', {
      text: row.text('body'),
      url: isNamed && number !== null ? `https://t.me/${chat}/${number}` : '',
      author: row.text('author_name', 'author_username', 'author'),
      handle: row.text('author_username') || (isNamed ? chat : ''),
      date: dateOf(row, context),
      publisher: row.text('chat'),
      metrics: readMetrics({ views: row.text('views') }),
    });
    const scope = `telegram:${chat}`;
    const answered = /(\d+)$/.exec(row.text('reply_to'))?.[1];
    return {
      ...made,
      externalId: number,
      idScope: number === null ? null : scope,
      parentKey: answered === undefined ? null : `id:${scope}:${answered}`,
    };
  },
);

export const fourCatFormats: readonly ImportFormat[] = [
  tiktok,
  tiktokComments,
  instagram,
  x,
  threads,
  facebook,
  telegram,
];
