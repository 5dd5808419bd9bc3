import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectorTypes } from '../../src/collectors/index.ts';
import type { CollectContext, Collector, CollectStep } from '../../src/core/collector.ts';
import type { CredentialUse } from '../../src/core/credential.ts';
import { SourceError } from '../../src/core/errors.ts';
import type { KeptAnswer } from '../../src/core/evidence.ts';
import { silentLog } from '../../src/core/log.ts';
import type { NetClient, NetResponse } from '../../src/core/net.ts';
import type { Reader } from '../../src/core/reader.ts';
import type { SourceConfig } from '../../src/core/source.ts';
import { demoSecret } from '../../src/demo/answer.ts';
import { type DemoSource, loadArchive } from '../../src/demo/archive.ts';
import { type DemoSites, serveArchive } from '../../src/demo/site-server.ts';
import { demoSources } from '../../src/demo/sources.ts';
import { identityKeys } from '../../src/ingest/identity.ts';
import { createNet } from '../../src/net/client.ts';
import { createReader } from '../../src/reading/reader.ts';

/**
 * What is promised of every collector, tried on the whole registry against the demo's platforms: real HTTP, small pages, keys that are
 * checked. A collector that the demo does not use fails here.
 */
const folder = new URL('../../data/demo', import.meta.url).pathname;
const zone = 'Asia/Jakarta';
const now = new Date('2026-11-22T03:00:00.000Z');
const maxSteps = 80;

let archive: readonly DemoSource[];
let sites: DemoSites;
let reader: Reader & { close(): Promise<void> };
let configs: readonly SourceConfig[];
/** The real client, in a hurry. */
const net = createNet({ userAgent: 'Kentongan/uji (+mailto:uji@contoh.test)', allowLoopback: true, spacingMs: 0 });

beforeAll(async () => {
  archive = loadArchive(folder, now, zone);
  sites = await serveArchive(archive, { now, zone });
  configs = withFeedOf(demoSources(archive, sites.originOf));
  reader = createReader({ workers: 1, timeoutMs: 20_000 });
});
afterAll(async () => {
  await Promise.all([net.close(), sites.close(), reader.close()]);
});

const freeKey: CredentialUse = { id: 'demo', secret: demoSecret, spend: async () => ({ settle: async () => {} }) };

/** Only this host may be asked. Keeps every answer. */
function guardedNet(host: string, kept: KeptAnswer[]): NetClient {
  const check = (url: string): void => {
    if (new URL(url).host !== host) throw new Error(`asked ${url}, which is not its own host`);
  };
  const keep = (response: NetResponse): NetResponse => {
    const contentType = response.headers['content-type'] ?? null;
    if (response.status === 200)
      kept.push({ url: response.url, contentType, body: response.body, fetchedAt: now.toISOString() });
    return response;
  };
  return {
    async get(url, options) {
      check(url);
      return keep(await net.get(url, options));
    },
    async call(url, options) {
      check(url);
      expect(url).not.toContain(demoSecret);
      const response = await net.call(url, options);
      return options.isSecret === true ? response : keep(response);
    },
  };
}

interface Bench {
  readonly collector: Collector;
  readonly kept: KeptAnswer[];
  step(cursor: string | null, overrides?: Partial<CollectContext>): Promise<CollectStep>;
  run(cursor: string | null): Promise<{ keys: Set<string>; cursors: (string | null)[] }>;
}

function benchOf(config: SourceConfig, at = now): Bench {
  const type = collectorTypes.find(({ id }) => id === config.collector);
  const source = archive.find(({ id }) => id === config.id);
  if (type === undefined || source === undefined) throw new Error(`no collector ${config.collector}`);
  const collector = type.configure(config.options);
  const kept: KeptAnswer[] = [];
  const guarded = guardedNet(new URL(sites.originOf(source)).host, kept);
  const step = (cursor: string | null, overrides: Partial<CollectContext> = {}): Promise<CollectStep> =>
    collector.collect({
      cursor,
      net: guarded,
      reader,
      zone,
      now: () => at,
      log: silentLog,
      signal: new AbortController().signal,
      credential: config.credential === null ? null : freeKey,
      readFile: async () => {
        throw new SourceError('changed', 'no files here');
      },
      ...overrides,
    });
  return {
    collector,
    kept,
    step,
    async run(cursor) {
      const keys = new Set<string>();
      const cursors: (string | null)[] = [cursor];
      for (let state = cursor, steps = 1; ; steps++) {
        if (steps > maxSteps) throw new Error('never ends');
        const taken = await step(state);
        for (const post of taken.posts) keys.add(identityKeys(post)[0] ?? '');
        state = taken.cursor;
        cursors.push(state);
        if (!taken.more) return { keys, cursors };
      }
    },
  };
}

