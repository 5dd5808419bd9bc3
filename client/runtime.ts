/** One operation of the API: what it takes and gives. `item` is what its list holds, `never` for what is no list. */
export interface Operation {
  params: object;
  body: unknown;
  answer: unknown;
  item: unknown;
}

export interface Options {
  /** `https://kentongan.example.go.id` */
  readonly baseUrl: string;
  readonly token?: string;
  /** Instead of the one that is there. */
  readonly fetch?: typeof fetch;
}

type Field<O extends Operation> = string & keyof ([O['item']] extends [never] ? O['answer'] : O['item']);
type Sparse<O extends Operation, F> = [F] extends [never]
  ? O['answer']
  : [O['item']] extends [never]
    ? Pick<O['answer'], F & keyof O['answer']>
    : Omit<O['answer'], 'items'> & { items: Pick<O['item'], F & keyof O['item']>[] };

type Input<O extends Operation> = (object extends O['params'] ? { params?: O['params'] } : { params: O['params'] }) &
  (O['body'] extends undefined ? object : { body: O['body'] }) & {
    signal?: AbortSignal;
    /** Of a write; made up if absent, null sends none. */
    idempotencyKey?: string | null;
  };
type Arguments<T> = object extends T ? [T?] : [T];

interface Sent {
  params?: object;
  body?: unknown;
  signal?: AbortSignal;
  idempotencyKey?: string | null;
  fields?: readonly string[];
}

/** The server refused: an RFC 9457 problem document. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  /** Stays the same whatever the words: `rate-limited`, `invalid-parameters`. */
  readonly code: string;
  /** Every parameter at fault. */
  readonly problems: readonly { where: string; message: string }[];
  /** Seconds to wait, when the server said so. */
  readonly retryAfter: number | null;

  constructor(status: number, document: Record<string, unknown>, retryAfter: string | null) {
    super(typeof document.detail === 'string' ? document.detail : `HTTP ${status}`);
    this.status = status;
    this.code = String(document.type ?? '').replace('urn:kentongan:problem:', '');
    this.problems = Array.isArray(document.problems) ? document.problems : [];
    this.retryAfter = retryAfter === null ? null : Number(retryAfter);
  }
}

/** Calls operations by their names, `GET /api/v1/issues/{id}`. What was lost on the way is sent again, writes with the same key. */
export class Client<Ops extends { [Name in keyof Ops]: Operation }> {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** @throws Problem when the server refuses */
  async call<K extends string & keyof Ops, F extends Field<Ops[K]> = never>(
    name: K,
    ...[input]: Arguments<Input<Ops[K]> & { fields?: readonly F[] }>
  ): Promise<Sparse<Ops[K], F>> {
    const response = await this.#send(name, (input ?? {}) as Sent);
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return (isJson ? await response.json() : await response.text()) as Sparse<Ops[K], F>;
  }

  /** Every item of a list, page after page. @throws Problem */
  async *items<K extends string & keyof Ops>(
    name: K,
    ...[input]: Arguments<Input<Ops[K]>>
  ): AsyncGenerator<Ops[K]['item'], void, undefined> {
    const sent = (input ?? {}) as Sent;
    let cursor: string | null = null;
    do {
      const params = cursor === null ? sent.params : { ...sent.params, cursor };
      const response = await this.#send(name, { ...sent, ...(params === undefined ? {} : { params }) });
      const page = (await response.json()) as { items: Ops[K]['item'][]; next?: string | null };
      yield* page.items;
      cursor = page.next ?? null;
    } while (cursor !== null);
  }

  /** Every item of a list as one export (NDJSON). @throws Problem; Error when the export broke off */
  async *export<K extends string & keyof Ops>(
    name: K,
    ...[input]: Arguments<Input<Ops[K]>>
  ): AsyncGenerator<Ops[K]['item'], void, undefined> {
    const response = await this.#send(name, (input ?? {}) as Sent, 'application/x-ndjson');
    for await (const line of linesOf(response)) {
      if (line.startsWith('{"_end":')) return;
      yield JSON.parse(line) as Ops[K]['item'];
    }
    throw new Error('the export broke off');
  }

  /** A list as a file, to be read as it comes. @throws Problem */
  file<K extends string & keyof Ops>(
    name: K,
    format: 'csv' | 'xlsx',
    ...[input]: Arguments<Input<Ops[K]> & { fields?: readonly string[] }>
  ): Promise<Response> {
    const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return this.#send(name, (input ?? {}) as Sent, format === 'csv' ? 'text/csv' : sheet);
  }

  /** Server-sent events, until the server ends them or the signal stops them. @throws Problem */
  async *events<K extends string & keyof Ops>(
    name: K,
    ...[input]: Arguments<Input<Ops[K]>>
  ): AsyncGenerator<Ops[K]['answer'], void, undefined> {
    const response = await this.#send(name, (input ?? {}) as Sent, 'text/event-stream');
    for await (const line of linesOf(response)) {
      if (line.startsWith('data: ')) yield JSON.parse(line.slice(6)) as Ops[K]['answer'];
    }
  }

  async #send(name: string, sent: Sent, accept = 'application/json, */*;q=0.5'): Promise<Response> {
    const [method = 'GET', template = ''] = name.split(' ');
    const query = new URLSearchParams();
    const values = new Map(Object.entries(sent.params ?? {}));
    const path = template.replace(/\{(\w+)\}/g, (_, key: string) => {
      const value = values.get(key);
      values.delete(key);
      return encodeURIComponent(String(value));
    });
    for (const [key, value] of values) if (value !== undefined) query.append(key, String(value));
    if (sent.fields !== undefined) query.set('fields', sent.fields.join(','));
    const headers = new Headers({ accept });
    if (this.#options.token !== undefined) headers.set('authorization', `Bearer ${this.#options.token}`);
    if (sent.body !== undefined) headers.set('content-type', 'application/json');
    if (method !== 'GET' && sent.idempotencyKey !== null)
      headers.set('idempotency-key', sent.idempotencyKey ?? crypto.randomUUID());
    const response = await this.#fetch(
      `${this.#options.baseUrl.replace(/\/$/, '')}${path}${query.size > 0 ? `?${query}` : ''}`,
      {
        ...{ method, headers },
        ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
        ...(sent.signal === undefined ? {} : { signal: sent.signal }),
      },
    );
    if (response.ok) return response;
    const text = await response.text();
    throw new Problem(response.status, parseDocument(text), response.headers.get('retry-after'));
  }

  /** A connection that failed is tried again, unless it could make a write happen twice. */
  async #fetch(url: string, init: RequestInit & { headers: Headers }): Promise<Response> {
    const send = this.#options.fetch ?? fetch;
    for (const wait of init.method === 'GET' || init.headers.has('idempotency-key') ? [200, 1_000] : []) {
      try {
        return await send(url, init);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
    return send(url, init);
  }
}

async function* linesOf(response: Response): AsyncGenerator<string, void, undefined> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line !== '');
  }
  if (rest !== '') yield rest;
}

function parseDocument(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
