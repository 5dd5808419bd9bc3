import { afterAll, afterEach, beforeAll } from 'vitest';
import { collectorTypes } from '../../src/collectors/index.ts';
import type { CollectContext, CollectStep } from '../../src/core/collector.ts';
import { SourceError } from '../../src/core/errors.ts';
import { silentLog } from '../../src/core/log.ts';
import type { RawPost } from '../../src/core/mention.ts';
import type { Reader } from '../../src/core/reader.ts';
import { createReader } from '../../src/reading/reader.ts';
import { serve, type WebServer } from '../support/web-server.ts';
import { fetchNet } from './fetch-net.ts';

export const now = new Date('2026-11-22T08:00:00.000Z');

/** What a site of a test answers: text, or a status with headers. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly origin: string;
  /** What was sent along, as text. */
  readonly body: string;
}

/** Servers and one reader for the tests of a file. */
export function createBench() {
  let reader: Reader & { close(): Promise<void> };
  const servers: WebServer[] = [];
  beforeAll(() => {
    reader = createReader({ workers: 1, timeoutMs: 20_000 });
  });
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
  afterAll(() => reader.close());

  async function site(handle: (asked: Asked) => Answer | string): Promise<WebServer> {
    const server = await serve(async (request, response) => {
      const { method = 'GET', headers } = request;
      const origin = `http://${headers.host}`;
      const { pathname: path, searchParams: query } = new URL(request.url ?? '/', origin);
      const body = Buffer.concat(await request.toArray()).toString();
      const given = handle({ method, path, query, headers, origin, body });
      const answer = typeof given === 'string' ? { body: given } : given;
      response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
    });
    servers.push(server);
    return server;
  }

  function context(cursor: string | null, overrides: Partial<CollectContext> = {}): CollectContext {
    return {
      cursor,
      net: fetchNet,
      reader,
      now: () => now,
      zone: 'Asia/Jakarta',
      log: silentLog,
      signal: new AbortController().signal,
      credential: null,
      readFile: async () => {
        throw new SourceError('changed', 'no files in this test');
      },
      ...overrides,
    };
  }

  function step(
    id: string,
    options: unknown,
    cursor: string | null = null,
    overrides: Partial<CollectContext> = {},
  ): Promise<CollectStep> {
    const type = collectorTypes.find((candidate) => candidate.id === id);
    if (type === undefined) throw new Error(`no collector ${id}`);
    return type.configure(options).collect(context(cursor, overrides));
  }

  /** Steps until there are no more, as the job runner takes them. */
  async function run(
    id: string,
    options: unknown,
    cursor: string | null = null,
    overrides: Partial<CollectContext> = {},
  ) {
    const posts: RawPost[] = [];
    let rejected = 0;
    let state = cursor;
    for (let steps = 1; steps <= 60; steps++) {
      const taken = await step(id, options, state, overrides);
      posts.push(...taken.posts);
      rejected += taken.rejected;
      state = taken.cursor;
      if (!taken.more) return { posts, rejected, cursor: state, steps, waitMs: taken.waitMs };
    }
    throw new Error('the collector never ends');
  }

  /** Reads one kept answer again. */
  function readKept(id: string, options: unknown, body: string | Uint8Array, url = 'https://kept.test/') {
    const type = collectorTypes.find((candidate) => candidate.id === id);
    if (type === undefined) throw new Error(`no collector ${id}`);
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    return type
      .configure(options)
      .read({ url, contentType: null, body: bytes, fetchedAt: now.toISOString() }, { reader, zone: 'Asia/Jakarta' });
  }

  return { site, context, step, run, readKept };
}
