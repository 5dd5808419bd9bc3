import type { Digest } from '../../core/digest.ts';
import { decisionReasonNames } from '../../core/dispatch.ts';
import { formatDateTime, formatNumber } from '../../core/time.ts';
import { cut, levelNames, sayFault, sayNoTrouble, sourceStatusNames, troubledSources } from '../wording.ts';
import { type Block, paragraph, toned } from './blocks.ts';
import { more } from './issues.ts';
import type { DocumentLimits } from './limits.ts';

/** Section 11: what the report rests on, so that a quiet day and a broken collector do not look alike; and what became of the alerts. */
export function coverageBlocks(digest: Digest, limits: DocumentLimits): readonly Block[] {
  const troubled = troubledSources(digest);
  const shown = troubled.slice(0, limits.lists);
  return [
    {
      kind: 'table',
      columns: [
        { title: 'Data', align: 'left', weight: 78, minor: false },
        { title: 'Jumlah', align: 'right', weight: 22, minor: false },
      ],
      rows: coverageFacts(digest).map(([name, value]) => [[name], [formatNumber(value)]]),
    },
    ...(shown.length === 0
      ? [paragraph(sayNoTrouble(digest), 'green')]
      : ([
          { kind: 'heading', text: 'Sumber yang gagal atau senyap' },
          {
            kind: 'table',
            columns: [
              { title: 'Sumber', align: 'left', weight: 30, minor: false },
              { title: 'Keadaan', align: 'left', weight: 18, minor: false },
              { title: 'Item baru terakhir', align: 'left', weight: 24, minor: true },
              { title: 'Sebab', align: 'left', weight: 28, minor: false },
            ],
            rows: shown.map(({ title, status, lastNewItemAt, lastError }) => [
              [cut(title, 80)],
              [toned(sourceStatusNames[status], 'red')],
              [lastNewItemAt === null ? 'belum ada' : formatDateTime(lastNewItemAt, digest.timezone)],
              [sayFault(lastError)],
            ]),
          },
        ] as const)),
    ...more(shown.length, troubled.length),
    { kind: 'heading', text: 'Peringatan pada periode ini' },
    { kind: 'list', ordered: false, items: sayAlerts(digest, limits).map((sentence) => [sentence]) },
  ];
}

/** Names and numbers of the coverage table; the second to the fifth add up to the second. */
export function coverageFacts({ coverage }: Digest): readonly (readonly [string, number])[] {
  return [
    ['Sumber yang dipantau', coverage.sources.length],
    ['Item terbit pada periode', coverage.mentions],
    ['– dihitung dalam laporan ini', coverage.counted],
    ['– salinan di situs cermin dan penunjuk, digabung', coverage.copies],
    ['– tidak terkait daerah ini', coverage.notRelevant],
    ['– belum dinilai saat laporan dibuat', coverage.waiting],
    ['Tidak terskor (bahasa lain atau terlalu pendek)', coverage.unscored],
    ['Disisihkan (spam judi)', coverage.setAside],
    ['Kiriman berulang, digabung saat diambil', coverage.repeats],
    ['Tak terbaca', coverage.rejected],
  ];
}

/** What was raised, what was sent, what was kept back and why. */
function sayAlerts({ alerts, timezone }: Digest, limits: DocumentLimits): readonly string[] {
  const { raised, acknowledged, sent, waiting, failed, keptBack, silences } = alerts;
  const all = raised.watch + raised.alert + raised.crisis;
  const levels = (['crisis', 'alert', 'watch'] as const)
    .filter((level) => raised[level] > 0)
    .map((level) => `${formatNumber(raised[level])} ${levelNames[level]}`);
  return [
    all === 0
      ? 'Tidak ada peringatan yang timbul.'
      : `${formatNumber(all)} peringatan timbul (${levels.join(', ')}), ${formatNumber(acknowledged)} sudah ada yang menangani.`,
    `${formatNumber(sent)} pesan terkirim, ${formatNumber(waiting)} menunggu, ${formatNumber(failed)} gagal.`,
    ...(keptBack.length === 0
      ? []
      : [
          `Tidak dikirim sebagai pesan: ${keptBack
            .map(({ reason, count }) => `${formatNumber(count)} ${decisionReasonNames[reason]}`)
            .join(', ')}.`,
        ]),
    ...silences
      .slice(0, limits.lists)
      .map(
        ({ reason, author, endsAt, muted }) =>
          `Peredaman oleh ${cut(author, 60)} sampai ${formatDateTime(endsAt, timezone)} (“${cut(reason, 120)}”): ${formatNumber(muted)} pesan diredam.`,
      ),
    ...(silences.length > limits.lists
      ? [`… dan ${formatNumber(silences.length - limits.lists)} peredaman lagi.`]
      : []),
  ];
}
