import { z } from 'zod';
import { ConfigError } from '../core/errors.ts';

/** Options every rule has. */
export const timingOptions = {
  freshHours: z
    .number()
    .min(1)
    .max(24 * 30)
    .default(48)
    .describe('Hanya sebutan yang terbit dalam sekian jam terakhir yang dihitung'),
  repeatHours: z
    .number()
    .min(0.25)
    .max(24 * 30)
    .default(6)
    .describe('Jarak paling pendek antara dua peringatan tentang isu yang sama, dalam jam'),
};

/** @throws ConfigError naming every faulty key */
export function parseOptions<T extends z.ZodType>(ruleId: string, schema: T, options: unknown): z.output<T> {
  const result = schema.safeParse(options ?? {});
  if (result.success) return result.data;
  throw new ConfigError(
    result.error.issues.map((issue) => ({
      where: [`alerts.${ruleId}`, ...issue.path.map(String)].join('.'),
      message: issue.message,
    })),
  );
}
