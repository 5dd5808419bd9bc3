import type { PostDate } from './values.ts';

/**
 * Ids that carry the time at which they were given out. Used where an export has no date: some of 4CAT's and Zeeschuimer's files.
 * X: milliseconds since its own epoch above 22 bits. Instagram and Threads: the short code is a number in base 64 whose
 * milliseconds stand above 23 bits. TikTok: seconds above 32 bits.
 */
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const xEpochMs = 1_288_834_974_657n;
const instagramEpochMs = 1_314_220_021_721n;

/** Null for an id that holds no time between 2010 and now. */
export function dateOfId(platform: 'x' | 'tiktok' | 'instagram', id: string, now: Date): PostDate | null {
  const number = platform === 'instagram' ? fromCode(id) : /^\d{15,20}$/.test(id) ? BigInt(id) : null;
  if (number === null) return null;
  const ms = Number(
    platform === 'x'
      ? (number >> 22n) + xEpochMs
      : platform === 'tiktok'
        ? (number >> 32n) * 1000n
        : (number >> 23n) + instagramEpochMs,
  );
  if (ms < Date.UTC(2010, 0, 1) || ms > now.getTime()) return null;
  return { publishedAt: new Date(ms).toISOString(), precision: 'minute' };
}

/** Codes of private posts are longer; their first eleven signs are the number. */
function fromCode(code: string): bigint | null {
  if (!/^[\w-]{10,40}$/.test(code)) return null;
  let number = 0n;
  for (const sign of code.slice(0, 11)) number = number * 64n + BigInt(digits.indexOf(sign));
  return number;
}
