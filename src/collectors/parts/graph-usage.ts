import { z } from 'zod';

/** Shares of a limit that are used up, in percent. */
const Shares = z.object({
  call_count: z.number().catch(0),
  total_time: z.number().catch(0),
  total_cputime: z.number().catch(0),
});
type Shares = z.infer<typeof Shares>;
/** In minutes; above 0 once the limit is passed. */
const CaseShares = Shares.extend({ estimated_time_to_regain_access: z.number().catch(0) });
const CaseUsage = z.record(z.string(), z.array(CaseShares));

const minuteMs = 60_000;
const slowFrom = 75;
const stopFrom = 95;
const slowMs = 15 * minuteMs;
const stopMs = 60 * minuteMs;
const longestRegainMs = 24 * 60 * minuteMs;

/**
 * The pause that Meta's usage headers ask for: from 75 % of a limit a short one, from 95 % or past it one that lets it recover.
 * @param headers of an answer, good or bad; the headers only come after enough calls
 * @returns milliseconds, 0 when there is room
 */
export function waitOfUsage(headers: Readonly<Record<string, string>>): number {
  const byCase = Object.values(readHeader(headers['x-business-use-case-usage'], CaseUsage) ?? {}).flat();
  const plain = ['x-app-usage', 'x-page-usage'].flatMap((name) => readHeader(headers[name], Shares) ?? []);
  const peak = Math.max(0, ...[...byCase, ...plain].map(largest));
  const regainMs = Math.max(0, ...byCase.map((usage) => usage.estimated_time_to_regain_access)) * minuteMs;
  if (regainMs > 0) return Math.min(regainMs, longestRegainMs);
  if (peak >= stopFrom) return stopMs;
  return peak >= slowFrom ? slowMs : 0;
}

function largest({ call_count, total_time, total_cputime }: Shares): number {
  return Math.max(call_count, total_time, total_cputime);
}

function readHeader<T>(value: string | undefined, schema: z.ZodType<T>): T | undefined {
  if (value === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(value)).data;
  } catch {
    return undefined;
  }
}
