import type { ApiDeps } from '../../src/api/deps.ts';
import type { Listening } from '../../src/api/listen.ts';
import { toOpenApi } from '../../src/api/openapi.ts';
import { routes } from '../../src/api/routes/index.ts';
import { noQueues } from '../../src/core/job-desk.ts';
import { silentLog } from '../../src/core/log.ts';
import { makeActivityReport } from '../../src/jobs/activity.ts';
import { loadIssueLife } from '../../src/jobs/issue-life.ts';
import type { Db } from '../../src/store/schema.ts';
import type { ApiDocument } from '../../src/web/api-document.ts';
import { createPages } from '../../src/web/create-pages.tsx';
import type { PageMail, WebDeps } from '../../src/web/deps.ts';
import { now, region, wordsOf } from '../api/seed.ts';
import { makeApiDeps, makeDigest, serveApi } from '../api/serve-seed.ts';
import { makeLexiconDesk } from '../support/lexicon.ts';
import { makeStaff } from '../support/people.ts';
import { testPrivacy, testPseudonyms } from '../support/pseudonyms.ts';
import { makeSourceDesk } from '../support/source-desk.ts';

const apiDocument = toOpenApi(routes, '0.1.0') as unknown as ApiDocument;

export const mails: readonly PageMail[] = [
  {
    id: 1,
    receivedAt: '2026-11-22T09:11:00.000Z',
    from: 'kentongan@wanasari.test',
    to: ['humas@wanasari.test'],
    subject: '[Merah] Air ledeng Lembah Asri mati tiga hari',
    text: 'Isu: air ledeng mati.\n4 sebutan negatif dari 3 sumber.',
    html: '<!doctype html><html lang="id"><head><title>Surel</title></head><body><p style="color:#9f2318">4 sebutan negatif</p></body></html>',
  },
];

export function makeWebDeps(db: Db, overrides: Partial<WebDeps> = {}): WebDeps {
  return {
    privacy: testPrivacy,
    db,
    now: () => now,
    log: silentLog,
    region,
    province: null,
    demo: true,
    version: '0.1.0',
    mailConfigured: true,
    credentials: [],
    collectorTitles: new Map([['feed', 'Umpan RSS/Atom']]),
    sourceDesk: makeSourceDesk(),
    reportMinute: 360,
    alertRules: makeApiDeps(db).alertRules,
    alertRoutes: [],
    acknowledgeForMs: 86_400_000,
    lexicon: makeLexiconDesk(db, () => now),
    stemsOf: wordsOf,
    lifeOf: (issue) => loadIssueLife(db, issue, now, region.timezone),
    activityOf: (month) =>
      makeActivityReport({ db, now: () => now, region, demo: true, pseudonyms: testPseudonyms }, month),
    digestOf: async (date) => makeDigest(date),
    digestHtml: ({ date }) =>
      `<!doctype html><html lang="id"><head><title>Laporan</title></head><body><h1 style="color:#111">Laporan ${date}</h1></body></html>`,
    digestText: ({ date }) => `*LAPORAN HARIAN* ${date}`,
    mailbox: { list: () => mails, find: (id) => mails.find((mail) => mail.id === id) ?? null },
    progress: () => ({ running: false, done: 8, total: 8 }),
    jobDesk: noQueues,
    staff: makeStaff(db, () => now),
    apiDocument: () => apiDocument,
    ...overrides,
  };
}

/** The whole server, API and pages, on loopback. */
export function servePages(db: Db, overrides: Partial<WebDeps> = {}, api: Partial<ApiDeps> = {}): Promise<Listening> {
  return serveApi(makeApiDeps(db, api), { pages: createPages(makeWebDeps(db, overrides)) });
}
