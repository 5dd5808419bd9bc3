import { SourceError } from '../../src/core/errors.ts';
import type { GetOptions, NetClient } from '../../src/core/net.ts';

/** NetClient on plain fetch, for loopback servers: no politeness, no guards, the same meaning of statuses and redirects. */
export const fetchNet: NetClient = {
  async get(url, options: GetOptions = {}) {
    const headers: Record<string, string> = { accept: options.accept ?? '*/*' };
    if (options.validators?.etag) headers['if-none-match'] = options.validators.etag;
    if (options.validators?.lastModified) headers['if-modified-since'] = options.validators.lastModified;
    let address = url;
    let movedTo: string | null = null;
    let isPermanent = true;
    for (let hop = 0; hop < 6; hop++) {
      const response = await fetch(address, {
        headers,
        redirect: 'manual',
        ...(options.signal ? { signal: options.signal } : {}),
      }).catch((cause: unknown) => {
        throw new SourceError('network', `no answer from ${address}`, { cause });
      });
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location !== null) {
        isPermanent &&= response.status === 301 || response.status === 308;
        address = new URL(location, address).href;
        if (isPermanent) movedTo = address;
        continue;
      }
      if (response.status >= 400 && !options.allowStatus?.includes(response.status)) throw refusal(response);
      const maxAge = /max-age=(\d+)/.exec(response.headers.get('cache-control') ?? '')?.[1] ?? '0';
      return {
        status: response.status,
        url: address,
        movedTo,
        notModified: response.status === 304,
        headers: Object.fromEntries(response.headers),
        body: new Uint8Array(await response.arrayBuffer()),
        validators: { etag: response.headers.get('etag'), lastModified: response.headers.get('last-modified') },
        freshForMs: Number(maxAge) * 1000,
      };
    }
    throw new SourceError('changed', 'too many redirects');
  },

  async call(url, { method = 'GET', headers = {}, body, signal }) {
    const response = await fetch(url, {
      method,
      headers: { accept: 'application/json', ...headers },
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
      ...(signal ? { signal } : {}),
    }).catch((cause: unknown) => {
      throw new SourceError('network', `no answer from ${url}`, { cause });
    });
    if (response.headers.has('location')) throw new SourceError('changed', 'an API does not redirect');
    return {
      status: response.status,
      url,
      movedTo: null,
      notModified: false,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer()),
      validators: { etag: null, lastModified: null },
      freshForMs: 0,
    };
  },
};

function refusal(response: Response): SourceError {
  const { status } = response;
  if (status === 410) return new SourceError('gone', 'gone');
  if (status === 429 || status === 503) {
    return new SourceError('rate-limited', `status ${status}`, {
      retryAfterMs: Number(response.headers.get('retry-after') ?? 0) * 1000,
    });
  }
  return new SourceError(
    status === 401 || status === 403 ? 'blocked' : status === 404 ? 'changed' : 'network',
    `status ${status}`,
  );
}
