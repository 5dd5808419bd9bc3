import { z } from 'zod';
import { ConfigError } from '../core/errors.ts';
import { type Platform, platforms } from '../core/mention.ts';
import type { ImportFormat } from './format.ts';
import { anyPost, plainPost } from './posts.ts';
import { normaliseName } from './rows.ts';
import { RowFault, readDate, readId, readMetrics } from './values.ts';

const fields = [
  'id',
  'url',
  'title',
  'text',
  'author',
  'handle',
  'publisher',
  'platform',
  'date',
  'time',
  'language',
  'likes',
  'comments',
  'shares',
  'views',
] as const;
type Field = (typeof fields)[number];

const Mapping = z
  .strictObject({
    /** Shown to the operator. */
    title: z.string().trim().min(1).max(80).optional(),
    /** Of every row, unless a column says it. */
    platform: z.enum(platforms).optional(),
    kind: z.enum(['article', 'post', 'comment', 'klipping']).default('post'),
    /** Column of the file → what it holds. */
    columns: z.record(z.string().trim().min(1), z.enum(fields)),
  })
  .refine(({ columns }) => ['text', 'title'].some((field) => Object.values(columns).includes(field as Field)), {
    path: ['columns'],
    message: 'salah satu kolom harus berisi text atau title',
  });
export type Mapping = z.infer<typeof Mapping>;

/** @param where shown before each fault @throws ConfigError that names every fault */
export function parseMapping(value: unknown, where: string): Mapping {
  const parsed = Mapping.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map(({ path, code, message }) => ({
      where: [where, path.join('.')].filter((part) => part !== '').join(': '),
      message: code === 'invalid_value' ? `harus salah satu dari: ${fieldsOf(path).join(', ')}` : message,
    })),
  );
}

function fieldsOf(path: readonly PropertyKey[]): readonly string[] {
  if (path[0] === 'platform') return platforms;
  return path[0] === 'kind' ? ['article', 'post', 'comment', 'klipping'] : fields;
}

/** A format made of the operator's own mapping: for any table or list of objects. */
export function mappingFormat(mapping: Mapping): ImportFormat {
  const columnsOf = (field: Field) =>
    Object.entries(mapping.columns)
      .filter(([, held]) => held === field)
      .map(([column]) => column);
  const names = new Map(fields.map((field) => [field, columnsOf(field)]));
  const all = Object.keys(mapping.columns).map(normaliseName);
  return {
    id: 'pemetaan',
    title: mapping.title ?? 'pemetaan sendiri',
    kinds: ['table', 'records'],
    isLocal: mapping.kind === 'klipping',
    detect({ columns }) {
      const found = all.filter((column) => columns.has(column)).length;
      const holdsText = [...(names.get('text') ?? []), ...(names.get('title') ?? [])].some((name) =>
        columns.has(normaliseName(name)),
      );
      return holdsText ? 0.5 + (0.5 * found) / all.length : 0;
    },
    open: (context) => (row) => {
      const read = (field: Field) => row.text(...(names.get(field) ?? []));
      const facts = {
        url: read('url'),
        title: read('title'),
        text: read('text'),
        author: read('author'),
        handle: read('handle'),
        publisher: read('publisher'),
        language: read('language'),
        date: readDate([read('date'), read('time')].filter((cell) => cell !== '').join(' '), context),
        metrics: readMetrics({
          likes: read('likes'),
          comments: read('comments'),
          shares: read('shares'),
          views: read('views'),
        }),
      };
      const id = readId(read('id'));
      const platform = platformOf(read('platform'), mapping.platform);
      if (mapping.kind === 'post') {
        const post = anyPost(platform ?? '', { ...facts, id });
        if (platform === null || post.platform === platform) return post;
      }
      const post = plainPost(mapping.kind, platform ?? 'other', facts);
      return { ...post, externalId: id, idScope: id === null ? null : `import:${post.platform}` };
    },
  };
}

function platformOf(cell: string, fixed: Platform | undefined): Platform | null {
  if (cell === '') return fixed ?? null;
  const named = platforms.find((platform) => platform === cell.toLowerCase());
  if (named === undefined) throw new RowFault(`platform tidak dikenal: «${cell.slice(0, 40)}»`);
  return named;
}
