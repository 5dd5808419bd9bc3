/** The only way out. Implemented in `net/`; tests use a fake. */
export interface NetClient {
  /**
   * One polite GET: address guard, robots.txt, per-host spacing, limits and redirects are applied.
   * @throws SourceError for everything that is not a usable answer (status ≥ 400, refused address, over a limit, timeout);
   * NotAskedError when it is not our turn at the host for some time: a 429 or 503 with Retry-After holds for all that is asked of it
   */
  get(url: string, options?: GetOptions): Promise<NetResponse>;

  /**
   * One request to an API that the operator has a key or an account for. The API's terms stand in place of robots.txt; address guard,
   * spacing and limits are the same. Any status is returned, because APIs say in the body what is wrong. Redirects are not followed,
   * so that a key never reaches another host.
   * @throws SourceError for a refused address, a redirect, an answer over a limit, or no answer; NotAskedError as above, though what is
   * said to a request with a key concerns that key alone
   */
  call(url: string, options: CallOptions): Promise<NetResponse>;
}

export interface CallOptions {
  readonly method?: 'GET' | 'POST';
  /** Secrets belong here and never into the address: addresses are logged and kept. Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** The answer holds a secret (a session token): it is not kept as evidence. */
  readonly isSecret?: boolean;
  /** Only so many bytes of the answer are read, undecoded, and the rest is left: for answers whose status says enough. */
  readonly firstBytes?: number;
}

export interface GetOptions {
  readonly accept?: string;
  /** Sent back as If-None-Match / If-Modified-Since, verbatim as received. */
  readonly validators?: Validators | null;
  readonly signal?: AbortSignal;
  /** Statuses ≥ 400 that the collector wants to read itself, for instance WordPress' 400 past the last page. */
  readonly allowStatus?: readonly number[];
}

export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface NetResponse {
  readonly status: number;
  /** Address after redirects. */
  readonly url: string;
  /** Where permanent redirects (301, 308) alone led, if anywhere: the address to use from now on. */
  readonly movedTo: string | null;
  readonly notModified: boolean;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded (gunzipped) body; empty for 304. */
  readonly body: Uint8Array;
  readonly validators: Validators;
  /** The longest wait the answer asks for (Cache-Control max-age, Expires), in milliseconds; 0 if none. */
  readonly freshForMs: number;
}
