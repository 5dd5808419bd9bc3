import { type ImportFormat, scoreColumns } from '../format.ts';
import { socialPost } from '../posts.ts';
import { readDate, readId, readMetrics } from '../values.ts';

/** Archives that CrowdTangle exported until it was closed in 2024. Dates name their zone (`2024-01-02 03:04:05 WIB`). */
const facebook: ImportFormat = {
  id: 'crowdtangle-facebook',
  title: 'CrowdTangle Facebook',
  kinds: ['table'],
  isLocal: false,
  detect: ({ columns }) =>
    scoreColumns(
      columns,
      ['Page Name|Group Name', 'Post Created', 'Total Interactions', 'Message'],
      ['Facebook Id', 'URL', 'Angry'],
    ),
  open: (context) => (row) => {
    const page = readId(row.text('Facebook Id'));
    const post = /\/(?:posts|videos|permalink)\/(?:[^/]*?)(\d{6,})/.exec(row.text('URL'))?.[1] ?? null;
    return socialPost('facebook-post', {
      id: page !== null && post !== null ? `${page}_${post}` : null,
      url: row.text('URL', 'Link'),
      text:
        [row.text('Message'), row.text('Image Text')].find((text) => text !== '') ??
        row.text('Link Text', 'Description'),
      author: row.text('Page Name', 'Group Name'),
      handle: row.text('User Name'),
      date: readDate(row.text('Post Created'), context),
      metrics: readMetrics({
        likes: row.text('Likes'),
        comments: row.text('Comments'),
        shares: row.text('Shares'),
        views: row.text('Post Views', 'Total Views'),
        others: Object.fromEntries(
          ['Love', 'Wow', 'Haha', 'Sad', 'Angry', 'Care'].map((name) => [name.toLowerCase(), row.text(name)]),
        ),
      }),
    });
  },
};

const instagram: ImportFormat = {
  id: 'crowdtangle-instagram',
  title: 'CrowdTangle Instagram',
  kinds: ['table'],
  isLocal: false,
  detect: ({ columns }) =>
    scoreColumns(
      columns,
      ['Account', 'Post Created', 'Total Interactions', 'Description'],
      ['User Name', 'URL', 'Likes'],
    ),
  open: (context) => (row) =>
    socialPost('instagram-post', {
      url: row.text('URL'),
      text: [row.text('Description'), row.text('Image Text')].find((text) => text !== '') ?? '',
      author: row.text('Account'),
      handle: row.text('User Name'),
      date: readDate(row.text('Post Created'), context),
      metrics: readMetrics({ likes: row.text('Likes'), comments: row.text('Comments'), views: row.text('Views') }),
    }),
};

export const crowdtangleFormats: readonly ImportFormat[] = [facebook, instagram];
