import { type Listening, listen } from '../api/listen.ts';
import { createApiServer } from '../api/server.ts';
import type { ActivityReport } from '../core/account.ts';
import type { Issue } from '../core/issue.ts';
import type { Subscribe } from '../core/live.ts';
import { makeActivityReport } from '../jobs/activity.ts';
import { loadIssueLife } from '../jobs/issue-life.ts';
import { sendDigestNow } from '../jobs/send-digest.ts';
import { viewDigest } from '../jobs/view-digest.ts';
import { renderActivityHtml } from '../reports/activity-html.tsx';
import { renderDigestHtml } from '../reports/digest-html.tsx';
import { renderDigestText } from '../reports/digest-text.ts';
import { renderReport } from '../reports/formats.ts';
import { stemsOf } from '../text/stems.ts';
import { createPages } from '../web/create-pages.tsx';
import type { PageMailbox, Progress } from '../web/deps.ts';
import { addPasted } from './add-pasted.ts';
import { createAlertRules } from './alert-rules.ts';
import { createConfiguredPeople } from './configured-people.ts';
import { version } from './files.ts';
import type { Installation } from './installation.ts';
import { digestDepsOf } from './make-digest.ts';
import { sendDigestDepsOf } from './report-sending.ts';
import { units } from './units.ts';

export interface ServeOptions {
  readonly installation: Installation;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | null;
  readonly mailbox: PageMailbox | null;
  readonly subscribe: Subscribe;
  readonly progress: () => Progress;
}

/** Opens the port for API and dashboard. @throws the system error when the port cannot be had */
export function serve(options: ServeOptions): Promise<Listening> {
  const { installation, publicUrl, mailbox, subscribe, progress } = options;
  const { db, now, log, region, config, kind } = installation;
  const reportMinute = config.digestMinute;
  const shared = {
    db,
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
    activityOf: (month: string) => makeActivityReport({ db, now, region, demo: kind === 'demo' }, month),
    activityHtml: (report: ActivityReport) => renderActivityHtml(report, region.timezone),
    digestHtml: renderDigestHtml,
    digestText: renderDigestText,
  };
  const collectorTitles = new Map([...units.collectors.values()].map(({ id, title }) => [id, title]));
  const pages = createPages({ ...shared, collectorTitles, mailbox, progress });
  const server = createApiServer(
    {
      ...shared,
      startedAt: now().toISOString(),
      publicUrl,
      subscribe,
      people: {
        findByToken: createConfiguredPeople(installation, process.env),
        findBySession: async () => null,
        hasUsers: async () => false,
      },
      addPasted: (items) => addPasted(installation, items),
      acknowledgeForMs: config.alerting.acknowledgeForMs,
      alertRules: createAlertRules(installation),
      sendDigest: (date, who) => sendDigestNow(sendDigestDepsOf(installation, now()), date, who),
      reportFile: renderReport,
    },
    { pages },
  );
  return listen(server, { host: options.host, port: options.port });
}
