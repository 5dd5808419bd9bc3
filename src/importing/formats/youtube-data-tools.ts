import { type ImportFormat, scoreColumns } from '../format.ts';
import { socialPost } from '../posts.ts';
import { readDate, readId, readMetrics } from '../values.ts';

/** Files of the YouTube Data Tools (`videolist_…`, `videoinfo_<video>_…_comments`). Times are UTC. */
const videos: ImportFormat = {
  id: 'youtube-data-tools-video',
  title: 'YouTube Data Tools video',
  kinds: ['table'],
  isLocal: false,
  detect: ({ columns }) =>
    scoreColumns(
      columns,
      ['videoId', 'channelTitle', 'videoTitle', 'publishedAt'],
      ['videoDescription', 'viewCount', 'likeCount'],
    ),
  open: (context) => (row) =>
    socialPost('youtube-video', {
      id: readId(row.text('videoId')),
      title: row.text('videoTitle'),
      text: row.text('videoDescription'),
      author: row.text('channelTitle'),
      handle: row.text('channelId'),
      date: readDate(row.text('publishedAt'), context, 'UTC'),
      language: row.text('defaultAudioLanguage', 'defaultLanguage'),
      metrics: readMetrics({
        likes: row.text('likeCount'),
        comments: row.text('commentCount'),
        views: row.text('viewCount'),
      }),
    }),
};

const comments: ImportFormat = {
  id: 'youtube-data-tools-komentar',
  title: 'YouTube Data Tools komentar',
  kinds: ['table'],
  isLocal: false,
  detect: ({ columns }) =>
    scoreColumns(
      columns,
      ['id', 'authorName', 'text', 'publishedAt', 'isReplyTo|isReply'],
      ['replyCount', 'likeCount', 'authorChannelId'],
    ),
  open: (context) => {
    // The comments do not name their video, the file does.
    const video = /(?:^|_)([\w-]{11})_\d{4}/.exec(context.fileName)?.[1] ?? null;
    return (row) => {
      const id = readId(row.text('id'));
      return socialPost('youtube-comment', {
        id,
        url:
          video === null || id === null ? '' : `https://www.youtube.com/watch?v=${video}&lc=${encodeURIComponent(id)}`,
        text: row.text('text'),
        author: row.text('authorName'),
        handle: row.text('authorChannelId'),
        date: readDate(row.text('publishedAt'), context, 'UTC'),
        parentId: video,
        metrics: readMetrics({ likes: row.text('likeCount'), comments: row.text('replyCount') }),
      });
    };
  },
};

export const youtubeDataToolsFormats: readonly ImportFormat[] = [videos, comments];
