import { blankPost } from '../../core/mention.ts';
import type { ImportFormat } from '../format.ts';
import { findPageDate } from '../pasted-page.ts';
import { parsePrintedPage } from '../printed-page.ts';
import { RowFault } from '../values.ts';

/** PDF of a clipping: each page is one. The date is the one in the file's name, else the first on the page. */
export const pdfKlipping: ImportFormat = {
  id: 'pdf',
  title: 'PDF klipping',
  kinds: ['pages'],
  isLocal: true,
  detect: () => 1,
  open: (context) => (row) => {
    const page = parsePrintedPage(row.text('text'));
    if (page.title === null && page.text === '') {
      throw new RowFault('halaman tanpa teks (hasil pindai); ketik isinya ke lembar klipping');
    }
    return { ...blankPost, kind: 'klipping', platform: 'print', ...page, ...findPageDate(row.text('text'), context) };
  },
};
