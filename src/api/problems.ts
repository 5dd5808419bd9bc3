import type { Request, Response } from 'express';
import { type Problem, RequestError } from '../core/errors.ts';
import type { Logger } from '../core/log.ts';

/** RFC 9457 problem document. `problems` names every parameter at fault. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly problems: readonly Problem[];
}

const titles: Readonly<Record<number, string>> = {
  400: 'Permintaan salah',
  401: 'Token diperlukan',
  403: 'Tidak diizinkan',
  404: 'Tidak ditemukan',
  405: 'Metode tidak diterima',
  406: 'Bentuk jawaban tidak tersedia',
  409: 'Bertabrakan dengan keadaan sekarang',
  410: 'Sudah tidak ada',
  413: 'Isi permintaan terlalu besar',
  415: 'Jenis isi tidak diterima',
  421: 'Alamat tidak dikenal',
  422: 'Permintaan tidak dapat dijalankan',
  423: 'Terkunci',
  429: 'Terlalu banyak permintaan',
  500: 'Kesalahan di server',
  502: 'Layanan lain tidak menjawab',
  503: 'Belum dapat melayani',
};

/** What a thrown error says to the outside: our refusals in full, anything else as a bare 500. */
export function toRequestError(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  const status = statusOf(error);
  if (status !== null) return new RequestError(status, 'bad-request', 'permintaan tidak dapat dibaca');
  return new RequestError(500, 'internal', 'Terjadi kesalahan. Rinciannya ada di catatan (log) server.');
}

/** Express marks what it cannot read itself (a broken percent-encoding in the path) with a status. */
function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

export function toProblem(error: RequestError, path: string): ProblemDocument {
  return {
    type: `urn:kentongan:problem:${error.code}`,
    title: titles[error.status] ?? 'Permintaan ditolak',
    status: error.status,
    detail: error.message,
    instance: path,
    problems: error.problems,
  };
}

export function sendProblem(request: Request, response: Response, error: RequestError): void {
  response
    .status(error.status)
    .type('application/problem+json')
    .send(JSON.stringify(toProblem(error, request.path)));
}

/** Bugs are for a developer to see; refusals are not. */
export function logBug(log: Logger, request: Request, error: unknown): void {
  if (toRequestError(error).status !== 500) return;
  log.error({ err: error, method: request.method, path: request.path }, 'request failed');
}
