import type { DemoComment, DemoItem, DemoSource } from './archive.ts';
import { escapeMarkup, paragraphsToHtml } from './markup.ts';

export interface RestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The part of the WordPress REST API that public sites answer: posts and comments, filters, paging, its errors. */
export function answerRest(source: DemoSource, origin: string, url: URL): RestAnswer {
  const route = url.pathname.replace(/^\/wp-json/, '').replace(/\/$/, '');
  switch (route) {
    case '':
      return {
        status: 200,
        headers: {},
        body: { name: source.title, url: origin, gmt_offset: 7, namespaces: ['wp/v2'] },
      };
    case '/wp/v2/posts':
      return page(selectPosts(source.items, url.searchParams), url, (item) => post(item, origin));
    case '/wp/v2/pages':
      return page([], url, (item: DemoItem) => post(item, origin));
    case '/wp/v2/comments':
      return page(selectComments(source.items, url.searchParams), url, (entry) => comment(entry, origin));
    default:
      return failure(404, 'rest_no_route', 'No route was found matching the URL and request method.');
  }
}

function selectPosts(items: readonly DemoItem[], query: URLSearchParams): DemoItem[] {
  const after = query.get('after') ?? query.get('modified_after');
  const before = query.get('before') ?? query.get('modified_before');
  const include = query.get('include')?.split(',').map(Number);
  const found = items.filter(
    (item) =>
      (after === null || item.at > instant(after)) &&
      (before === null || item.at < instant(before)) &&
      (include === undefined || include.includes(item.number)),
  );
  return ordered(found, query);
}

type PostComment = DemoComment & { readonly item: DemoItem };

function selectComments(items: readonly DemoItem[], query: URLSearchParams): PostComment[] {
  const posts = query.get('post')?.split(',').map(Number);
  const after = query.get('after');
  const found = items
    .filter((item) => posts === undefined || posts.includes(item.number))
    .flatMap((item) => item.comments.map((entry) => ({ ...entry, item })))
    .filter((entry) => after === null || entry.at > instant(after));
  return ordered(found, query);
}

/** Times without an offset are the site's own, which is WIB; WordPress prints GMT times without a `Z`. */
function instant(text: string): Date {
  return new Date(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}+07:00`);
}

function ordered<T extends { readonly at: Date }>(list: T[], query: URLSearchParams): T[] {
  const sign = query.get('order') === 'asc' ? 1 : -1;
  return list.sort((a, b) => sign * (a.at.getTime() - b.at.getTime()));
}

function page<T>(list: readonly T[], url: URL, toJson: (entry: T) => unknown): RestAnswer {
  const size = Number(url.searchParams.get('per_page') ?? 10);
  if (!Number.isInteger(size) || size < 1 || size > 100)
    return failure(400, 'rest_invalid_param', 'Invalid parameter(s): per_page');
  const number = Number(url.searchParams.get('page') ?? 1);
  const pages = Math.max(1, Math.ceil(list.length / size));
  if (number > pages) {
    return failure(
      400,
      'rest_post_invalid_page_number',
      'The page number requested is larger than the number of pages available.',
    );
  }
  return {
    status: 200,
    headers: { 'x-wp-total': String(list.length), 'x-wp-totalpages': String(Math.ceil(list.length / size)) },
    body: list.slice((number - 1) * size, number * size).map(toJson),
  };
}

function failure(status: number, code: string, message: string): RestAnswer {
  return { status, headers: {}, body: { code, message, data: { status } } };
}

const gmt = (at: Date): string => at.toISOString().slice(0, 19);
const local = (at: Date): string => gmt(new Date(at.getTime() + 7 * 3_600_000));

function post(item: DemoItem, origin: string): unknown {
  return {
    id: item.number,
    date: local(item.at),
    date_gmt: gmt(item.at),
    guid: { rendered: `${origin}/?p=${item.number}` },
    modified: local(item.at),
    modified_gmt: gmt(item.at),
    slug: item.slug,
    status: 'publish',
    type: 'post',
    link: `${origin}/${item.slug}`,
    title: { rendered: escapeMarkup(item.title ?? '').replaceAll('–', '&#8211;') },
    content: { rendered: paragraphsToHtml(item.paragraphs), protected: false },
    excerpt: { rendered: paragraphsToHtml(item.paragraphs.slice(0, 1)), protected: false },
    author: 1,
    comment_status: 'open',
    categories: [1],
    tags: [],
  };
}

function comment(entry: PostComment, origin: string): unknown {
  return {
    id: entry.number,
    post: entry.item.number,
    parent: 0,
    author: 0,
    author_name: entry.by,
    date: local(entry.at),
    date_gmt: gmt(entry.at),
    content: { rendered: `<p>${escapeMarkup(entry.text)}</p>` },
    link: `${origin}/${entry.item.slug}#comment-${entry.number}`,
    status: 'approved',
    type: 'comment',
  };
}
