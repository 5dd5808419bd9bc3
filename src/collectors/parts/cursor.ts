import type { z } from 'zod';

/**
 * The state that a collector left in its last step. A cursor that cannot be read (older version, damaged row) is as good as
 * none: the source starts afresh, and what is known already is recognised as a repeat.
 */
export function parseCursor<T>(schema: z.ZodType<T>, cursor: string | null, fresh: T): T {
  if (cursor === null) return fresh;
  let json: unknown;
  try {
    json = JSON.parse(cursor);
  } catch {
    return fresh;
  }
  return schema.safeParse(json).data ?? fresh;
}
