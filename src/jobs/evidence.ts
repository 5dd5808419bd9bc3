import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { maskSecrets } from '../core/mask-secrets.ts';
import type { NetClient, NetResponse } from '../core/net.ts';
import { canonicalUrl } from '../ingest/canonical-url.ts';
import type { PackedAnswer } from '../store/evidence.ts';

export interface EvidenceRecorder {
  /** The given ones, watched. */
  readonly net: NetClient;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  /** What was answered since the last call, ready to be stored; nothing when it is not needed. */
  take(isNeeded: boolean): Promise<readonly PackedAnswer[]>;
}

export interface RecorderDeps {
  readonly net: NetClient;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly now: () => Date;
}

/** Most bytes of answers that one step may hold in memory; what comes after them is not kept. */
const maxBytes = 20 * 1_048_576;

interface Answer {
  readonly asked: string;
  readonly url: string;
  readonly contentType: string | null;
  readonly body: Uint8Array;
  readonly fetchedAt: string;
}

/**
 * Watches what a collector is answered in a step: every answer with status 200 and every file that it reads, except answers that hold a
 * secret. Robots files are fetched inside net and never come by here.
 * @param secret the key in use: some platforms print it into the addresses of further pages, where it is blotted out
 */
export function recordAnswers({ net, readFile, now }: RecorderDeps, secret: string | null): EvidenceRecorder {
  let answers: Answer[] = [];
  let bytes = 0;

  function keep(answer: Omit<Answer, 'fetchedAt'>): void {
    if (answer.body.length === 0 || bytes + answer.body.length > maxBytes) return;
    bytes += answer.body.length;
    const body = secret === null ? answer.body : maskSecrets(answer.body, {}, secret);
    answers.push({ ...answer, body, fetchedAt: now().toISOString() });
  }

  function keepResponse(asked: string, { status, notModified, url, headers, body }: NetResponse): void {
    if (status === 200 && !notModified) keep({ asked, url, contentType: headers['content-type'] ?? null, body });
  }

  return {
    net: {
      async get(url, options) {
        const response = await net.get(url, options);
        keepResponse(url, response);
        return response;
      },
      async call(url, options) {
        const response = await net.call(url, options);
        if (options.isSecret !== true)
          keepResponse(url, { ...response, body: maskSecrets(response.body, options.headers) });
        return response;
      },
    },
    async readFile(path) {
      const body = await readFile(path);
      const { href } = pathToFileURL(path);
      keep({ asked: href, url: href, contentType: null, body });
      return body;
    },
    async take(isNeeded) {
      const taken = isNeeded ? answers : [];
      answers = [];
      bytes = 0;
      return Promise.all(taken.map(pack));
    },
  };
}

/** Compressed in the thread pool, so that the process goes on. */
async function pack({ asked, url, contentType, body, fetchedAt }: Answer): Promise<PackedAnswer> {
  const pages = new Set([asked, url].flatMap((address) => canonicalUrl(address) ?? []));
  return {
    url,
    contentType,
    fetchedAt,
    sha256: createHash('sha256').update(body).digest('hex'),
    size: body.length,
    body: await promisify(gzip)(body, { level: 6 }),
    pageKeys: [...pages].map((page) => `url:${page}`),
  };
}
