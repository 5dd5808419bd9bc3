import type { Digest, ReportPeriod } from '../../core/digest.ts';
import { formatReport } from '../../core/report-period.ts';
import { formatDateTime } from '../../core/time.ts';
import { cut, plain, sayPeriod } from '../wording.ts';
import type { ReportDocument, Tone } from './blocks.ts';

const titles: Readonly<Record<ReportPeriod, string>> = {
  day: 'LAPORAN HARIAN MONITORING ISU',
  week: 'LAPORAN MINGGUAN MONITORING ISU',
  month: 'LAPORAN BULANAN MONITORING ISU',
};

export const demoWarning = 'INI DEMO: kabupaten, media, dan kejadian dalam laporan ini rekaan.';

/** What stands above the sections: whose report, of what, how far it can be relied on. */
export function toMasthead(digest: Digest): Omit<ReportDocument, 'sections'> {
  return {
    office: `PEMERINTAH ${cut(digest.regionName, 80).toUpperCase()}`,
    title: titles[digest.period],
    day: formatReport(digest.date),
    warnings: sayWarnings(digest),
    standing: sayStanding(digest),
    facts: [
      ['Periode data', sayPeriod(digest)],
      ['Disusun oleh', `${cut(digest.preparedBy, 120)}, ${formatDateTime(digest.madeAt, digest.timezone)}`],
      ...(digest.addressedTo.length === 0 ? [] : ([['Kepada', sayAddressees(digest, 80)]] as const)),
      ['Versi', `leksikon ${cut(digest.lexicon, 120)}; kentongan ${cut(digest.program, 40)}`],
    ],
  };
}

/** `Yth. Bupati, Sekretaris Daerah`: the courtesy once, whether or not the names were configured with it. */
export function sayAddressees({ addressedTo }: Pick<Digest, 'addressedTo'>, maxLength: number): string {
  return `Yth. ${addressedTo.map((name) => cut(name.replace(/^\s*yth\.?\s+/i, ''), maxLength)).join(', ')}`;
}

/** What a reader must know before the first number. */
export function sayWarnings(digest: Digest): readonly string[] {
  const { correction } = digest.editorial;
  return [
    ...(digest.demo ? [demoWarning] : []),
    ...(correction > 0 ? [`KOREKSI ke-${correction}: menggantikan laporan yang dikirim sebelumnya.`] : []),
    ...(digest.complete ? [] : ['Laporan sementara: periode belum berakhir.']),
    ...(digest.afterwards
      ? ['Disusun kemudian dari data yang tersimpan sekarang; bukan laporan yang dikirim waktu itu.']
      : []),
  ];
}

/** Whether a person stands behind it. */
export function sayStanding({ editorial, timezone }: Pick<Digest, 'editorial' | 'timezone'>): {
  readonly text: string;
  readonly tone: Tone;
} {
  const { approvedBy, approvedAt, editedBy, editedAt } = editorial;
  if (approvedBy !== null) {
    const when = approvedAt === null ? '' : ` pada ${formatDateTime(approvedAt, timezone)}`;
    return { text: `Disetujui oleh ${cut(approvedBy, 80)}${when}`, tone: 'green' };
  }
  if (editedBy !== null) {
    const when = editedAt === null ? '' : ` pada ${formatDateTime(editedAt, timezone)}`;
    return { text: `Disunting oleh ${cut(editedBy, 80)}${when}, belum disetujui`, tone: 'yellow' };
  }
  return { text: 'Disusun otomatis, belum diverifikasi', tone: 'yellow' };
}

/** `Laporan Harian Monitoring Isu Kabupaten Banyuraga, Sabtu, 21 November 2026`: the name of the file in windows and lists. */
export function titleOf(digest: Digest): string {
  const words = titles[digest.period].toLowerCase().replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase());
  return plain(`${words} ${cut(digest.regionName, 80)}, ${formatReport(digest.date)}`);
}
