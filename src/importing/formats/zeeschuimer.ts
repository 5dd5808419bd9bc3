import type { RawPost } from '../../core/mention.ts';
import type { ImportFormat, MapContext } from '../format.ts';
import { dateOfId } from '../id-dates.ts';
import { socialPost } from '../posts.ts';
import type { ImportRow } from '../rows.ts';
import { readDate, readId, readMetrics } from '../values.ts';

type MapItem = (row: ImportRow, context: MapContext) => RawPost;

/**
 * NDJSON of the Zeeschuimer browser extension: what the analyst's own browser received, wrapped. Never read: `user_agent`, which
 * describes the analyst. https://github.com/digitalmethodsinitiative/zeeschuimer
 */
export const zeeschuimer: ImportFormat = {
  id: 'zeeschuimer',
  title: 'Zeeschuimer NDJSON',
  kinds: ['records'],
  isLocal: false,
  detect: ({ columns }) => (['source platform', 'item id', 'data'].every((name) => columns.has(name)) ? 1 : 0),
  open: (context) => (row) => {
    const module = row.text('source_platform');
    const map = modules.get(module);
    return map === undefined ? `modul Zeeschuimer «${module}» belum didukung` : map(row, context);
  },
  sighting(row) {
    const item = row.text('item_id');
    return item === ''
      ? null
      : {
          item: `${row.text('source_platform')} ${item}`,
          at: Number(row.text('last_updated', 'timestamp_collected')) || 0,
        };
  },
};

const mapTiktok: MapItem = (row, context) => {
  const id = readId(row.text('data/id', 'item_id'));
  return socialPost('tiktok-video', {
    id,
    text: row.text('data/desc'),
    author: row.text('data/author/nickname'),
    handle: row.text('data/author/uniqueId', 'data/author'),
    date: readDate(row.text('data/createTime'), context),
    language: row.text('data/textLanguage'),
    metrics: readMetrics({
      likes: row.text('data/stats/diggCount', 'data/statsV2/diggCount'),
      comments: row.text('data/stats/commentCount', 'data/statsV2/commentCount'),
      shares: row.text('data/stats/shareCount', 'data/statsV2/shareCount'),
      views: row.text('data/stats/playCount', 'data/statsV2/playCount'),
    }),
  });
};

const mapTiktokComment: MapItem = (row, context) =>
  socialPost('tiktok-comment', {
    id: readId(row.text('data/cid', 'item_id')),
    url: row.text('data/share_info/url'),
    text: row.text('data/text'),
    author: row.text('data/user/nickname'),
    handle: row.text('data/user/unique_id'),
    date: readDate(row.text('data/create_time'), context),
    language: row.text('data/comment_language'),
    parentId: readId(row.text('data/aweme_id')),
    metrics: readMetrics({ likes: row.text('data/digg_count'), comments: row.text('data/reply_comment_total') }),
  });

/** Two generations of objects, and the one of Instagram's own pages, which has no date. */
const mapInstagram: MapItem = (row, context) => {
  const id = readId(row.text('data/code', 'data/shortcode'));
  const isHidden = row.text('data/like_and_view_counts_disabled') === 'true';
  const date = readDate(row.text('data/taken_at', 'data/taken_at_timestamp'), context);
  return socialPost('instagram-post', {
    id,
    text: row.text('data/caption/text', 'data/edge_media_to_caption/edges/0/node/text'),
    author: row.text('data/user/full_name', 'data/owner/full_name'),
    handle: row.text('data/user/username', 'data/owner/username'),
    date: date.publishedAt === null && id !== null ? (dateOfId('instagram', id, context.now) ?? date) : date,
    metrics: readMetrics({
      likes: isHidden
        ? ''
        : row.text('data/like_count', 'data/edge_media_preview_like/count', 'data/edge_liked_by/count'),
      comments: row.text(
        'data/comment_count',
        'data/edge_media_to_comment/count',
        'data/edge_media_preview_comment/count',
      ),
      views: row.text('data/play_count', 'data/view_count', 'data/video_view_count'),
    }),
  });
};

const mapThreads: MapItem = (row, context) => {
  const id = readId(row.text('data/code'));
  const date = readDate(row.text('data/taken_at'), context);
  return socialPost('threads-post', {
    id,
    text: row.text('data/caption/text'),
    author: row.text('data/user/full_name'),
    handle: row.text('data/user/username'),
    date: date.publishedAt === null && id !== null ? (dateOfId('instagram', id, context.now) ?? date) : date,
    metrics: readMetrics({
      likes: row.text('data/like_count'),
      comments: row.text('data/text_post_app_info/direct_reply_count'),
      shares: row.text('data/text_post_app_info/repost_count'),
      others: { quotes: row.text('data/text_post_app_info/quote_count') },
    }),
  });
};

/** The names moved from `legacy` to `core` in the course of 2025; long posts keep their text in a note. */
const mapX: MapItem = (row, context) => {
  const id = readId(row.text('data/rest_id', 'data/legacy/id_str', 'data/id'));
  const user = 'data/core/user_results/result';
  const thread = readId(row.text('data/legacy/conversation_id_str'));
  return socialPost('x-post', {
    id,
    text: row.text('data/note_tweet/note_tweet_results/result/text', 'data/legacy/full_text'),
    author: row.text(`${user}/core/name`, `${user}/legacy/name`),
    handle: row.text(`${user}/core/screen_name`, `${user}/legacy/screen_name`),
    date: readDate(row.text('data/legacy/created_at'), context, 'UTC'),
    language: row.text('data/legacy/lang'),
    parentId: thread === id ? null : thread,
    metrics: readMetrics({
      likes: row.text('data/legacy/favorite_count'),
      comments: row.text('data/legacy/reply_count'),
      shares: row.text('data/legacy/retweet_count'),
      views: row.text('data/views/count'),
      others: { quotes: row.text('data/legacy/quote_count') },
    }),
  });
};

const modules: ReadonlyMap<string, MapItem> = new Map([
  ['tiktok.com', mapTiktok],
  ['tiktok-comments', mapTiktokComment],
  ['instagram.com', mapInstagram],
  ['threads.net', mapThreads],
  ['threads.com', mapThreads],
  ['twitter.com', mapX],
  ['x.com', mapX],
]);
