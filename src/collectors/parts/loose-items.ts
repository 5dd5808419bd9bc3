import type { z } from 'zod';

/** The items of a list that are what they should be; one that is not costs only itself, and is counted. */
export function looseItems<T>(
  schema: z.ZodType<T>,
  items: readonly unknown[],
): { readonly items: T[]; readonly rejected: number } {
  const good = items.flatMap((item) => {
    const parsed = schema.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
  return { items: good, rejected: items.length - good.length };
}
