import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from '../core/log.ts';
import { type MeasuredInstallation, metricsType, toMetrics } from './metrics.ts';
import type { ProcessFigures } from './metrics-process.ts';

/** What a process of any role tells those who run it: `/health` and `/metrics`, nothing else. */
export interface OperationsDeps {
  readonly now: () => Date;
  readonly log: Logger;
  readonly version: string;
  /** `api`, `worker`, `scheduler` or `all`. */
  readonly role: string;
  readonly figures: ProcessFigures;
  /** Regencies whose figures this process exports; none for a worker, whose figures of its own are enough. */
  readonly installations: () => readonly MeasuredInstallation[];
  /** Each throws when its part does not work: `database`, `jobs`. */
  readonly parts: Readonly<Record<string, () => Promise<unknown>>>;
  /** That monitoring brings; null answers only programs on this machine. */
  readonly token: string | null;
}

/** A part that has not answered by then does not work. */
const patienceMs = 5_000;

/**
 * A handler for `listen`. `/health` is for whoever keeps the process alive: 200 or 503 and the names of the failing parts, open to all
 * who reach the port. `/metrics` is for the holder of the token; without a token for this machine only, and not through a proxy.
 */
export function createOperationsServer(deps: OperationsDeps): RequestListener {
  return (request, response) => {
    answer(deps, request, response).catch((error: unknown) => {
      deps.log.error({ err: error }, 'operations request failed');
      if (response.headersSent) response.destroy();
      else send(response, 500, 'text/plain', 'Terjadi kesalahan; lihat log.\n');
    });
  };
}

async function answer(deps: OperationsDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '').split('?')[0];
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    send(response, 405, 'text/plain', 'Yang diterima: GET, HEAD.\n');
  } else if (path === '/health') {
    const health = await checkParts(deps);
    send(response, health.failing.length === 0 ? 200 : 503, 'application/json', `${JSON.stringify(health)}\n`);
  } else if (path !== '/metrics') {
    send(response, 404, 'text/plain', 'Hanya /health dan /metrics.\n');
  } else if (!mayRead(deps.token, request)) {
    if (deps.token !== null) response.setHeader('WWW-Authenticate', 'Bearer realm="kentongan"');
    const how = deps.token === null ? 'Isi KENTONGAN_METRICS_TOKEN agar dapat dibaca dari mesin lain.' : 'Perlu token.';
    send(response, deps.token === null ? 403 : 401, 'text/plain', `${how}\n`);
  } else {
    send(response, 200, metricsType, await toMetrics(deps.installations(), deps.figures, deps.now()));
  }
}

async function checkParts({ parts, role, version, now, log }: OperationsDeps) {
  const failing = await Promise.all(
    Object.entries(parts).map(async ([name, check]) => {
      try {
        await inTime(check());
        return [];
      } catch (error) {
        log.warn({ part: name, err: error }, 'a part does not work');
        return [name];
      }
    }),
  );
  const names = failing.flat();
  return {
    status: names.length === 0 ? 'ok' : 'failing',
    failing: names,
    role,
    version,
    checkedAt: now().toISOString(),
  };
}

async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function mayRead(token: string | null, request: IncomingMessage): boolean {
  if (token === null) return isFromThisMachine(request);
  const brought = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return brought !== undefined && timingSafeEqual(digestOf(brought), digestOf(token));
}

/** Digests are equally long, as the comparison wants them. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** An address alone proves nothing: a proxy on this machine, or a page whose name points here, has the same. */
function isFromThisMachine({ headers, socket }: IncomingMessage): boolean {
  const isForwarded = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'].some(
    (name) => headers[name] !== undefined,
  );
  const isLocal = /^(::1$|(::ffff:)?127\.)/.test(socket.remoteAddress ?? '');
  const asksLocally = /^(localhost|[\w-]+\.localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i.test(headers.host ?? '');
  return isLocal && !isForwarded && asksLocally;
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
