import { z } from 'zod';
import type { OptionSchema } from '../core/alert.ts';
import { ConfigError } from '../core/errors.ts';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

const maxHours = 24 * 30;

/** Options every rule about issues has. */
export const timingOptions = {
  freshHours: z
    .number()
    .min(1)
    .max(maxHours)
    .default(48)
    .describe('Hanya sebutan yang terbit dalam sekian jam terakhir yang dihitung'),
  repeatHours: z
    .number()
    .min(0.25)
    .max(maxHours)
    .default(6)
    .describe(
      'Jarak paling pendek antara dua peringatan tentang isu yang sama, dalam jam; berlipat dua setiap hari sampai 24 jam',
    ),
};

/** Options of one number of mentions. */
export function minimum(fallback: number, what: string) {
  return z.number().int().min(1).max(1_000).default(fallback).describe(what);
}

export interface Timing {
  readonly freshHours: number;
  readonly repeatHours: number;
}

/** What a form for the options is made from. */
export function describeOptions(schema: z.ZodType): OptionSchema {
  return z.toJSONSchema(schema, { io: 'input' }) as OptionSchema;
}

/** @throws ConfigError naming every faulty key, by its path inside the options */
export function parseOptions<T extends z.ZodType>(schema: T, options: unknown): z.output<T> {
  const result = schema.safeParse(options ?? {}, { error: z.locales.id().localeError });
  if (result.success) return result.data;
  throw new ConfigError(
    result.error.issues.flatMap((issue) => {
      const path = issue.path.map(String);
      if (issue.code !== 'unrecognized_keys') return [{ where: path.join('.'), message: issue.message }];
      return issue.keys.map((key) => ({ where: [...path, key].join('.'), message: 'pilihan ini tidak dikenal' }));
    }),
  );
}
