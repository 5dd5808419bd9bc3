import type { z } from 'zod';
import { type Problem, RequestError } from '../core/errors.ts';

/** Path and query parameters as Express reads them. */
export interface RawInput {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
}

/** @throws RequestError 400 that names every unknown parameter and every bad value */
export function parseInput<Input extends z.ZodObject>(schema: Input, raw: RawInput): z.output<Input> {
  const repeated = Object.keys(raw.params).filter((name) => Object.hasOwn(raw.query, name));
  const parsed = schema.safeParse({ ...raw.query, ...raw.params });
  const problems = parsed.success ? [] : parsed.error.issues.flatMap((issue) => toProblems(issue, schema));
  problems.push(...repeated.map((where) => ({ where, message: 'parameter tidak dikenal' })));
  if (parsed.success && problems.length === 0) return parsed.data;
  const faults = problems.map(({ where }) => where).join(', ');
  throw new RequestError(400, 'invalid-parameters', `Parameter perlu diperbaiki: ${faults}`, problems);
}

/** The body of a write. @throws RequestError 400 that names every fault */
export function parseBody<Body extends z.ZodObject>(schema: Body, body: unknown): z.output<Body> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap((issue) => toProblems(issue, schema));
  const faults = problems.map(({ where }) => where || 'isi').join(', ');
  throw new RequestError(400, 'invalid-body', `Isi permintaan perlu diperbaiki: ${faults}`, problems);
}

function toProblems(issue: z.core.$ZodIssue, schema: z.ZodObject): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(schema.shape);
    const offer = known.length === 0 ? 'alamat ini tidak menerima parameter' : `yang ada: ${known.join(', ')}`;
    return issue.keys.map((where) => ({ where, message: `parameter tidak dikenal; ${offer}` }));
  }
  return [{ where: issue.path.join('.'), message: messageOf(issue) }];
}

function messageOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `harus salah satu dari: ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return issue.origin === 'string' ? 'tidak boleh kosong' : `tidak boleh kurang dari ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `tidak boleh lebih dari ${issue.maximum} karakter`
        : `tidak boleh lebih dari ${issue.maximum}`;
    case 'invalid_type':
      return issue.expected === 'number' || issue.expected === 'int'
        ? 'harus berupa bilangan bulat'
        : 'harus diisi satu kali';
    case 'custom':
    case 'invalid_format':
    case 'invalid_union':
      return issue.message;
    default:
      return 'nilai tidak dikenal';
  }
}
