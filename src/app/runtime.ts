import type { LiveEvent } from '../core/live.ts';
import type { Channel, Message, MessageRenderer } from '../core/notification.ts';
import { raiseAlerts } from '../jobs/alert.ts';
import type { CollectDeps, CollectEvent } from '../jobs/collect.ts';
import { createCollectRound } from '../jobs/collect-due.ts';
import { createKeyRing, syncKeys } from '../jobs/credentials.ts';
import { deliverDue } from '../jobs/deliver.ts';
import { sendDueDigest } from '../jobs/digest.ts';
import type { MessageIdOf } from '../jobs/outbox-drafts.ts';
import { prune } from '../jobs/prune.ts';
import { createScheduler, type Scheduler } from '../jobs/scheduler.ts';
import { createNet } from '../net/client.ts';
import { createMailConnector } from '../net/mail-connector.ts';
import { createEmailChannel } from '../notify/email.ts';
import { messageIdOf } from '../notify/message-id.ts';
import { renderAlert } from '../notify/render-alert.ts';
import { retryAt } from '../notify/retry.ts';
import { createReader } from '../reading/reader.ts';
import { digestMessage } from '../reports/digest-message.ts';
import { mendDueTimes } from '../store/clock-step.ts';
import { version } from './files.ts';
import { readInputFile } from './input-file.ts';
import type { Installation } from './installation.ts';
import { createProcessing } from './processing.ts';
import { units } from './units.ts';

export interface RuntimeOptions {
  readonly installation: Installation;
  /** Address of the dashboard that mails print; null when recipients cannot open it. */
  readonly publicUrl: string | null;
  readonly announce: (event: LiveEvent) => void;
  /** True while the first round of collecting runs: grouping and alerts wait, so that they see the whole. */
  readonly isSettling: () => boolean;
  readonly onProgress: (event: CollectEvent) => void;
}

/** The jobs of a running product with the parts they work with. */
export interface Runtime {
  readonly scheduler: Scheduler;
  /** Collects what is due, and resolves when those sources have been read. */
  collectDue(): Promise<unknown>;
  readonly collectDeps: CollectDeps;
  /** Lets running work end (collections are interrupted at their next step) and closes net, reader and mail. */
  close(): Promise<void>;
}

/** Rules run when something was grouped, and once in this time for what depends on the clock (repeats). */
const alertEveryMs = 60_000;

/** Batches of 200 texts scored in one go: after a new lexicon, alerts must not wait until a million texts are scored again. */
const scoreBatchesPerTick = 20;

/** Sources waiting for their host's turn cost nothing; so many may be under way at a time. */
const collectSlots = 128;

