import type { JSX } from 'preact';
import type { PageRequest } from '../page.ts';

/** Leads to the following page of a list, with the same filters, and back to its beginning. */
export function Pager({
  path,
  query,
  next,
  isFirst,
  oldestFirst = false,
}: {
  path: string;
  query: PageRequest['query'];
  next: string | null;
  isFirst: boolean;
  /** What waits longest stands at the top. */
  oldestFirst?: boolean;
}): JSX.Element | null {
  if (next === null && isFirst) return null;
  return (
    <nav class="pager" aria-label="Halaman">
      {isFirst ? (
        <span />
      ) : (
        <a href={addressOf(path, query, null)}>← Kembali ke yang {oldestFirst ? 'terlama' : 'terbaru'}</a>
      )}
      {next === null ? (
        <span class="quiet">Tidak ada lagi yang lebih {oldestFirst ? 'baru' : 'lama'}</span>
      ) : (
        <a href={addressOf(path, query, next)} rel="next">
          Lebih {oldestFirst ? 'baru' : 'lama'} →
        </a>
      )}
    </nav>
  );
}

/** The same list with another cursor; empty filters are left out. */
export function addressOf(path: string, query: PageRequest['query'], cursor: string | null): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string' && value !== '' && name !== 'kursor') search.set(name, value);
  }
  if (cursor !== null) search.set('kursor', cursor);
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}
