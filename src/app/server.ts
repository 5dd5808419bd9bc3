import { type Listening, listen } from '../api/listen.ts';
import { toOpenApi } from '../api/openapi.ts';
import { routes } from '../api/routes/index.ts';
import { createApiServer } from '../api/server.ts';
import type { ActivityReport } from '../core/account.ts';
import type { Issue } from '../core/issue.ts';
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

export interface ServeOptions {
  readonly installation: Installation;
  readonly staff: People;
  readonly reports: ReportThread;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | null;
  readonly mailbox: PageMailbox | null;
  readonly live: LiveEvents;
  readonly progress: () => Progress;
}

/** Opens the port for API and dashboard. @throws the system error when the port cannot be had */
export async function serve(options: ServeOptions): Promise<Listening> {
  const { installation, staff, reports, publicUrl, mailbox, live, progress } = options;
  const { db, now, log, region, config, kind } = installation;
  const reportMinute = config.digestMinute;
  const sourceDesk = createSourceDesk({ installation });
  const shared = {
    db,
    staff,
    sourceDesk,
    privacy: privacyOf(installation),
    lexicon: createLexiconDesk(installation),
    alertRules: createAlertRules(installation),
    acknowledgeForMs: config.alerting.acknowledgeForMs,
    now,
    log,
    region,
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
  const apiDocument = toOpenApi(routes, version) as unknown as ApiDocument;
  const pages = createPages({ ...shared, collectorTitles, alertRoutes, mailbox, progress, apiDocument });
  const server = createApiServer(
    {
      ...shared,
      startedAt: now().toISOString(),
      publicUrl,
      ...live,
      people: staff,
      addPasted: (items) => addPasted(installation, items),
      sendDigest: (date, who) => sendDigestNow(sendDigestDepsOf(installation, now()), date, who),
      reportFile: reports.file,
    },
    { pages, brieflyMs: 2_000 },
  );
  const listening = await listen(server, { host: options.host, port: options.port });
  return { ...listening, close: () => listening.close().finally(() => sourceDesk.close()) };
}
