import type { ChannelId } from '../core/dispatch.ts';
import type { LiveEvent } from '../core/live.ts';
import type { NetClient } from '../core/net.ts';
import type { Channel, MessageRenderer } from '../core/notification.ts';
import { type Alerter, createAlerter } from '../jobs/alert.ts';
import { type DeliverDeps, deliveryJobs } from '../jobs/deliver.ts';
import { dispatchDue } from '../jobs/dispatch.ts';
import { watchOperations } from '../jobs/operations.ts';
import type { Job } from '../jobs/scheduler.ts';
import { watchSpikes } from '../jobs/spikes.ts';
import { createSearchWatcher } from '../jobs/watch-searches.ts';
import { createMailConnector } from '../net/mail-connector.ts';
import { createEmailChannel } from '../notify/email.ts';
import { renderAlerts } from '../notify/render-alerts.ts';
import { retryAt } from '../notify/retry.ts';
import { createTelegramChannel } from '../notify/telegram.ts';
import { createWebhookChannel } from '../notify/webhook.ts';
import { createWhatsappChannel } from '../notify/whatsapp.ts';
import { stemsOf } from '../text/stems.ts';
import { ruleLoader } from './alert-rules.ts';
import type { Installation } from './installation.ts';
import { createAttach, createMessageIds } from './report-sending.ts';
import type { ReportThread } from './reporting/report-thread.ts';

export interface AlertingOptions {
  readonly installation: Installation;
  readonly reports: Pick<ReportThread, 'attachments'>;
  /** Address of the dashboard that messages print; null when recipients cannot open it. */
  readonly publicUrl: string | null;
  readonly announce: (event: LiveEvent) => void;
  /** The only way out for channels that speak HTTP. */
  readonly call: NetClient['call'];
  readonly signal: AbortSignal;
  /** When this process began: what was late before is no fault of its. */
  readonly startedAt: Date;
}

/** From facts to delivered messages: rules, stages, channels. */
export interface Alerting {
  readonly alerter: Alerter;
  readonly channels: ReadonlyMap<ChannelId, Channel>;
  readonly deliverDeps: DeliverDeps;
  /** Puts notices that are due into the outbox. */
  dispatch(): Promise<unknown>;
  /** Everything that the clock must run for it, besides `alerter`. */
  readonly jobs: readonly Job[];
  close(): Promise<void>;
}

/** Looking for spikes reads two weeks; a minute more or less does not matter to an hour's count. */
const spikesEveryMs = 60_000;

export function createAlerting(options: AlertingOptions): Alerting {
  const { installation, announce, signal } = options;
  const { db, log, now, region, config } = installation;
  const { alerting } = config;
  const channels = openChannels(options);
  const renderer = createRenderer(options);
  const messageIdOf = createMessageIds(installation);
  const alerter = createAlerter({
    db,
    now,
    log,
    rules: ruleLoader(installation),
    routes: alerting.routes,
    spikes: createSpikeWatch(installation),
    searches: createSearchWatcher({ db, region, stemsOf }),
    announce,
  });
  const dispatch = () =>
    dispatchDue({
      db,
      now,
      log,
      zone: region.timezone,
      routes: alerting.routes,
      limits: alerting.limits,
      inhibitForMs: alerting.inhibitForMs,
      channels: new Set(channels.keys()),
      renderer,
      messageIdOf,
    });
  const deliverDeps: DeliverDeps = {
    db,
    now,
    log,
    channels,
    attach: createAttach(installation, options.reports),
    retryAt,
    signal,
  };
  return {
    alerter,
    channels,
    deliverDeps,
    dispatch,
    jobs: [
      { name: 'dispatch', lane: 'deliver', everyMs: 1_000, run: dispatch },
      ...deliveryJobs(deliverDeps),
      {
        name: 'operations',
        lane: 'upkeep',
        everyMs: 60_000,
        run: () =>
          watchOperations({
            db,
            now,
            log,
            targets: alerting.operators,
            messageIdOf,
            regionName: region.name,
            zone: region.timezone,
            startedAt: options.startedAt,
            dailyMinute: config.digestMinute,
            publicUrl: options.publicUrl,
          }),
      },
    ],
    async close() {
      await Promise.all([...channels.values()].map((channel) => channel.close()));
    },
  };
}

/** Looked for at most once a minute, whoever asks. */
function createSpikeWatch({ db, now, region }: Installation) {
  const districts = new Map(region.districts.map(({ code, name }) => [code, name]));
  let lookedAt = Number.NEGATIVE_INFINITY;
  let known: Awaited<ReturnType<typeof watchSpikes>> = [];
  return async () => {
    const at = now();
    const age = at.getTime() - lookedAt;
    if (age >= 0 && age < spikesEveryMs) return known;
    known = await watchSpikes(db, districts, at);
    lookedAt = at.getTime();
    return known;
  };
}

/** The channels that are set up; a target of another is recorded as unreachable. */
function openChannels({ installation, call }: AlertingOptions): ReadonlyMap<ChannelId, Channel> {
  const { config, now } = installation;
  const { mail, alerting } = config;
  const { telegram, whatsapp, webhooks } = alerting;
  const channels: Channel[] = [];
  if (mail !== null) {
    channels.push(
      createEmailChannel({
        host: mail.host,
        port: mail.port,
        security: mail.security,
        ...(mail.user === null ? {} : { user: mail.user }),
        ...(mail.password === null ? {} : { password: mail.password.reveal() }),
        from: { name: mail.fromName, address: mail.from },
        connect: createMailConnector({ allowLoopback: config.allowLoopback }),
      }),
    );
  }
  if (telegram !== null && telegram.token !== null) {
    channels.push(createTelegramChannel({ token: telegram.token.reveal(), api: telegram.api, call }));
  }
  if (whatsapp !== null && whatsapp.token !== null) {
    channels.push(createWhatsappChannel({ ...whatsapp, token: whatsapp.token.reveal(), call, now }));
  }
  if (webhooks.length > 0) {
    const secrets = new Map(webhooks.map(({ url, secret }) => [url, secret]));
    channels.push(createWebhookChannel({ secretOf: (address) => secrets.get(address)?.reveal() ?? null, call, now }));
  }
  return new Map(channels.map((channel) => [channel.id, channel]));
}

function createRenderer({ installation, publicUrl }: AlertingOptions): Pick<MessageRenderer, 'alerts'> {
  const { region, kind } = installation;
  const context = {
    regionName: region.name,
    timezone: region.timezone,
    agencyNames: Object.fromEntries(region.agencies.map(({ id, name }) => [id, name])),
    publicUrl,
    demo: kind === 'demo',
  };
  return {
    alerts: (alerts, target, occasion) => renderAlerts(alerts, target, occasion, context),
  };
}
