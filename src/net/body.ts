import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { SourceError } from '../core/errors.ts';

export interface BodyLimits {
  /** Bytes as they come over the wire. */
  readonly wireBytes: number;
  /** Bytes after decompression. */
  readonly decodedBytes: number;
}

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Reads a response body to the end, decompressing at most two layers, and stops at the first byte over a limit: a small archive
 * that unfolds to gigabytes costs no more than the limit.
 * @throws SourceError 'too-large' over a limit, 'changed' for an encoding that is unknown or broken
 */
export async function readBody(
  stream: Readable,
  contentEncoding: string | undefined,
  limits: BodyLimits,
): Promise<Uint8Array> {
  const layers = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((layer) => layer.trim())
    .filter((layer) => layer !== '' && layer !== 'identity');
  if (layers.length > 2) throw fail(stream, new SourceError('too-large', `${layers.length} layers of compression`));
  const stages: Transform[] = [];
  for (const layer of layers.reverse()) {
    const create = decoders[layer];
    if (create === undefined) throw fail(stream, new SourceError('changed', `unknown content encoding ${layer}`));
    stages.push(create());
  }
  return new Promise<Uint8Array>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let wire = 0;
    let decoded = 0;
    const stop = (error: Error): void => {
      stream.destroy();
      for (const stage of stages) stage.destroy();
      reject(error);
    };
    stream.on('data', (chunk: Buffer) => {
      wire += chunk.length;
      if (wire > limits.wireBytes)
        stop(new SourceError('too-large', `answer is over ${megabytes(limits.wireBytes)} MB`));
    });
    stream.on('error', stop);
    let last: Readable = stream;
    for (const stage of stages) {
      stage.on('error', (cause) => stop(new SourceError('changed', 'answer is not compressed as it says', { cause })));
      last = last.pipe(stage);
    }
    last.on('data', (chunk: Buffer) => {
      decoded += chunk.length;
      if (decoded > limits.decodedBytes) {
        stop(new SourceError('too-large', `answer unpacks to more than ${megabytes(limits.decodedBytes)} MB`));
      } else {
        chunks.push(chunk);
      }
    });
    last.on('end', () => resolve(Buffer.concat(chunks)));
    stream.on('close', () => {
      if (!stream.readableEnded && !stream.destroyed) stop(new SourceError('network', 'connection closed early'));
    });
  });
}

/** The first bytes as they come; what follows is not read. An answer that breaks off is as long as it is. */
export async function readStart(stream: Readable, most: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= most) break;
    }
  } catch {
    // Status and headers are there: they say enough.
  }
  return Buffer.concat(chunks).subarray(0, most);
}

function fail(stream: Readable, error: SourceError): SourceError {
  stream.on('error', () => {});
  stream.destroy();
  return error;
}

function megabytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(bytes < 1_048_576 ? 2 : 0);
}
