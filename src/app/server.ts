import type { Site } from '../api/host-switch.ts';
import { type Listening, listen } from '../api/listen.ts';
import type { ProcessFigures } from '../api/metrics-process.ts';
import { toOpenApi } from '../api/openapi.ts';
import type { Route } from '../api/route.ts';
import { routes as regencyRoutes } from '../api/routes/index.ts';
import { createApiServer } from '../api/server.ts';
import type { ActivityReport } from '../core/account.ts';
import type { Issue } from '../core/issue.ts';
import { type JobDesk, noQueues } from '../core/job-desk.ts';
import type { ProvinceCircle } from '../core/province.ts';
import { makeActivityReport } from '../jobs/activity.ts';
import { loadIssueLife } from '../jobs/issue-life.ts';
import { sendDigestNow } from '../jobs/send-digest.ts';
import { viewDigest } from '../jobs/view-digest.ts';
import type { People } from '../people/people.ts';
import { renderActivityHtml } from '../reports/activity-html.tsx';
import { renderDigestText } from '../reports/digest-text.ts';
import { stemsOf } from '../text/stems.ts';
import type { ApiDocument } from '../web/api-document.ts';
import { createPages } from '../web/create-pages.tsx';
import type { PageMailbox, Progress } from '../web/deps.ts';
import type { Page } from '../web/page.ts';
import { pages as regencyPages } from '../web/pages/index.ts';
import { addPasted } from './add-pasted.ts';
import { createAlertRules } from './alert-rules.ts';
import { version } from './files.ts';
import type { Installation } from './installation.ts';
import { createLexiconDesk } from './lexicon/desk.ts';
import type { LiveEvents } from './live-events.ts';
import { digestDepsOf } from './make-digest.ts';
import { privacyOf } from './privacy.ts';
import { sendDigestDepsOf } from './report-sending.ts';
import type { ReportThread } from './reporting/report-thread.ts';
import { createSourceDesk } from './source-desk.ts';
import { units } from './units.ts';

export interface SiteOptions {
  readonly installation: Installation;
  readonly staff: People;
  readonly reports: ReportThread;
  readonly publicUrl: string | null;
  /** Of this process. */
  readonly figures: ProcessFigures;
  /** What workers share; nothing where this process does everything. */
  readonly jobDesk?: JobDesk;
  readonly mailbox: PageMailbox | null;
  /** The province that it is part of; none if absent. */
  readonly province?: ProvinceCircle;
  /** What it shows and answers; the pages and the API of a regency if absent. */
  readonly surface?: SiteSurface;
  /** Proxies that are believed, where the port is not this regency's own; those of its configuration if absent. */
  readonly trustProxy?: readonly string[];
  readonly live: LiveEvents;
  readonly progress: () => Progress;
}

export interface SiteSurface {
  readonly routes: readonly Route[];
  readonly pages: readonly Page[];
}

/** Opens the port for one regency. @throws the system error when the port cannot be had */
export async function serve({ host, port, ...options }: SiteOptions & ListenOptions): Promise<Listening> {
  const site = createSite(options);
  const listening = await listen(site.handler, { host, port });
  return { ...listening, close: () => listening.close().finally(() => site.close()) };
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
}

/** API and dashboard of one regency. */
export function createSite(options: SiteOptions): Site {
  const { installation, staff, reports, publicUrl, mailbox, live, progress } = options;
  const { db, now, log, region, config, kind } = installation;
  const reportMinute = config.digestMinute;
  const sourceDesk = createSourceDesk({ installation, hosts: installation.hosts });
  const shared = {
    db,
    staff,
    sourceDesk,
    privacy: privacyOf(installation),
    lexicon: createLexiconDesk(installation),
    jobDesk: options.jobDesk ?? noQueues,
    alertRules: createAlertRules(installation),
    acknowledgeForMs: config.alerting.acknowledgeForMs,
    now,
    log,
    region,
    province: options.province ?? null,
    demo: kind === 'demo',
    version,
    mailConfigured: config.mail !== null && config.recipients.length > 0,
    reportMinute,
    // Secrets stay behind: pages and API only say which key there is.
    credentials: config.credentials.map(({ secret: _secret, ...rest }) => rest),
    stemsOf,
    digestOf: (key: string) => viewDigest(digestDepsOf(installation), key),
    lifeOf: (issue: Issue) => loadIssueLife(db, issue, now(), region.timezone),
    activityOf: (month: string) =>
      makeActivityReport({ db, now, region, pseudonyms: installation.pseudonyms, demo: kind === 'demo' }, month),
    activityHtml: (report: ActivityReport) => renderActivityHtml(report, region.timezone),
    digestHtml: reports.html,
    digestText: renderDigestText,
  };
  const collectorTitles = new Map([...units.collectors.values()].map(({ id, title }) => [id, title]));
  const alertRoutes = config.alerting.routes;
  const { routes, pages: shown } = options.surface ?? { routes: regencyRoutes, pages: regencyPages };
  let document: ApiDocument | null = null;
  // Made when it is first read: that takes longer than the rest of the site together.
  const apiDocument = (): ApiDocument => (document ??= toOpenApi(routes, version) as unknown as ApiDocument);
  const pages = createPages({ ...shared, collectorTitles, alertRoutes, mailbox, progress, apiDocument }, shown);
  const server = createApiServer(
    {
      ...shared,
      startedAt: now().toISOString(),
      publicUrl,
      ...live,
      figures: options.figures,
      people: staff,
      addPasted: (items) => addPasted(installation, items),
      sendDigest: (date, who) => sendDigestNow(sendDigestDepsOf(installation, now()), date, who),
      reportFile: reports.file,
    },
    { pages, routes, brieflyMs: 2_000, trustProxy: options.trustProxy ?? config.http.trustProxy },
  );
  return { handler: server, close: async () => sourceDesk.close() };
}