export function createRuntime(options: RuntimeOptions): Runtime {
  const { installation, announce } = options;
  const { config, region, db, log, now, scorer } = installation;
  const stop = new AbortController();
  const net = createNet({
    userAgent: `Kentongan/${version} (+${config.contact})`,
    allowLoopback: config.allowLoopback,
    now,
  });
  const reader = createReader();
  const doubtfulReader = createReader({ workers: 1 });
  const collectDeps: CollectDeps = {
    db,
    now,
    log,
    net,
    reader,
    zone: region.timezone,
    readFile: readInputFile,
    keyOf: createKeyRing(db, config.credentials, now),
    findCollector: (id) => units.collectors.get(id) ?? null,
    toDraft: installation.toDraft,
    keepsEvidence: config.evidenceDays > 0,
    signal: stop.signal,
    announce,
    onProgress: options.onProgress,
  };
  const round = createCollectRound(collectDeps, { slots: collectSlots, doubtfulReader });
  const channel = openChannel(installation);
  const rules = config.alerts.flatMap(
    ({ rule, options: settings }) => units.rules.get(rule)?.configure(settings) ?? [],
  );
  const mailing = {
    // Without a mail server nothing is queued: it would all be sent, long stale, on the day one is configured.
    recipients: config.mail === null ? [] : config.recipients,
    renderer: createRenderer(options),
    messageIdOf: createMessageIds(installation),
  };
  const startedAt = now();
  let alertsDue = true;
  let lastAlertsMs = 0;
  const processing = createProcessing(installation, { signal: stop.signal, announce });

  const scheduler = createScheduler({
    log,
    onClockStep: (at) => mendDueTimes(db, at),
    jobs: [
      ...(config.credentials.length === 0
        ? []
        : // A token in a file is renewed by another program: what waited for it goes on.
          [{ name: 'keys', everyMs: 60_000, run: (tick: Date) => syncKeys(db, config.credentials, tick) }]),
      { name: 'collect', everyMs: 5_000, overlaps: true, run: () => round.collectDue() },
      {
        // One after the other: an alert is raised from what was just scored and grouped.
        name: 'process',
        everyMs: 1_000,
        run: async (tick) => {
          await processing.score(scoreBatchesPerTick);
          // A first collection arrives in no order: events are recognised better once all of it is there.
          if (options.isSettling()) return;
          try {
            const { clustered } = await processing.group();
            alertsDue ||= clustered > 0;
          } finally {
            // Also when one text cannot be grouped: all others must still be told of.
            const elapsed = tick.getTime() - lastAlertsMs;
            if (alertsDue || elapsed < 0 || elapsed >= alertEveryMs) {
              alertsDue = false;
              lastAlertsMs = tick.getTime();
              // The tick's time: what is stored while this runs counts as new for the next alert.
              await raiseAlerts({ db, now: () => tick, log, rules, ...mailing, announce });
            }
          }
        },
      },
      { name: 'prune', everyMs: 24 * 3_600_000, run: (tick) => prune(db, config.evidenceDays, tick) },
      {
        name: 'digest',
        everyMs: 15_000,
        run: (tick) =>
          sendDueDigest(
            {
              db,
              now,
              log,
              region,
              demo: installation.kind === 'demo',
              lexicon: scorer.stamp,
              reportMinute: config.digestMinute,
              scorerStamp: scorer.stamp,
              startedAt,
              ...mailing,
            },
            tick,
          ),
      },
      ...(channel === null
        ? []
        : [
            {
              name: 'deliver',
              everyMs: 1_000,
              run: () => deliverDue({ db, now, log, channel, retryAt, signal: stop.signal }),
            },
          ]),
    ],
  });

  return {
    scheduler,
    collectDeps,
    collectDue: () => round.collectDue(),
    async close() {
      stop.abort();
      await scheduler.idle();
      await Promise.all([net.close(), reader.close(), doubtfulReader.close(), channel?.close()]);
    },
  };
}

function openChannel({ config }: Installation): Channel | null {
  const { mail } = config;
  if (mail === null) return null;
  return createEmailChannel({
    host: mail.host,
    port: mail.port,
    security: mail.security,
    ...(mail.user === null ? {} : { user: mail.user }),
    ...(mail.password === null ? {} : { password: mail.password.reveal() }),
    from: { name: mail.fromName, address: mail.from },
    connect: createMailConnector({ allowLoopback: config.allowLoopback }),
  });
}

/** Ids are unique per sender, so two installations that mail one office cannot be mistaken for each other. */
function createMessageIds({ config }: Installation): MessageIdOf {
  const host = config.mail?.from.split('@')[1] ?? 'kentongan.invalid';
  return (kind, about, recipientEmail, createdAt) => messageIdOf(kind, about, recipientEmail, createdAt, host);
}

function createRenderer({ installation, publicUrl }: RuntimeOptions): MessageRenderer {
  const { region, kind } = installation;
  const context = {
    regionName: region.name,
    timezone: region.timezone,
    agencyNames: Object.fromEntries(region.agencies.map(({ id, name }) => [id, name])),
    issueUrl: (issueId: number) => (publicUrl === null ? null : `${publicUrl}/isu/${issueId}`),
    demo: kind === 'demo',
  };
  return { alert: (alert): Message => renderAlert(alert, context), digest: digestMessage };
}
