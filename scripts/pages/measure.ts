import { readFileSync } from 'node:fs';
import { Pool } from 'undici';

export interface Figures {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  /** Processor time of the product for one answer on average, with what else it did meanwhile; null where Linux does not say. */
  readonly cpu: number | null;
  /** Of the last answer, as sent and unpacked. */
  readonly bytes: number;
  readonly failed: number;
}

export interface Load extends Figures {
  readonly perSecond: number;
}

export interface Target {
  readonly origin: string;
  readonly token: string;
  /** Process of the product, when its processor time is of interest. */
  readonly pid?: number | undefined;
}

/** One request after the other. */
export async function timeOneByOne(
  { origin, token }: Target,
  paths: readonly string[],
  times: number,
): Promise<Figures> {
  const pool = new Pool(origin, { connections: 1 });
  const sum = createSum();
  for (let turn = 0; turn < times; turn += 1) await ask(pool, paths[turn % paths.length] ?? '/', token, sum);
  await pool.close();
  return sum.figures();
}

/** Longer than any answer is kept. */
const keptMs = 2_500;

/**
 * One request after the other, in turns through all groups, each address again only when no kept answer can help any more.
 * @returns by group
 */
export async function timeAnew(
  { origin, token, pid }: Target,
  groups: readonly (readonly string[])[],
  times: number,
): Promise<readonly Figures[]> {
  // No connection is used again that the product may be closing just then.
  const pool = new Pool(origin, { connections: 1, keepAliveTimeout: 1_000 });
  const sums = groups.map(createSum);
  const askedAt = new Map<string, number>();
  for (let turn = 0; turn < times; turn += 1) {
    for (const [index, paths] of groups.entries()) {
      const path = paths[turn % paths.length] ?? '/';
      const since = performance.now() - (askedAt.get(path) ?? Number.NEGATIVE_INFINITY);
      if (since < keptMs) await new Promise((resolve) => setTimeout(resolve, keptMs - since));
      const sum = sums[index] as ReturnType<typeof createSum>;
      const before = processorMs(pid);
      await ask(pool, path, token, sum);
      sum.addProcessor(before, processorMs(pid));
      askedAt.set(path, performance.now());
    }
  }
  await pool.close();
  return sums.map((sum) => sum.figures());
}

/** So many connections, each with a request under way all the time. */
export async function timeUnderLoad(
  { origin, token }: Target,
  paths: readonly string[],
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<Load> {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const sum = createSum();
  const began = performance.now();
  const until = began + seconds * 1_000;
  let next = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        next += 1;
        await ask(pool, paths[next % paths.length] ?? '/', token, sum);
      }
    }),
  );
  const elapsed = (performance.now() - began) / 1_000;
  await pool.close();
  const figures = sum.figures();
  return { ...figures, perSecond: figures.count / elapsed };
}

/** User and system time of a process so far, in steps of 10 ms. */
function processorMs(pid: number | undefined): number | null {
  if (pid === undefined || process.platform !== 'linux') return null;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function ask(pool: Pool, path: string, token: string, sum: ReturnType<typeof createSum>): Promise<void> {
  const began = performance.now();
  const { statusCode, body } = await pool.request({
    path,
    method: 'GET',
    headers: { authorization: `Bearer ${token}` },
  });
  const bytes = (await body.arrayBuffer()).byteLength;
  sum.add(performance.now() - began, bytes, statusCode);
}

function createSum() {
  const times: number[] = [];
  let bytes = 0;
  let failed = 0;
  let processor: number | null = null;
  return {
    addProcessor(before: number | null, after: number | null): void {
      if (before !== null && after !== null) processor = (processor ?? 0) + after - before;
    },
    add(ms: number, size: number, status: number): void {
      times.push(ms);
      bytes = size;
      if (status !== 200) failed += 1;
    },
    figures(): Figures {
      const sorted = times.toSorted((a, b) => a - b);
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
      return {
        count: sorted.length,
        p50: at(0.5),
        p95: at(0.95),
        p99: at(0.99),
        max: sorted.at(-1) ?? 0,
        cpu: processor === null ? null : processor / Math.max(1, sorted.length),
        bytes,
        failed,
      };
    },
  };
}
