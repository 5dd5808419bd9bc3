/** Nearest rank. @param values in any order */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

/** `p50 3.1  p95 6.0  p99 7.2  max 7.4  (240)`, seconds. @param ms milliseconds */
export function sayTimes(ms: readonly number[]): string {
  const say = (value: number) => (value / 1_000).toFixed(1).padStart(6);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => say(quantile(ms, share)));
  return `p50 ${p50}  p95 ${p95}  p99 ${p99}  max ${say(Math.max(...ms))}  (${ms.length})`;
}
