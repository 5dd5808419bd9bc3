import type { JSX } from 'preact';
import type { Actor } from '../../core/access.ts';
import { type Digest, type ReportPeriod, reportPeriods } from '../../core/digest.ts';
import { type ReportFormat, reportFormatNames, reportFormats } from '../../core/report-file.ts';
import {
  formatReport,
  lastReport,
  periodOf,
  previousReport,
  reportKeyOf,
  reportNames,
  reportOf,
  reportWindow,
} from '../../core/report-period.ts';
import { formatDateTime, formatNumber, formatTime, runningReportDate } from '../../core/time.ts';
import { listReports, type ReportLine as StoredReport } from '../../store/digests.ts';
import type { WebDeps } from '../deps.ts';
import { loadDesk, loadDigest, type ReportDesk } from '../load-report.ts';
import type { Page } from '../page.ts';
import { Notice } from '../parts/notices.tsx';
import { DeliveryTable, ReportActions, sayDeliveries } from '../parts/report-desk.tsx';
import { reportEditPage } from './report-edit.tsx';

/** Stored reports listed of each kind; and how many that ended last, stored or not. */
const maxStored = 90;
const listed: Readonly<Record<ReportPeriod, number>> = { day: 1, week: 4, month: 3 };

const listTitles: Readonly<Record<ReportPeriod, string>> = { day: 'Harian', week: 'Mingguan', month: 'Bulanan' };

export const reportPages: readonly Page[] = [
  {
    path: '/laporan',
    access: 'read',
    async load(_request, deps) {
      const lines = await Promise.all(
        reportPeriods.map((period) => listReports(deps.db, { period, limit: maxStored })),
      );
      const stored = new Map(lines.flat().map((line) => [line.date, line]));
      const at = lastReport('day', deps.now(), deps.region.timezone, deps.reportMinute);
      const body = (
        <>
          <h1>Laporan monitoring isu</h1>
          <p class="lead">
            Setiap pukul {formatTime(endOf(at, deps), deps.region.timezone)} dibuat laporan 24 jam terakhir, siap
            dikirim ke pimpinan lewat surel dan WhatsApp. Laporan mingguan dan bulanan disusun dari data yang sama.
          </p>
          {reportPeriods.map((period) => (
            <ReportList key={period} period={period} stored={stored} deps={deps} />
          ))}
        </>
      );
      return { title: 'Laporan', section: '/laporan', body };
    },
  },
  {
    path: '/laporan/:date',
    access: 'read',
    async load({ params, actor }, deps) {
      const digest = await loadDigest(params.date, deps);
      const desk = await loadDesk(digest, deps);
      const clock = { now: deps.now(), zone: deps.region.timezone };
      const body = <ReportBody {...{ digest, desk, actor, clock, text: deps.digestText(digest) }} />;
      return { title: `Laporan ${formatReport(digest.date)}`, section: '/laporan', frames: true, body };
    },
  },
  reportEditPage,
  {
    path: '/laporan/:date/html',
    access: 'read',
    async load({ params }, deps) {
      return { document: await deps.digestHtml(await loadDigest(params.date, deps)) };
    },
  },
];

function endOf(date: string, { region, reportMinute }: WebDeps): string {
  return reportWindow(date, region.timezone, reportMinute).to;
}

/** The running period, those that ended last, and every other that is stored; newest first. */
function ReportList(props: {
  period: ReportPeriod;
  stored: ReadonlyMap<string, StoredReport>;
  deps: WebDeps;
}): JSX.Element {
  const { period, stored, deps } = props;
  const { now, region, reportMinute } = deps;
  const running = reportOf(period, runningReportDate(now(), region.timezone, reportMinute));
  const dates = new Set([...stored.keys()].filter((date) => periodOf(date) === period && date < running));
  for (let date = previousReport(running), count = 0; count < listed[period]; count += 1) {
    dates.add(date);
    date = previousReport(date);
  }
  return (
    <section aria-labelledby={`laporan-${period}`}>
      <h2 id={`laporan-${period}`}>{listTitles[period]}</h2>
      <ul class="card report-list">
        <ReportLine date={running} note="masih berjalan, dapat dilihat sekarang" />
        {[...dates]
          .sort()
          .reverse()
          .map((date) => (
            <ReportLine key={date} date={date} note={sayStored(stored.get(date))} />
          ))}
      </ul>
    </section>
  );
}

