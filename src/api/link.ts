import type { Request, Response } from 'express';

/** RFC 8288, so that clients can page without reading the body. */
export function linkNext(request: Request, response: Response, next: string | null): void {
  if (next === null) return;
  const url = new URL(request.originalUrl, 'http://localhost');
  url.searchParams.set('cursor', next);
  response.links({ next: `${url.pathname}${url.search}` });
}
