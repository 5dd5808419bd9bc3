import type { ApiDeps } from '../../src/api/deps.ts';
import { type Listening, listen } from '../../src/api/listen.ts';
import { createApiServer, type ServerOptions } from '../../src/api/server.ts';
import type { Digest } from '../../src/core/digest.ts';
import type { LiveEvent } from '../../src/core/live.ts';
import { silentLog } from '../../src/core/log.ts';
import { dayWindow } from '../../src/core/time.ts';
import { makeActivityReport } from '../../src/jobs/activity.ts';
import { renderActivityHtml } from '../../src/reports/activity-html.tsx';
import type { Db } from '../../src/store/schema.ts';
import { minutesAgo, now, region, wordsOf } from './seed.ts';

/** Listeners of one test's server, and a way to tell them something. */
export interface LiveWire {
  readonly listeners: Set<(event: LiveEvent) => void>;
  readonly subscribe: ApiDeps['subscribe'];
  tell(event: LiveEvent): void;
}

export function createLiveWire(): LiveWire {
  const listeners = new Set<(event: LiveEvent) => void>();
  return {
    listeners,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: (event) => {
      for (const listener of listeners) listener(event);
    },
  };
}

export function makeDigest(date: string): Digest {
  const none = { positive: 0, neutral: 0, negative: 0, potential: 0, unscored: 0 };
  return {
    date,
    regionName: region.name,
    timezone: region.timezone,
    ...dayWindow(date, region.timezone),
    madeAt: now.toISOString(),
    complete: false,
    demo: true,
    lexicon: 'uji',
    sentiment: { media: none, social: none },
    sentimentBefore: { media: none, social: none },
    topWords: [{ word: 'air', count: 7 }],
    negative: [],
    potential: [],
    hoaxes: [],
    followUps: [],
    positive: [],
    clippings: [],
    coverage: { sources: [], mentions: 0, repeats: 0, rejected: 0, unscored: 0, setAside: 0, notRelevant: 0 },
  };
}

export function makeApiDeps(db: Db, overrides: Partial<ApiDeps> = {}): ApiDeps {
  return {
    db,
    now: () => now,
    log: silentLog,
    region,
    demo: true,
    version: '0.1.0',
    startedAt: minutesAgo(60),
    publicUrl: null,
    reportMinute: 360,
    mailConfigured: true,
    credentials: [],
    stemsOf: wordsOf,
    activityOf: (month) => makeActivityReport({ db, now: () => now, region, demo: true }, month),
    activityHtml: (report) => renderActivityHtml(report, region.timezone),
    digestOf: async (date) => (date <= '2026-11-22' ? makeDigest(date) : null),
    digestHtml: ({ date }) =>
      `<!doctype html><html lang="id"><title>Laporan</title><body style="color:#111"><h1>Laporan ${date}</h1></body></html>`,
    digestText: ({ date }) => `*LAPORAN HARIAN* ${date}`,
    subscribe: createLiveWire().subscribe,
    writes: null,
    ...overrides,
  };
}

export function serveApi(deps: ApiDeps, options: ServerOptions = {}): Promise<Listening> {
  return listen(createApiServer(deps, options), { host: '127.0.0.1', port: 0 });
}
