import { serve } from '../../test/support/web-server.ts';

/** What became of an item on its site. */
export interface Shown {
  readonly phase: string;
  readonly visibleMs: number;
  /** When its source was due to be read, as the product had written it down; null while it was not known. */
  dueMs: number | null;
  /** When it was given out first; null while nobody has asked. */
  givenMs: number | null;
  /** Whether newer ones pushed it off the feed before anybody asked. */
  isMissed: boolean;
}

export interface Feeds {
  readonly port: number;
  /** By link. */
  readonly items: ReadonlyMap<string, Shown>;
  /** @param source `s7-0` @param item RSS, whose link is `link` */
  show(source: string, item: { readonly xml: string; readonly link: string }, phase: string): void;
  /** @param dueMs when a source is to be asked next, by the product's own note */
  expect(source: string, dueMs: number): void;
  asked(): number;
  close(): Promise<void>;
}

/** Newest items that a feed shows; as many sites do. */
const onFeed = 50;

/** A site for every source, `http://s7-0.localhost:<port>/feed`, which remembers when it first gave out each item. */
export async function openFeeds(): Promise<Feeds> {
  const items = new Map<string, Shown>();
  const newest = new Map<string, { readonly xml: string; readonly shown: Shown }[]>();
  const due = new Map<string, number>();
  let asked = 0;
  const server = await serve((request, response) => {
    if (request.url === '/robots.txt') return void response.writeHead(404).end();
    const source = (request.headers.host ?? '').split('.')[0] ?? '';
    const now = Date.now();
    asked += 1;
    const shown = newest.get(source) ?? [];
    for (const { shown: one } of shown) {
      if (one.givenMs !== null) continue;
      one.givenMs = now;
      one.dueMs = due.get(source) ?? null;
    }
    const body = `<rss version="2.0"><channel><title>${source}</title>${shown.map(({ xml }) => xml).join('')}</channel></rss>`;
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(body);
  });
  return {
    port: server.port,
    items,
    show(source, { xml, link }, phase) {
      const shown: Shown = { phase, visibleMs: Date.now(), dueMs: null, givenMs: null, isMissed: false };
      items.set(link, shown);
      const list = newest.get(source) ?? [];
      newest.set(source, list);
      list.unshift({ xml, shown });
      for (const { shown: old } of list.splice(onFeed)) if (old.givenMs === null) old.isMissed = true;
    },
    expect: (source, dueMs) => void due.set(source, dueMs),
    asked: () => asked,
    close: () => server.close(),
  };
}