/** `terkirim, disetujui oleh Rina, 1 koreksi` */
function sayStored(line: StoredReport | undefined): string {
  if (line === undefined) return 'disusun saat dibuka';
  const { queuedAt, approvedBy, corrections } = line;
  return [
    queuedAt === null ? 'belum dikirim' : 'terkirim',
    approvedBy === null ? 'otomatis, belum diverifikasi' : `disetujui oleh ${approvedBy}`,
    ...(corrections === 0 ? [] : [`${formatNumber(corrections)} koreksi`]),
  ].join(', ');
}

function ReportLine({ date, note }: { date: string; note: string }): JSX.Element {
  return (
    <li>
      <a href={`/laporan/${date}`}>{formatReport(date)}</a> <span class="quiet">{note}</span>
    </li>
  );
}

interface ReportBodyProps {
  readonly digest: Digest;
  readonly desk: ReportDesk;
  readonly actor: Actor;
  readonly text: string;
  readonly clock: { readonly now: Date; readonly zone: string };
}

function ReportBody({ digest, desk, actor, text, clock }: ReportBodyProps): JSX.Element {
  const { zone } = clock;
  const { date, period } = digest;
  const key = reportKeyOf(date, digest.editorial.correction);
  const name = reportNames[period];
  return (
    <>
      <p class="back">
        <a href="/laporan">← Semua laporan</a>
      </p>
      <h1>{`${name.charAt(0).toUpperCase()}${name.slice(1)}, ${formatReport(date)}`}</h1>
      <p class="lead">
        Periode {formatDateTime(digest.from, zone)} sampai {formatDateTime(digest.to, zone)}, disusun{' '}
        {formatDateTime(digest.madeAt, zone)}.
      </p>
      <dl class="fact-grid">
        <div>
          <dt>Status</dt>
          <dd>{sayStanding(digest, zone)}</dd>
        </div>
        <div>
          <dt>Pengiriman</dt>
          <dd>{sayDeliveries(desk.deliveries.filter(({ about }) => about === key))}</dd>
        </div>
      </dl>
      {digest.complete ? null : (
        <Notice tone="info">
          Periode ini belum selesai: isinya masih dapat bertambah sampai {formatDateTime(digest.to, zone)}.
        </Notice>
      )}
      {digest.afterwards ? (
        <Notice tone="info">
          Laporan ini disusun sekarang dari data yang tersimpan; waktu itu tidak ada yang dikirim.
        </Notice>
      ) : null}
      <ReportActions digest={digest} desk={desk} actor={actor} clock={clock} />
      <section aria-labelledby="unduh">
        <h2 id="unduh">Unduh</h2>
        <p class="actions">
          <a class="button" href={`/laporan/${key}/html`} target="_blank" rel="noopener">
            Buka untuk dicetak
          </a>
          {reportFormats.filter(isDownload).map((format) => (
            <a key={format} class="button" href={`/api/v1/digests/${key}/files/${format}`} download>
              {reportFormatNames[format]}
            </a>
          ))}
        </p>
      </section>
      <section aria-labelledby="whatsapp">
        <h2 id="whatsapp">Teks WhatsApp</h2>
        <div class="card copy-box">
          <textarea id="teks-whatsapp" rows={12} readOnly aria-label="Teks laporan untuk WhatsApp" value={text} />
          <button type="button" data-copy="teks-whatsapp" hidden>
            Salin teks
          </button>
        </div>
      </section>
      <section aria-labelledby="isi-laporan">
        <h2 id="isi-laporan">Isi laporan</h2>
        <iframe
          class="document"
          title={`Laporan ${formatReport(date)}`}
          src={`/laporan/${key}/html`}
          sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
          data-grow="ya"
        />
      </section>
      <DeliveryTable deliveries={desk.deliveries} clock={clock} />
    </>
  );
}

/** What stands on the page itself is not offered as a file. */
function isDownload(format: ReportFormat): boolean {
  return format !== 'html' && format !== 'text';
}

function sayStanding({ editorial, complete }: Digest, zone: string): string {
  const { approvedBy, approvedAt, editedBy, correction } = editorial;
  const corrected = correction > 0 ? `koreksi ke-${formatNumber(correction)}, ` : '';
  if (approvedBy !== null) {
    return `${corrected}disetujui oleh ${approvedBy}${approvedAt === null ? '' : ` pada ${formatDateTime(approvedAt, zone)}`}`;
  }
  if (editedBy !== null) return `${corrected}disunting oleh ${editedBy}, belum disetujui`;
  return complete ? `${corrected}otomatis, belum diverifikasi` : 'sementara, belum diverifikasi';
}
