import { alertRuleTypes } from '../../src/alerts/rules/index.ts';
import type { ApiDeps } from '../../src/api/deps.ts';
import { type Listening, listen } from '../../src/api/listen.ts';
import { createApiServer, type ServerOptions } from '../../src/api/server.ts';
import type { Digest } from '../../src/core/digest.ts';
import { noQueues } from '../../src/core/job-desk.ts';
import type { LiveEvent } from '../../src/core/live.ts';
import { silentLog } from '../../src/core/log.ts';
import { periodOf, reportWindow } from '../../src/core/report-period.ts';
import { makeActivityReport } from '../../src/jobs/activity.ts';
import { explainIssue } from '../../src/jobs/explain-issue.ts';
import { loadIssueLife } from '../../src/jobs/issue-life.ts';
import { loadRules } from '../../src/jobs/load-rules.ts';
import { replayRules } from '../../src/jobs/replay.ts';
import { renderActivityHtml } from '../../src/reports/activity-html.tsx';
import { renderReport } from '../../src/reports/formats.ts';
import type { Db } from '../../src/store/schema.ts';
import { makeEmptyDigest } from '../reports/digests.ts';
import { makeLexiconDesk } from '../support/lexicon.ts';
import { makeStaff } from '../support/people.ts';
import { testPrivacy, testPseudonyms } from '../support/pseudonyms.ts';
import { makeSourceDesk } from '../support/source-desk.ts';
import { peopleWith } from './people.ts';
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
  return makeEmptyDigest({
    period: periodOf(date) ?? 'day',
    date,
    regionName: region.name,
    ...reportWindow(date, region.timezone),
    madeAt: now.toISOString(),
    complete: false,
    demo: true,
    topWords: [{ word: 'air', count: 7 }],
  });
}

export function makeApiDeps(db: Db, overrides: Partial<ApiDeps> = {}): ApiDeps {
  return {
    privacy: testPrivacy,
    db,
    now: () => now,
    log: silentLog,
    region,
    province: null,
    demo: true,
    version: '0.1.0',
    startedAt: minutesAgo(60),
    publicUrl: null,
    reportMinute: 360,
    acknowledgeForMs: 86_400_000,
    mailConfigured: true,
    credentials: [],
    lexicon: makeLexiconDesk(db, () => now),
    stemsOf: wordsOf,
    lifeOf: (issue) => loadIssueLife(db, issue, now, region.timezone),
    activityOf: (month) =>
      makeActivityReport({ db, now: () => now, region, demo: true, pseudonyms: testPseudonyms }, month),
    activityHtml: (report) => renderActivityHtml(report, region.timezone),
    digestOf: async (date) => (date <= '2026-11-22' ? makeDigest(date) : null),
    sendDigest: async (date) => ({ version: date, recipients: 1, approved: false }),
    digestHtml: ({ date }) =>
      `<!doctype html><html lang="id"><title>Laporan</title><body style="color:#111"><h1>Laporan ${date}</h1></body></html>`,
    digestText: ({ date }) => `*LAPORAN HARIAN* ${date}`,
    reportFile: renderReport,
    subscribe: createLiveWire().subscribe,
    announce: () => {},
    alertRules: makeAlertRules(db),
    people: peopleWith(),
    staff: makeStaff(db, () => now),
    jobDesk: noQueues,
    sourceDesk: makeSourceDesk(),
    addPasted: async () => ({ accepted: 0, duplicate: 0, edited: 0, rejected: [] }),
    ...overrides,
  };
}

/** One rule from the configuration, and whatever was made through the API. */
function makeAlertRules(db: Db): ApiDeps['alertRules'] {
  const types = new Map(alertRuleTypes.map((type) => [type.id, type]));
  const configured = [{ id: 'negative-issue', rule: 'negative-issue', options: {} }];
  const sources = { db, log: silentLog, configured, types };
  return {
    types,
    configured,
    explain: async (issueId) =>
      explainIssue(db, await loadRules(sources), (id) => types.get(id)?.title ?? id, issueId, now),
    replay: (request) =>
      replayRules({ ...sources, now: () => now, routes: [], limits: new Map(), zone: region.timezone }, request),
  };
}

/** Tests ask faster than people. */
const unhurried = { reading: 100_000, writing: 100_000, exporting: 100_000 };

export function serveApi(deps: ApiDeps, options: ServerOptions = {}): Promise<Listening> {
  return listen(createApiServer(deps, { limits: unhurried, ...options }), { host: '127.0.0.1', port: 0 });
}
