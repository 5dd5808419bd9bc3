import { z } from 'zod';
import { blankPost, platforms } from '../../core/mention.ts';
import type { ImportFormat } from '../format.ts';
import { isBlank, RowFault, readDate, readId } from '../values.ts';

const Line = z.object({
  platform: z.enum(platforms, { error: `platform harus salah satu dari: ${platforms.join(', ')}` }),
  kind: z.enum(['article', 'page', 'post', 'comment', 'klipping'], {
    error: 'kind harus salah satu dari: article, page, post, comment, klipping',
  }),
  publishedAt: z.string().refine((text) => text === '' || z.iso.datetime({ offset: true }).safeParse(text).success, {
    error: 'publishedAt harus waktu ISO 8601 dengan zona, misalnya 2026-11-20T08:00:00+07:00',
  }),
});

/** Our own form, one object a line: only `text` or `title` is needed. Written by scripts of the office. */
export const ownPosts: ImportFormat = {
  id: 'ndjson',
  title: 'NDJSON Kentongan',
  kinds: ['records'],
  isLocal: true,
  detect: ({ columns }) => {
    if (!columns.has('text') && !columns.has('title')) return 0;
    return columns.has('publishedat') || columns.has('platform') ? 0.65 : 0.5;
  },
  open: (context) => (row) => {
    const parsed = Line.safeParse({
      platform: row.text('platform') || 'other',
      kind: row.text('kind') || 'post',
      publishedAt: row.text('publishedAt'),
    });
    if (!parsed.success) throw new RowFault(parsed.error.issues[0]?.message ?? 'bentuk salah');
    const { platform, kind, publishedAt } = parsed.data;
    const [title, text] = [row.text('title'), row.text('text')];
    if (isBlank(title) && isBlank(text)) throw new RowFault('title atau text harus diisi');
    const id = readId(row.text('id'));
    return {
      ...blankPost,
      kind,
      platform,
      externalId: id,
      idScope: id === null ? null : `import:${platform}`,
      url: row.text('url') || null,
      title: title || null,
      text,
      author: row.text('author') || null,
      ...readDate(publishedAt, context),
      publisher: row.text('publisher') || null,
    };
  },
};
