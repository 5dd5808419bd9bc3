import { channelNames } from '../core/alert-fate.ts';
import type { ChannelId } from '../core/dispatch.ts';
import type { Instant } from '../core/mention.ts';
import { pacedIntervalMs, type SourceRow } from '../core/source.ts';
import { formatNumber } from '../core/time.ts';
import { listStops } from '../store/delivery-stops.ts';
import { loadScoringState, loadSendingState } from '../store/pipeline-state.ts';
import type { Db } from '../store/schema.ts';
import { listSources } from '../store/sources.ts';

/** Something that has stopped, and that nobody would notice: silence looks like a quiet day. */
export interface PipelineProblem {
  /** `collecting`, `scoring`, `sending:email`, `refused:email`, `gone:<hash>`: the same while it lasts. */
  readonly id: string;
  readonly since: Instant;
  /** Indonesian: what stands still, and what to look at. */
  readonly title: string;
  readonly advice: string;
  /** By which no word of it can get through; null when all ways are open. */
  readonly channel: ChannelId | null;
}

/** The operator hears of it within so long, whatever the intervals are. */
const longestMs = 15 * 60_000;
/** Below this nothing is called stopped: sources of a minute wait for their host's turn. */
const shortestMs = 2 * 60_000;

/** @param startedAt when this process began: what stood still before is only counted since then */
export async function findProblems(db: Db, startedAt: Date, now: Date): Promise<readonly PipelineProblem[]> {
  const found = [
    collectingProblem(await listSources(db), startedAt, now),
    await scoringProblem(db, startedAt, now),
    ...(await sendingProblems(db, startedAt, now)),
  ];
  return found.filter((problem) => problem !== null);
}

/** No source was read for two poll intervals although some were due. */
function collectingProblem(sources: readonly SourceRow[], startedAt: Date, now: Date): PipelineProblem | null {
  const active = sources.filter(({ enabled, stoppedReason }) => enabled && stoppedReason === null);
  const interval = Math.min(...active.map(pacedIntervalMs));
  const limit = Math.min(longestMs, Math.max(shortestMs, 2 * interval));
  const late = new Date(now.getTime() - limit).toISOString();
  // Who was read last at the beginning of the standstill was due after the first of the two intervals.
  const overdue = new Date(now.getTime() - limit / 2).toISOString();
  const since = [startedAt.toISOString(), ...active.flatMap(({ lastRunAt }) => lastRunAt ?? [])].sort().at(-1) ?? '';
  if (since > late || !active.some(({ nextRunAt }) => nextRunAt < overdue)) return null;
  return {
    id: 'collecting',
    since,
    title: 'Pengambilan berita berhenti',
    advice:
      'Tidak ada sumber yang dibaca padahal waktunya sudah lewat. Periksa log dan jaringan, lalu jalankan ulang Kentongan.',
    channel: null,
  };
}

async function scoringProblem(db: Db, startedAt: Date, now: Date): Promise<PipelineProblem | null> {
  const { waitingSince, lastScoredAt } = await loadScoringState(db);
  if (waitingSince === null) return null;
  const since = [waitingSince, lastScoredAt ?? '', startedAt.toISOString()].sort().at(-1) ?? waitingSince;
  if (since > new Date(now.getTime() - longestMs).toISOString()) return null;
  return {
    id: 'scoring',
    since,
    title: 'Penilaian teks berhenti',
    advice: 'Ada teks yang menunggu dinilai, tetapi tidak ada yang selesai. Peringatan tidak akan muncul. Periksa log.',
    channel: null,
  };
}

async function sendingProblems(db: Db, startedAt: Date, now: Date): Promise<readonly PipelineProblem[]> {
  const stops = await listStops(db);
  const refused = stops.map(({ channel, address, error, since }) => ({
    id: address === null ? `refused:${channel}` : `gone:${channel}:${address}`,
    since,
    title:
      address === null
        ? `Pengiriman lewat ${channelNames[channel]} ditolak`
        : `Penerima ${channelNames[channel]} ${address} berhenti menerima`,
    advice:
      address === null
        ? `Semua pesan menunggu sampai kata sandi atau token diperbaiki. Jawaban: ${error}`
        : `Pesannya tidak dikirim lagi sampai Anda menjalankan "kentongan outbox --retry". Jawaban: ${error}`,
    channel: address === null ? channel : null,
  }));
  const queuedBefore = new Date(now.getTime() - longestMs).toISOString();
  const stuck = (await loadSendingState(db, queuedBefore))
    .filter(
      ({ channel, isSending }) =>
        !isSending && !stops.some((stop) => stop.channel === channel && stop.address === null),
    )
    .map(({ channel, waiting, waitingSince, lastError }) => ({
      id: `sending:${channel}`,
      since: waitingSince,
      title: `Pengiriman lewat ${channelNames[channel]} berhenti`,
      advice: `${formatNumber(waiting)} pesan menunggu dan tidak ada yang terkirim.${lastError === null ? '' : ` Jawaban terakhir: ${lastError}`}`,
      channel,
    }));
  const isSettled = startedAt.toISOString() < queuedBefore;
  return [...refused, ...(isSettled ? stuck : [])];
}
