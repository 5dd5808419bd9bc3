import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { parse } from 'yaml';
import { createAlerting } from '../../src/app/alerting.ts';
import { demoFolder } from '../../src/app/files.ts';
import { type Installation, openInstallation } from '../../src/app/installation.ts';
import { type Knowledge, loadKnowledge } from '../../src/app/knowledge.ts';
import { createProcessing } from '../../src/app/processing.ts';
import { units } from '../../src/app/units.ts';
import { parseConfig } from '../../src/config/load.ts';
import type { Alert } from '../../src/core/alert.ts';
import { silentLog } from '../../src/core/log.ts';
import type { MentionDraft } from '../../src/core/mention.ts';
import type { Region } from '../../src/core/region.ts';
import { deliverDue } from '../../src/jobs/deliver.ts';
import { emptyGazetteer } from '../../src/regions/gazetteer.ts';
import { parseRegion } from '../../src/regions/parse-region.ts';
import { nextNoticeAt } from '../../src/store/notices.ts';
import { nextAttempts } from '../../src/store/outbox.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { recordSuccess } from '../../src/store/sources.ts';
import type { SimItem, SimSource } from './world.ts';

export interface Mail {
  readonly atMs: number;
  readonly to: string;
  readonly messageId: string;
  readonly subject: string;
}

/** The product's own parts on a clock of ours: everything from the raw post to the SMTP server's 250. */
export interface Pipeline {
  readonly installation: Installation;
  /** Mention id → planted event, for what has been stored. */
  readonly eventOf: ReadonlyMap<number, string | null>;
  readonly mails: readonly Mail[];
  readonly alerts: readonly Alert[];
  setClock(ms: number): void;
  /** What one poll of a source brings. */
  collect(source: SimSource, items: readonly SimItem[]): Promise<void>;
  /** Scores, groups, watches and raises. */
  process(): Promise<void>;
  /** When dispatch or delivery has something to do; null when nothing waits. */
  nextDueMs(): Promise<number | null>;
  dispatchAndDeliver(): Promise<void>;
  setMailServerUp(isUp: boolean): void;
  /** As a restart does: everything that was only remembered is forgotten. */
  restart(): void;
  close(): Promise<void>;
}

const recipients = ['humas', 'ikp'] as const;

export function loadWorldRegion(): { region: Region; knowledge: Knowledge } {
  const knowledge = loadKnowledge();
  const region = parseRegion(parse(readFileSync(join(demoFolder, 'region.yaml'), 'utf8')), knowledge.agencies);
  // The regency stands alone: real places must not be found in invented texts.
  return { region, knowledge: { ...knowledge, gazetteer: emptyGazetteer } };
}

export async function openPipeline(
  { region, knowledge }: ReturnType<typeof loadWorldRegion>,
  sources: readonly SimSource[],
  database: string,
  startMs: number,
): Promise<Pipeline> {
  let clockMs = startMs;
  const now = (): Date => new Date(clockMs);
  const mails: Mail[] = [];
  let isUp = true;
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom: (_address, _session, callback) =>
      callback(isUp ? null : Object.assign(new Error('try later'), { responseCode: 451 })),
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const head = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n')[0] ?? '';
        const field = (name: string) => new RegExp(`^${name}: (.+)$`, 'im').exec(head)?.[1] ?? '';
        const to = session.envelope.rcptTo.map(({ address }) => address).join();
        mails.push({ atMs: clockMs, to, messageId: field('Message-ID'), subject: field('Subject') });
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as { port: number };
  const config = parseConfig(configText(database, port), 'simulasi.yaml', { ...units, isRegion: () => true }, {});
  const installation = await openInstallation({
    kind: 'live',
    config: {
      ...config,
      region: { ...config.region, code: region.code },
      sources: sources.map(({ id, title, class: who, platform, pollMinutes }) => ({
        id,
        title,
        collector: 'feed',
        class: who,
        platform,
        enabled: true,
        intervalMs: pollMinutes * 60_000,
        silentAfterMs: 7 * 86_400_000,
        options: {},
        credential: null,
        legal: null,
      })),
    },
    knowledge,
    region,
    log: silentLog,
    now,
  });
  const { db } = installation;
  const { signal } = new AbortController();
  const alerts: Alert[] = [];
  const eventOf = new Map<number, string | null>();
  const call = (): never => {
    throw new Error('nothing in the simulation speaks HTTP');
  };
  const open = () => ({
    processing: createProcessing(installation, { signal }),
    alerting: createAlerting({
      reports: { attachments: async () => [] },
      installation,
      publicUrl: null,
      announce: () => {},
      call,
      signal,
      startedAt: now(),
    }),
  });
  let parts = open();

  return {
    installation,
    eventOf,
    mails,
    alerts,
    setClock(ms) {
      clockMs = ms;
    },
    async collect(source, items) {
      const drafts: MentionDraft[] = [];
      const events: (string | null)[] = [];
      for (const { post, event } of items) {
        const draft = installation.toDraft(post);
        if (draft === null) continue;
        drafts.push(draft);
        events.push(event);
      }
      const { stored } = await saveStep(db, { sourceId: source.id, drafts, cursor: null, rejected: 0, now: now() });
      for (const [index, id] of stored.entries()) eventOf.set(id, events[index] ?? null);
      const at = now().toISOString();
      const totals = { stored: stored.length, repeats: 0, edits: 0, rejected: 0, setAside: 0 };
      await recordSuccess(db, source.id, { startedAt: at, endedAt: at, nextRunAt: at, totals });
    },
    async process() {
      await parts.processing.score();
      await parts.processing.group();
      await parts.processing.watch();
      alerts.push(...(await parts.alerting.alerter.raise()).alerts);
    },
    async nextDueMs() {
      const notice = await nextNoticeAt(db);
      const times = [...(notice === null ? [] : [notice]), ...(await nextAttempts(db)).values()];
      return times.length === 0 ? null : Math.min(...times.map((at) => Date.parse(at)));
    },
    async dispatchAndDeliver() {
      await parts.alerting.dispatch();
      await deliverDue(parts.alerting.deliverDeps);
    },
    setMailServerUp(up) {
      isUp = up;
    },
    restart() {
      parts = open();
    },
    async close() {
      await parts.alerting.close();
      await installation.close();
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
    },
  };
}

function configText(database: string, port: number): string {
  return `
region: { code: "35.16" }
contact: mailto:simulasi@banyuraga.test
database: ${JSON.stringify(database)}
network: { allowLoopback: true }
mail: { host: 127.0.0.1, port: ${port}, security: when-offered, from: kentongan@banyuraga.test }
recipients:
${recipients.map((name) => `  - { id: ${name}, name: ${name}, email: ${name}@banyuraga.test, receives: [alerts] }`).join('\n')}
`;
}
