import type { CredentialStatus } from '../core/credential.ts';
import type { ChannelId } from '../core/dispatch.ts';
import type { SourceRow, SourceStatus, StatusFact } from '../core/source.ts';
import { countStatuses, sourceStatus } from '../core/source.ts';
import { countGivenUp, oldestWaiting } from '../store/deliveries.ts';
import { listStops } from '../store/delivery-stops.ts';
import { listHeldReports } from '../store/digests.ts';
import { countOutbox } from '../store/outbox.ts';
import { isHold } from '../store/outbox-hold.ts';
import { listSources } from '../store/sources.ts';
import { listCredentials } from './credentials.ts';
import type { ApiDeps } from './deps.ts';
import type { Body } from './schemas/common.ts';
import type { health } from './schemas/health.ts';

type Health = Body<typeof health>;
type Parts = Health['parts'];

/** Later than this and the clock, not the number of sources, is at fault: a round of 233 sources takes minutes. */
const maxLagMs = 15 * 60_000;
/** A mail goes out within minutes; longer means that delivery stands still. */
const maxPendingMs = 15 * 60_000;
/** A mail that was given up is an alarm for a day; afterwards it stays only in the counts. */
const givenUpMs = 24 * 3_600_000;
/** From this share on it is our network, not their sites. */
const maxFailingShare = 0.5;

/** Asks every part how it does. Never throws: an unreachable database is an answer. */
export async function checkHealth(deps: ApiDeps): Promise<Health> {
  const now = deps.now();
  const parts = await checkParts(deps, now);
  const failing = Object.entries(parts)
    .filter(([, part]) => !part.ok)
    .map(([name]) => name);
  return {
    status: failing.length === 0 ? 'ok' : 'failing',
    failing,
    checkedAt: now.toISOString(),
    version: deps.version,
    demo: deps.demo,
    parts,
  };
}

async function checkParts(deps: ApiDeps, now: Date): Promise<Parts> {
  try {
    const sources = await listSources(deps.db);
    return {
      database: { ok: true, problem: null },
      scheduler: checkScheduler(sources, deps.startedAt, now),
      sources: checkSources(sources, now),
      credentials: await checkCredentials(deps, now),
      outbox: await checkOutbox(deps, now),
      channels: await checkChannels(deps),
      mail: checkMail(deps),
      reports: await checkReports(deps),
    };
  } catch (error) {
    deps.log.error({ err: error }, 'health check cannot read the database');
    const unknown = { ok: true, problem: 'tidak diketahui: basis data tidak terbaca' };
    return {
      database: { ok: false, problem: 'basis data tidak dapat dibaca' },
      scheduler: { ...unknown, lagMs: null, lastRunAt: null },
      sources: { ...unknown, total: 0, byStatus: countByStatus([], now) },
      credentials: { ...unknown, refused: 0, expiring: 0, spent: 0 },
      outbox: { ...unknown, pending: 0, dead: 0, oldestPendingAgeMs: null },
      channels: { ...unknown, stopped: [] },
      mail: checkMail(deps),
      reports: { ...unknown, held: [] },
    };
  }
}

/** How late the longest overdue source is, in milliseconds, not counting the time before this process began. */
export function schedulerLag(
  sources: readonly Pick<SourceRow, 'enabled' | 'stoppedReason' | 'nextRunAt'>[],
  startedAt: string,
  now: Date,
): number {
  const due = sources
    .filter((source) => source.enabled && source.stoppedReason === null)
    .map((source) => now.getTime() - Math.max(Date.parse(source.nextRunAt), Date.parse(startedAt)));
  return Math.max(0, ...due);
}

function checkScheduler(sources: readonly SourceRow[], startedAt: string, now: Date): Parts['scheduler'] {
  const lagMs = schedulerLag(sources, startedAt, now);
  const late = lagMs > maxLagMs;
  return {
    ok: !late,
    problem: late ? `pengambilan terlambat ${Math.round(lagMs / 60_000)} menit` : null,
    lagMs,
    lastRunAt: lastRunAt(sources),
  };
}

/** When any source was last asked. */
export function lastRunAt(sources: readonly Pick<SourceRow, 'lastRunAt'>[]): string | null {
  return sources.reduce<string | null>(
    (latest, { lastRunAt: at }) => (at !== null && (latest === null || at > latest) ? at : latest),
    null,
  );
}

export function countByStatus(
  sources: readonly Pick<SourceRow, StatusFact>[],
  now: Date,
): Record<SourceStatus, number> {
  return countStatuses(sources.map((source) => sourceStatus(source, now)));
}

/** Worst first. */
const troubleWords: readonly (readonly [SourceStatus, string])[] = [
  ['needs-attention', 'perlu ditangani'],
  ['needs-credential', 'perlu kunci'],
  ['blocked', 'ditolak situsnya'],
  ['gone', 'sudah tidak ada'],
  ['failing', 'gagal'],
  ['quiet', 'senyap'],
];

