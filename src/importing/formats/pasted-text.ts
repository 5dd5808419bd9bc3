import { blankPost } from '../../core/mention.ts';
import type { ImportFormat } from '../format.ts';
import { findPageDate, parsePastedPage } from '../pasted-page.ts';
import { RowFault } from '../values.ts';

/** A page that somebody copied into a text file. The date is the one in the file's name, else the first in the text. */
export const pastedText: ImportFormat = {
  id: 'halaman',
  title: 'halaman yang disalin',
  kinds: ['text'],
  isLocal: true,
  detect: () => 1,
  open: (context) => (row) => {
    const page = parsePastedPage(row.text('text'));
    if (page.title === null && page.text === '') throw new RowFault('teks kosong');
    return { ...blankPost, kind: 'article', platform: 'web', ...page, ...findPageDate(page.text, context) };
  },
};
