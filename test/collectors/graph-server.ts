import type { Answer, Asked } from './bench.ts';

export const token = 'EAAtokenUji123';

export const graphError = (code: number, message = 'Galat uji', extra: object = {}, status = 400): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ error: { message, type: 'OAuthException', code, fbtrace_id: 'A1', ...extra } }),
});

export const json = (body: unknown, headers: Record<string, string> = {}): Answer => ({
  headers: { 'content-type': 'application/json; charset=UTF-8', 'facebook-api-version': 'v26.0', ...headers },
  body: JSON.stringify(body),
});

export const missing = (id: string) =>
  graphError(
    100,
    `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
    { error_subcode: 33 },
  );

/** The gate of Meta's Graph API: the token in a header, never in the address, and a version that is still alive. */
export function behindGate(route: (asked: Asked, path: string) => Answer, version = 'v26.0') {
  return (asked: Asked): Answer => {
    if (asked.query.has('access_token')) throw new Error('the token is in the address');
    if (asked.headers.authorization !== `Bearer ${token}`) {
      return graphError(190, `Malformed access token ${String(asked.headers.authorization).slice(7)}`);
    }
    if (!asked.path.startsWith(`/${version}/`)) return graphError(2635, 'You are calling a deprecated version');
    return route(asked, asked.path.slice(version.length + 2));
  };
}

/**
 * One page of a list with Meta's paging: marks, and `next` with the token in it.
 * @param isNextNamed false for lists that have marks only
 */
export function pageOf(items: readonly unknown[], { query, origin, path }: Asked, isNextNamed = true) {
  const limit = Number(query.get('limit') ?? 25);
  const start = query.has('after') ? Number(Buffer.from(query.get('after') ?? '', 'base64url').toString()) : 0;
  const data = items.slice(start, start + limit);
  const mark = (position: number) => Buffer.from(String(position)).toString('base64url');
  const end = start + data.length;
  const next = end < items.length ? { next: `${origin}${path}?access_token=${token}&after=${mark(end)}` } : {};
  if (data.length === 0) return { data };
  return { data, paging: { cursors: { before: mark(start), after: mark(end) }, ...(isNextNamed ? next : {}) } };
}

/** `2026-11-20T01:15:00+0000` */
export const graphTime = (at: Date) => at.toISOString().replace(/\.\d+Z$/, '+0000');