function checkSources(sources: readonly SourceRow[], now: Date): Parts['sources'] {
  const byStatus = countByStatus(sources, now);
  // A network that answers for everybody (a login page of the office) shows as answers that cannot be read.
  const unread = byStatus.failing + byStatus.blocked + byStatus['needs-attention'];
  const bad = unread > 0 && unread >= (byStatus.ok + byStatus.quiet + unread) * maxFailingShare;
  const words = troubleWords.flatMap(([status, word]) =>
    byStatus[status] > 0 ? [`${byStatus[status]} sumber ${word}`] : [],
  );
  return { ok: !bad, problem: words.length === 0 ? null : words.join(', '), total: sources.length, byStatus };
}

/** Never an alarm: what a key means for the sources is said there, and one platform is not the whole. */
async function checkCredentials(deps: ApiDeps, now: Date): Promise<Parts['credentials']> {
  const credentials = await listCredentials(deps, now);
  const withStatus = (...statuses: readonly CredentialStatus[]) =>
    credentials.filter(({ status }) => statuses.includes(status));
  const refused = withStatus('no-secret', 'refused', 'expired');
  const expiring = withStatus('expiring');
  const spent = credentials.flatMap(({ id, sources, budgets }) =>
    budgets
      .filter(({ used, limit }) => sources.length > 0 && used >= limit)
      .map(({ title, limit }) => `jatah ${title} kunci ${id} ${limit === 0 ? 'belum diisi' : 'habis'}`),
  );
  const words = [
    ...refused.map(({ id, status }) => `kunci ${id} ${status === 'no-secret' ? 'belum diisi' : 'tidak diterima'}`),
    ...expiring.map(({ id, expires }) => `kunci ${id} berakhir ${expires}`),
    ...spent,
  ];
  return {
    ok: true,
    problem: words.length === 0 ? null : words.join('; '),
    refused: refused.length,
    expiring: expiring.length,
    spent: spent.length,
  };
}

async function checkOutbox({ db }: ApiDeps, now: Date): Promise<Parts['outbox']> {
  const counts = await countOutbox(db);
  const oldest = await oldestWaiting(db);
  const age = oldest === null ? null : Math.max(0, now.getTime() - Date.parse(oldest));
  const givenUp = await countGivenUp(db, new Date(now.getTime() - givenUpMs).toISOString());
  const words = [
    age !== null && age > maxPendingMs ? `pesan tertua menunggu ${Math.round(age / 60_000)} menit` : '',
    givenUp > 0 ? `${givenUp} pesan gagal terkirim dalam 24 jam terakhir` : '',
  ].filter((word) => word !== '');
  return {
    ok: words.length === 0,
    problem: words.length === 0 ? null : words.join('; '),
    pending: counts.pending + counts.sending,
    dead: counts.dead,
    oldestPendingAgeMs: age,
  };
}

const channelNames: Readonly<Record<ChannelId, string>> = {
  email: 'surel',
  telegram: 'Telegram',
  whatsapp: 'WhatsApp',
  webhook: 'webhook',
};

/** A channel that takes nothing is an alarm; one address that is gone is only said. */
async function checkChannels({ db }: ApiDeps): Promise<Parts['channels']> {
  const stops = await listStops(db);
  const whole = stops.filter(({ address }) => address === null).map(({ channel }) => channel);
  const refused = stops.filter((stop) => stop.address === null && !isHold(stop));
  const words = [
    ...stops.filter(isHold).map(({ channel }) => `${channelNames[channel]} ditahan: kentongan outbox --release`),
    ...refused.map(({ channel }) => `${channelNames[channel]} tidak dapat mengirim: periksa kata sandi atau tokennya`),
    ...(stops.length > whole.length ? [`${stops.length - whole.length} tujuan tidak menerima lagi`] : []),
  ];
  return { ok: whole.length === 0, problem: words.length === 0 ? null : words.join('; '), stopped: whole };
}

/** Without mail settings nothing fails: alerts are still on the dashboard and in the API. */
function checkMail({ mailConfigured }: ApiDeps): Parts['mail'] {
  return {
    ok: true,
    problem: mailConfigured ? null : 'surel belum diatur: peringatan hanya tampil di dasbor',
    configured: mailConfigured,
  };
}

/** Never an alarm: the program has done its part, a person has not yet. */
async function checkReports({ db }: ApiDeps): Promise<Parts['reports']> {
  const held = await listHeldReports(db);
  const problem = held.length === 0 ? null : `laporan menunggu persetujuan: ${held.join(', ')}`;
  return { ok: true, problem, held };
}
