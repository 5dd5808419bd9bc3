import { z } from 'zod';
import { ConfigError } from '../../core/errors.ts';

/**
 * Options of one source, checked against the collector's schema.
 * @throws ConfigError with every problem; `where` is the option's name, Indonesian messages
 */
export function parseOptions<T>(schema: z.ZodType<T>, options: unknown): T {
  const parsed = schema.safeParse(options, { error: z.locales.id().localeError });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap((issue) => {
    const where = issue.path.join('.');
    if (issue.code !== 'unrecognized_keys') return [{ where, message: issue.message }];
    return issue.keys.map((key) => ({ where: [...issue.path, key].join('.'), message: 'pilihan ini tidak dikenal' }));
  });
  throw new ConfigError(problems);
}

/** An http or https address without a password in it. */
export const WebAddress = z.string().refine((text) => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}, 'harus alamat http:// atau https:// yang lengkap');

/** A CSS selector as far as it can be told without a page: nothing left open, nothing missing at an end. */
export const Selector = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine(isBalanced, 'selektor CSS tidak sah: kurung atau tanda kutip tidak ditutup')
  .refine((text) => !/^[,+~]|[,>+~]\s*$|,\s*,/.test(text), 'selektor CSS tidak sah: ada bagian yang kosong');

const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

function isBalanced(selector: string): boolean {
  const open: string[] = [];
  let quote = '';
  for (const char of selector.replace(/\\./g, '')) {
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '(' || char === '[') open.push(char);
    else if (char in pairs && open.pop() !== pairs[char]) return false;
    else if (char === '{' || char === '}' || char === ';' || char === '<') return false;
  }
  return quote === '' && open.length === 0;
}
