import { z } from 'zod';
import { RequestError } from '../../core/errors.ts';
import { toWebAddress } from '../../core/web-address.ts';
import type { ApiDeps } from '../deps.ts';

/** What people write in the body of a request. It goes on into mails, messages and files, where control signs do harm. */

/** One line: a title, a reason. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u, 'harus satu baris tanpa tanda kendali');

/** Paragraphs: a statement, a note. */
export const prose = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^(?:[^\p{Cc}\u202a-\u202e\u2066-\u2069]|[\n\r\t])*$/u, 'tidak boleh berisi tanda kendali');

export const webAddress = z
  .string()
  .trim()
  .max(2_000)
  .refine((url) => toWebAddress(url) !== null, 'harus alamat http atau https');

/** Ids of rows, in a body. */
export const rowId = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

/** @throws RequestError 400 for one that is not among the regency's agencies */
export function requireAgency(deps: Pick<ApiDeps, 'region'>, agency: string | null | undefined): void {
  if (agency === null || agency === undefined) return;
  const known = deps.region.agencies.map(({ id }) => id);
  if (known.includes(agency)) return;
  const problems = [{ where: 'agency', message: `harus salah satu dari: ${known.join(', ')}` }];
  throw new RequestError(400, 'invalid-body', 'Isi permintaan perlu diperbaiki: agency', problems);
}
