/** What a demo site is asked. */
export interface DemoRequest {
  readonly url: URL;
  readonly method: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** The key of every platform of the demo, in the form that the pickiest of them wants. They take no other. */
export const demoSecret = 'demo.test:kunci-rekaan';

export const html = 'text/html; charset=utf-8';

export function plain(status: number, type: string, body: string): Answer {
  return { status, headers: { 'content-type': type }, body };
}

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json; charset=UTF-8' },
    body: JSON.stringify(body),
  };
}

export function hasBearer({ headers }: DemoRequest): boolean {
  return headers.authorization === `Bearer ${demoSecret}`;
}

/** Small pages, so that a handful of items is enough to turn them. */
export const pageSize = 3;

/** A page that begins at a mark (an offset in digits), and the mark of the next one. */
export function pageFrom<T>(
  list: readonly T[],
  mark: string | null,
): { readonly items: readonly T[]; readonly next: string | null } {
  const start = mark !== null && /^\d{1,6}$/.test(mark) ? Number(mark) : 0;
  const end = start + pageSize;
  return { items: list.slice(start, end), next: end < list.length ? String(end) : null };
}
