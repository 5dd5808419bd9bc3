import { z } from 'zod';
import { idempotencyHeader, replayedHeader } from './idempotency.ts';
import { type Json, toSchema } from './json-schema.ts';

/** What operations of the API document share, under `components`. */

const problem = z
  .strictObject({
    type: z.string().describe('`urn:kentongan:problem:` and a word that stays the same: `rate-limited`.'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('In Indonesian, for people.'),
    instance: z.string(),
    problems: z
      .array(z.strictObject({ where: z.string(), message: z.string() }))
      .describe('Every parameter at fault, and what is wrong with it.'),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem document.' });

const refusals = {
  BadRequest: 'Parameters or a body that are unknown or wrong; every one is named.',
  Unauthorized: 'No token and no session, or one that has run out.',
  Forbidden: 'Not among the permissions of this user or token, or sent from another site.',
  NotFound: 'There is none, or it is not yours to see.',
  NotAcceptable: 'None of the forms that the client accepts.',
  Conflict: 'Not possible as things stand now, or a request with the same Idempotency-Key is at work.',
  TooLarge: 'A body of more than 100 KB.',
  UnsupportedMediaType: 'A body that is not JSON.',
  Unprocessable: 'The Idempotency-Key was used for another request.',
  TooManyRequests: 'More requests in a minute than are allowed.',
  Other: 'Anything else.',
} as const;
export type Refusal = keyof typeof refusals;

export const refusalStatus: Readonly<Record<Exclude<Refusal, 'Other'>, number>> = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  NotAcceptable: 406,
  Conflict: 409,
  TooLarge: 413,
  UnsupportedMediaType: 415,
  Unprocessable: 422,
  TooManyRequests: 429,
};

const limitHeaders = ['RateLimit', 'RateLimit-Policy'] as const;
export const headersOf = (...names: readonly string[]): Json =>
  Object.fromEntries([...limitHeaders, ...names].map((name) => [name, { $ref: `#/components/headers/${name}` }]));

export const idempotencyParameter = { $ref: '#/components/parameters/IdempotencyKey' };

/** @param schemas named parts that operations have brought together so far */
export function toComponents(schemas: Record<string, unknown>): Json {
  toSchema(problem, 'output', schemas);
  const text = (description: string) => ({ description, schema: { type: 'string' } });
  return {
    schemas,
    headers: {
      RateLimit: text(
        'What is left, draft-ietf-httpapi-ratelimit-headers-08: `"reading"; r=598; t=42`. Not for guests on this machine.',
      ),
      'RateLimit-Policy': text('What is allowed: `"reading"; q=600; w=60; pk=:…:`.'),
      'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } },
      ETag: text('Weak; send it as `If-None-Match` to be told with 304 that nothing has changed.'),
      Link: text('RFC 8288: `rel="next"` is the next page, with the same filters.'),
      [replayedHeader]: text('`true` on the answer to an earlier request with the same Idempotency-Key.'),
    },
    parameters: {
      IdempotencyKey: {
        name: idempotencyHeader,
        in: 'header',
        required: false,
        description:
          'Any text of yours that is used for this request only, a UUID for instance. When the answer is lost, send the same request ' +
          'with the same key again: within 24 hours it is carried out once.',
        schema: { type: 'string', minLength: 1, maxLength: 202 },
        example: '0197f3c2-7c1e-7a51-9d57-2f6f9b0a4a11',
      },
    },
    responses: Object.fromEntries(
      Object.entries(refusals).map(([name, description]) => [
        name,
        {
          description,
          headers: name === 'TooManyRequests' ? headersOf('Retry-After') : headersOf(),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
    ),
    securitySchemes: {
      token: {
        type: 'http',
        scheme: 'bearer',
        description: 'An API token of a user (Akun → Token API) or of the configuration file.',
      },
      session: {
        type: 'apiKey',
        in: 'cookie',
        name: '__Host-kentongan',
        description:
          'What the sign-in page sets; `kentongan` where the public address is not https. Writes must come from our own pages.',
      },
    },
  };
}
