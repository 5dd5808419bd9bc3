import { type Listening, listen } from '../api/listen.ts';
import { createApiServer } from '../api/server.ts';
import type { ActivityReport } from '../core/account.ts';
import type { Digest } from '../core/digest.ts';
import type { Subscribe } from '../core/live.ts';
import { isDate } from '../core/time.ts';
import { makeActivityReport } from '../jobs/activity.ts';
import { makeDigest } from '../jobs/digest.ts';
import { renderActivityHtml } from '../reports/activity-html.tsx';
import { renderDigestHtml } from '../reports/digest-html.tsx';
import { renderDigestText } from '../reports/digest-text.ts';
import { stemsOf } from '../text/stems.ts';
import { createPages } from '../web/create-pages.tsx';
import type { PageMailbox, Progress } from '../web/deps.ts';
import { createWrites } from './add-pasted.ts';
import { version } from './files.ts';
import type { Installation } from './installation.ts';
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
  const { db, now, log, region, scorer, config, kind } = installation;
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
    digestOf: async (date: string): Promise<Digest | null> =>
      isDate(date)
        ? makeDigest({ db, now, region, demo: kind === 'demo', lexicon: scorer.stamp, reportMinute }, date)
        : null,
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
      writes: createWrites(installation, process.env),
    },
    { pages },
  );
  return listen(server, { host: options.host, port: options.port });
}
