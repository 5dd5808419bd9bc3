/** `Retry-After`: seconds or an HTTP date (RFC 9110 10.2.3), in milliseconds from now; null when absent or unreadable. */
export function waitOfHeader(value: string | undefined, now: Date): number | null {
  if (value === undefined) return null;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
