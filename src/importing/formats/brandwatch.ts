import { type ImportFormat, scoreColumns } from '../format.ts';
import { anyPost } from '../posts.ts';
import { RowFault, readDate, readId, readMetrics } from '../values.ts';

/** Mentions of Brandwatch, CSV or XLSX, below some lines about the report. Times are in the zone of the query: `--zone`. */
export const brandwatch: ImportFormat = {
  id: 'brandwatch',
  title: 'Brandwatch',
  kinds: ['table'],
  isLocal: false,
  detect: ({ columns }) =>
    scoreColumns(
      columns,
      ['Query Name|Query Id', 'Date', 'Url', 'Page Type'],
      ['Full Text|Snippet', 'Domain', 'Thread Entry Type', 'Author'],
    ),
  open: (context) => (row) => {
    const text = row.text('Full Text', 'Snippet');
    // X allows exports the address only.
    if (text === '' && row.text('Title') === '') throw new RowFault('teks tidak ikut diekspor; hanya alamatnya');
    return anyPost(row.text('Page Type'), {
      id: readId(row.text('X Post Id', 'Twitter Status Id')),
      url: row.text('Url', 'Original Url'),
      title: row.text('Title'),
      text,
      author: row.text('Full Name', 'Author'),
      handle: row.text('Author').startsWith('http') ? '' : row.text('Author'),
      date: readDate(row.text('Date'), context),
      language: row.text('Language'),
      publisher: row.text('Domain'),
      metrics: readMetrics({
        likes: row.text('Likes', 'X Likes', 'Facebook Likes', 'Instagram Likes'),
        comments: row.text('Comments', 'X Replies', 'Facebook Comments', 'Instagram Comments'),
        shares: row.text('Shares', 'X Reposts', 'X Retweets', 'Facebook Shares'),
        views: row.text('Impressions'),
      }),
    });
  },
};
