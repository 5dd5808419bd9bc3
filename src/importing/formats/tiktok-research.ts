import { type ImportFormat, scoreColumns } from '../format.ts';
import { socialPost } from '../posts.ts';
import { readDate, readId, readMetrics } from '../values.ts';

/**
 * Answers of the TikTok Research API, which only universities may ask: a partner hands the JSON over, whole answers or their lists.
 * Ids are over 2^53; the reader keeps their digits.
 */
const videos: ImportFormat = {
  id: 'tiktok-research-video',
  title: 'TikTok Research API video',
  kinds: ['records', 'table'],
  isLocal: false,
  detect: ({ columns }) =>
    scoreColumns(columns, ['id', 'video_description', 'create_time'], ['username', 'view_count', 'region_code']),
  open: (context) => (row) =>
    socialPost('tiktok-video', {
      id: readId(row.text('id')),
      text: row.text('video_description', 'voice_to_text'),
      handle: row.text('username'),
      date: readDate(row.text('create_time'), context, 'UTC'),
      metrics: readMetrics({
        likes: row.text('like_count'),
        comments: row.text('comment_count'),
        shares: row.text('share_count'),
        views: row.text('view_count'),
        others: { saves: row.text('favorites_count') },
      }),
    }),
};

const comments: ImportFormat = {
  id: 'tiktok-research-komentar',
  title: 'TikTok Research API komentar',
  kinds: ['records', 'table'],
  isLocal: false,
  detect: ({ columns }) =>
    scoreColumns(
      columns,
      ['id', 'video_id', 'text', 'create_time'],
      ['parent_comment_id', 'like_count', 'reply_count'],
    ),
  open: (context) => (row) =>
    socialPost('tiktok-comment', {
      id: readId(row.text('id')),
      text: row.text('text'),
      date: readDate(row.text('create_time'), context, 'UTC'),
      parentId: readId(row.text('video_id')),
      metrics: readMetrics({ likes: row.text('like_count'), comments: row.text('reply_count') }),
    }),
};

export const tiktokResearchFormats: readonly ImportFormat[] = [videos, comments];
