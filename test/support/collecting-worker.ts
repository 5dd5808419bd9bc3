import type { Budget } from '../../src/core/credential.ts';
import { SourceError } from '../../src/core/errors.ts';
import { createKeyRing, type Key } from '../../src/jobs/credentials.ts';
import { createNet } from '../../src/net/client.ts';
import { pauseCredential } from '../../src/store/credentials.ts';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import { createSharedHosts } from '../../src/store/shared-hosts.ts';

/**
 * A process that collects beside others on one database, as its parent tells it: `node --import tsx collecting-worker.ts <database>`.
 * See collecting-workers.ts.
 */
export type Order =
  /** As sources are read, robots.txt first; all at a time. */
  | { readonly do: 'get'; readonly urls: readonly string[]; readonly spacingMs: number }
  /** As an API is asked, without a key. */
  | { readonly do: 'call'; readonly urls: readonly string[]; readonly spacingMs: number }
  /** Takes one from the budget for each address, and asks it. */
  | { readonly do: 'spend'; readonly urls: readonly string[]; readonly limit: number }
  | { readonly do: 'pause-key'; readonly forMs: number };

/** `ok`, or why not: the reason of NotAskedError, else of SourceError. */
export interface Told {
  readonly end: string;
  readonly retryAfterMs: number | null;
  readonly message: string | null;
}

const [, , address = ''] = process.argv;
const db = await openDatabase(address);
const hosts = createSharedHosts(db);
const nets = new Map<number, ReturnType<typeof createNet>>();

function netOf(spacingMs: number) {
  const known = nets.get(spacingMs);
  if (known !== undefined) return known;
  const net = createNet({ userAgent: 'Kentongan/uji', allowLoopback: true, spacingMs, hosts });
  nets.set(spacingMs, net);
  return net;
}

async function end(work: () => Promise<unknown>): Promise<Told> {
  try {
    await work();
    return { end: 'ok', retryAfterMs: null, message: null };
  } catch (error) {
    if (!(error instanceof SourceError)) return { end: 'bug', retryAfterMs: null, message: String(error) };
    const why = 'why' in error ? String(error.why) : error.reason;
    return { end: why, retryAfterMs: error.retryAfterMs, message: error.message };
  }
}

function ringOf(limit: number) {
  const window = { kind: 'calendar', unit: 'day', zone: 'Asia/Jakarta' } as const;
  const budgets: Budget[] = [{ name: 'requests', title: 'permintaan', limit, window, distinct: false }];
  const config = { id: 'bersama', kind: 'uji', title: 'Uji', variable: 'UJI', hasSecret: true, expires: null, budgets };
  const keys: Key[] = [{ ...config, secret: { reveal: () => 'rahasia' } }];
  return createKeyRing(db, keys, () => new Date());
}

async function obey(order: Order): Promise<readonly Told[]> {
  switch (order.do) {
    case 'get':
      return Promise.all(order.urls.map((url) => end(() => netOf(order.spacingMs).get(url))));
    case 'call':
      return Promise.all(order.urls.map((url) => end(() => netOf(order.spacingMs).call(url, {}))));
    case 'spend': {
      const use = ringOf(order.limit)('bersama');
      const ask = async (url: string) => {
        await use.spend('requests');
        await netOf(0).call(url, { headers: { authorization: use.secret } });
      };
      return Promise.all(order.urls.map((url) => end(() => ask(url))));
    }
    case 'pause-key': {
      const at = new Date();
      const until = new Date(at.getTime() + order.forMs).toISOString();
      const pause = { at: at.toISOString(), until, sourceId: 'uji', fault: null, notice: 'jeda' };
      return [await end(() => pauseCredential(db, 'bersama', pause))];
    }
  }
}

process.on('message', (message: { readonly id: number; readonly order: Order }) => {
  void obey(message.order).then((told) => {
    if (process.connected) process.send?.({ id: message.id, told });
  });
});
process.on('disconnect', () => {
  void Promise.all([...nets.values()].map((net) => net.close())).then(() => closeDatabase(db));
});
process.send?.({ id: 0, told: [] });
