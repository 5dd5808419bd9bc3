import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { metricsType, toMetrics } from '../../src/api/metrics.ts';
import { createProcessFigures } from '../../src/api/metrics-process.ts';
import type { JobFigures } from '../../src/core/job-figures.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { saveStop } from '../../src/store/delivery-stops.ts';
import { claimNotifications, markSent } from '../../src/store/outbox.ts';
import { saveStep } from '../../src/store/save-step.ts';
import type { Db } from '../../src/store/schema.ts';
import { saveScores } from '../../src/store/scores.ts';
import { recordSuccess } from '../../src/store/sources.ts';
import { makeDraft, makeScored } from '../support/make.ts';
import { minutesAgo, now, type Seeded, seed } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

let seeded: Seeded;
let db: Db;

beforeEach(async () => {
  seeded = await seed();
  db = seeded.db;
});

afterEach(() => closeDatabase(db));

const read = (overrides = {}): Promise<string> => toMetrics([makeApiDeps(db, overrides)], null, now);
const regency = 'regency="99.02"';

describe('figures of a regency', () => {
  it('count what sources brought today, by source and class', async () => {
    const run = { startedAt: minutesAgo(6), endedAt: minutesAgo(5), nextRunAt: minutesAgo(-10) };
    const totals = { stored: 3, repeats: 0, edits: 0, rejected: 0, setAside: 0 };
    const traffic = { day: '2026-11-22', requests: 2, bytes: 4_096 };
    await recordSuccess(db, 'pemkab', { ...run, totals, traffic });
    const text = await read();
    expect(text).toContain(`kentongan_source_items_total{${regency},source="pemkab",class="government"} 3\n`);
    expect(text).toContain(`kentongan_collect_runs_total{${regency},result="ok"} 1\n`);
    expect(text).toContain(`kentongan_collect_bytes_total{${regency}} 4096\n`);
    // Every source that is read has a line, so that Prometheus sees the count begin anew at midnight.
    const tomorrow = await read({ now: () => new Date('2026-11-22T17:00:00.000Z') });
    expect(tomorrow).toContain(`kentongan_source_items_total{${regency},source="pemkab",class="government"} 0\n`);
    expect(tomorrow).not.toContain('source="lama"');
  });

  it('name sources in trouble and channels that stand still', async () => {
    await saveStop(db, { channel: 'telegram', address: null, error: '401', since: minutesAgo(3), until: null });
    const text = await read();
    expect(text).toContain(
      `kentongan_source_trouble{${regency},source="desa-pantai",class="village",status="failing"} 1\n`,
    );
    expect(text.match(/^kentongan_source_trouble\{/gm)).toHaveLength(1);
    expect(text).toContain(`kentongan_channel_stopped{${regency},channel="telegram"} 1\n`);
    expect(text).toContain(`kentongan_channel_stopped{${regency},channel="email"} 0\n`);
  });

  it('measure what came since the first scrape, each item once', async () => {
    await db
      .updateTable('sources')
      .set({ firstSuccessAt: minutesAgo(5_000) })
      .execute();
    expect(await read()).not.toContain('kentongan_stored_lag_seconds_count');
    const draft = makeDraft({ keys: ['baru'], publishedAt: minutesAgo(1) });
    const step = { sourceId: 'pemkab', drafts: [draft], cursor: null, rejected: 0 };
    const { stored } = await saveStep(db, { ...step, now: new Date(now.getTime() - 40_000) });
    const verdict = { mentionId: stored[0] ?? 0, contentHash: draft.contentHash, scored: makeScored(), stamp: 'uji' };
    await saveScores(db, [verdict], new Date(now.getTime() - 37_000));
    for (const { id } of await claimNotifications(db, { channel: 'email', now, limit: 10, leaseMs: 60_000 }))
      await markSent(db, id, now);
    for (const text of [await read(), await read()]) {
      expect(text).toContain(`kentongan_stored_lag_seconds_bucket{${regency},class="government",le="10"} 0\n`);
      expect(text).toContain(`kentongan_stored_lag_seconds_bucket{${regency},class="government",le="20"} 1\n`);
      expect(text).toContain(`kentongan_stored_lag_seconds_sum{${regency},class="government"} 20\n`);
      expect(text).toContain(`kentongan_scored_lag_seconds_bucket{${regency},since="stored",le="5"} 1\n`);
      expect(text).toContain(`kentongan_scored_lag_seconds_sum{${regency},since="published"} 23\n`);
      // Messages that waited at the first scrape are followed to their end.
      expect(text).toMatch(
        /kentongan_delivered_lag_seconds_count\{regency="99.02",level="watch",since="alerted"\} 1\n/,
      );
    }
  });

  it("hold nobody's name, no address, no text and no title", async () => {
    const text = await read();
    for (const word of ['Rukmini', 'Wardi', '@wanasari.test', 'Lembah Asri', 'Humas', 'https://'])
      expect(text).not.toContain(word);
  });

  it('of one that does not answer leave the others and the process alone', async () => {
    const other = await seed();
    await closeDatabase(other.db);
    const deps = [makeApiDeps(db), makeApiDeps(other.db, { region: { ...makeApiDeps(db).region, code: '99.03' } })];
    const figures = createProcessFigures({ version: '0.1.0', role: 'api', jobs: null });
    const text = await toMetrics(deps, figures, now);
    expect(text).toContain('kentongan_database_up{regency="99.02"} 1\nkentongan_database_up{regency="99.03"} 0\n');
    expect(text).toContain('process_resident_memory_bytes');
  });

  it('are told once to two who ask at a time', async () => {
    const [one, two] = await Promise.all([read(), read()]);
    expect(one).toBe(two);
  });
});

describe('figures of a process', () => {
  const jobs: JobFigures = {
    runs: () => [
      {
        ...{ job: 'collect', running: 1, succeeded: 5, failed: 2, busyMs: 1_500, lastMs: 250 },
        ...{ lastEndedAt: minutesAgo(1), lastSucceededAt: null },
      },
    ],
    queues: async () => [
      { regency: '99.02', queue: 'score', waiting: 3, running: 1, oldestDueAt: minutesAgo(2), dead: 1 },
      { regency: null, queue: 'province', waiting: 0, running: 0, oldestDueAt: null, dead: 0 },
    ],
  };

  it('tell of jobs and queues', async () => {
    const text = await createProcessFigures({ version: '0.1.0', role: 'worker', jobs }).toText(now);
    expect(text).toContain('kentongan_build_info{version="0.1.0",role="worker"} 1\n');
    expect(text).toContain('kentongan_job_runs_total{task="collect",result="failed"} 2\n');
    expect(text).toContain('kentongan_job_busy_seconds_total{task="collect"} 1.5\n');
    expect(text).not.toContain('kentongan_job_last_success_timestamp_seconds{');
    expect(text).toContain('kentongan_queue_jobs{regency="99.02",queue="score",state="dead"} 1\n');
    expect(text).toContain('kentongan_queue_oldest_due_seconds{regency="99.02",queue="score"} 120\n');
    expect(text).toContain('kentongan_queue_oldest_due_seconds{regency="",queue="province"} 0\n');
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(text).toContain('process_resident_memory_bytes');
  });

  it('measure requests by the pattern of their address, and never the address', async () => {
    const figures = createProcessFigures({ version: '0.1.0', role: 'api', jobs: null });
    const server = await serveApi(makeApiDeps(db, { figures }));
    await fetch(`${server.origin}/api/v1/mentions/1`);
    await fetch(`${server.origin}/api/v1/mentions?q=rahasia`);
    await fetch(`${server.origin}/api/v1/mentions/99999`);
    await fetch(`${server.origin}/tidak/ada/rahasia`);
    const response = await fetch(`${server.origin}/metrics`);
    expect(response.headers.get('content-type')).toBe(`${metricsType}; charset=utf-8`);
    const text = await response.text();
    await server.close();
    const count = (route: string, status: string) =>
      `kentongan_http_request_seconds_count{method="GET",route="${route}",status="${status}"} 1\n`;
    expect(text).toContain(count('/api/v1/mentions/:id', '2xx'));
    expect(text).toContain(count('/api/v1/mentions/:id', '4xx'));
    expect(text).toContain(count('/api/v1/mentions', '2xx'));
    expect(text).toContain(count('other', '4xx'));
    expect(text).not.toContain('rahasia');
    expect(text).toContain('kentongan_http_requests_open{kind="request"} 1\n');
  });

  it('count streams as open and do not time them', async () => {
    const figures = createProcessFigures({ version: '0.1.0', role: 'api', jobs: null });
    const server = await serveApi(makeApiDeps(db, { figures }));
    const stop = new AbortController();
    const stream = await fetch(`${server.origin}/api/v1/stream`, { signal: stop.signal });
    expect(stream.status).toBe(200);
    expect(await figures.toText(now)).toContain('kentongan_http_requests_open{kind="stream"} 1\n');
    stop.abort();
    await server.close();
    expect(await figures.toText(now)).not.toContain('route="/api/v1/stream"');
  });
});