/** The demo reads its channel with a key; without one it would be read by its feed. */
function withFeedOf(found: readonly SourceConfig[]): readonly SourceConfig[] {
  return found.flatMap((config) => {
    if (config.collector !== 'youtube') return [config];
    const { channels, feed } = config.options as { channels: string[]; feed: string };
    return [config, { ...config, collector: 'youtube-feed', credential: null, options: { channels, feed } }];
  });
}

/** One source of the demo for every collector. */
/** `shared` asks nobody: it reads a province's database (test/jobs/take-over.test.ts). */
const samples = collectorTypes.map(({ id }) => id).filter((id) => id !== 'shared');
const sampleOf = (collector: string): SourceConfig => {
  const found = configs.find((config) => config.collector === collector);
  if (found === undefined) throw new Error(`the demo has no source for ${collector}`);
  return found;
};

describe.each(samples)('%s', (id) => {
  it('asks its own host only, brings posts, and brings nothing new when it runs again', async () => {
    const bench = benchOf(sampleOf(id));
    const first = await bench.run(null);
    expect(first.keys.size).toBeGreaterThan(0);
    const later = benchOf(sampleOf(id), new Date(now.getTime() + 20 * 60_000));
    const second = await later.run(first.cursors.at(-1) ?? null);
    expect([...second.keys].filter((key) => !first.keys.has(key))).toEqual([]);
  });

  it('loses nothing when the process dies between two steps, wherever that is', async () => {
    const whole = await benchOf(sampleOf(id)).run(null);
    const stops = whole.cursors.slice(0, -1);
    for (const [index, cursor] of stops.entries()) {
      // What the steps before the crash brought was saved with the cursor; the rest must come after it.
      const bench = benchOf(sampleOf(id));
      const before = new Set<string>();
      let state: string | null = null;
      for (let step = 0; step < index; step++) {
        const taken = await bench.step(state);
        for (const post of taken.posts) before.add(identityKeys(post)[0] ?? '');
        state = taken.cursor;
      }
      const after = await benchOf(sampleOf(id)).run(cursor);
      expect([...whole.keys].filter((key) => !before.has(key) && !after.keys.has(key))).toEqual([]);
      if (index >= 6) break;
    }
  });

  it('starts afresh from a damaged cursor', async () => {
    const { keys } = await benchOf(sampleOf(id)).run(null);
    for (const cursor of ['', '{', '[]', '{"__proto__":1}', 'null'])
      expect((await benchOf(sampleOf(id)).run(cursor)).keys.size).toBe(keys.size);
  });

  it('reads its kept answers again to the same posts', async () => {
    const bench = benchOf(sampleOf(id));
    const { keys } = await bench.run(null);
    const again = new Set<string>();
    for (const answer of bench.kept) {
      const { posts } = await bench.collector.read(answer, { reader, zone });
      for (const post of posts) again.add(identityKeys(post)[0] ?? '');
    }
    expect([...keys].filter((key) => !again.has(key))).toEqual([]);
  });

  it('ends when it is told to', async () => {
    const signal = AbortSignal.abort();
    await expect(benchOf(sampleOf(id)).step(null, { signal })).rejects.toThrow();
  });

  it('without a key says that it needs one', async () => {
    const type = collectorTypes.find((candidate) => candidate.id === id);
    if (type?.credential == null || type.worksWithoutCredential === true) return;
    await expect(benchOf(sampleOf(id)).step(null, { credential: null })).rejects.toMatchObject({
      reason: 'credential',
    });
  });
});
