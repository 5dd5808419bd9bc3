import { type ImportFormat, scoreColumns } from '../format.ts';
import { anyPost } from '../posts.ts';
import type { ImportRow } from '../rows.ts';
import { readDate, readMetrics } from '../values.ts';

/**
 * Meltwater: `.csv` that is UTF-16 with tabs, or XLSX; the layout of today (Title, Source Name) and the older one (Headline, Source,
 * Influencer). Times are in the zone of the account: `--zone`.
 */
export const meltwater: ImportFormat = {
  id: 'meltwater',
  title: 'Meltwater',
  kinds: ['table'],
  isLocal: false,
  detect: ({ columns }) =>
    scoreColumns(
      columns,
      ['Date', 'URL', 'Hit Sentence', 'Opening Text'],
      ['Input Name', 'Title|Headline', 'Reach', 'Source Name|Source'],
    ),
  open: (context) => (row) => {
    const date = row.text('Date');
    const clock = row.text('Time');
    return anyPost(row.text('Source Type', 'Information Type') || row.text('Source'), {
      url: row.text('URL'),
      title: row.text('Title', 'Headline'),
      text: bodyOf(row),
      author: row.text('Author Name', 'Influencer'),
      handle: row.text('Author Handle', 'Influencer'),
      date: readDate(clock === '' || /\d[:.]\d\d/.test(date) ? date : `${date} ${clock}`, context),
      language: row.text('Language'),
      publisher: row.text('Source Name', 'Source', 'Source Domain'),
      metrics: readMetrics({
        likes: row.text('Likes', 'Reactions'),
        comments: row.text('Replies', 'Comments'),
        shares: row.text('Reposts', 'Shares'),
        views: row.text('Views'),
        others: { quotes: row.text('Quotes') },
      }),
    });
  },
};

/** The opening, and the sentence that matched where it is another. */
function bodyOf(row: ImportRow): string {
  const opening = row.text('Opening Text');
  const hit = row.text('Hit Sentence');
  return hit === '' || opening.includes(hit) ? opening : [opening, hit].filter((text) => text !== '').join('\n');
}
