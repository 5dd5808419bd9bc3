import type { JSX } from 'preact';
import type { Digest } from '../../core/digest.ts';
import {
  addDays,
  dayWindow,
  formatDate,
  formatDateTime,
  formatTime,
  isDate,
  runningReportDate,
} from '../../core/time.ts';
import { findDigest, listDigestDates } from '../../store/digests.ts';
import type { WebDeps } from '../deps.ts';
import { notFound, type Page } from '../page.ts';
import { Notice } from '../parts/notices.tsx';

function runningDate({ now, region, reportMinute }: WebDeps): string {
  return runningReportDate(now(), region.timezone, reportMinute);
}

/** As it was sent, else made now. @throws RequestError 404 for a day that has not begun */
async function loadDigest(date: string | undefined, deps: WebDeps): Promise<Digest> {
  if (date === undefined || !isDate(date) || date > runningDate(deps)) throw notFound();
  const digest = (await findDigest(deps.db, date)) ?? (await deps.digestOf(date));
  if (digest === null) throw notFound();
  return digest;
}

export const reportPages: readonly Page[] = [
  {
    path: '/laporan',
    async load(_request, deps) {
      const running = runningDate(deps);
      const stored = (await listDigestDates(deps.db, 90)).filter((date) => date !== running);
      const ended = addDays(running, -1);
      const dates = stored.includes(ended) ? stored : [ended, ...stored];
      const body = (
        <>
          <h1>Laporan harian</h1>
          <p class="lead">
            Setiap pukul{' '}
            {formatTime(dayWindow(ended, deps.region.timezone, deps.reportMinute).to, deps.region.timezone)} dibuat
            laporan 24 jam terakhir, siap dikirim ke pimpinan lewat surel dan WhatsApp.
          </p>
          <ul class="card report-list">
            <ReportLine date={running} note="masih berjalan, dapat dilihat sekarang" />
            {dates.map((date) => (
              <ReportLine key={date} date={date} note={stored.includes(date) ? 'tersimpan' : 'disusun saat dibuka'} />
            ))}
          </ul>
        </>
      );
      return { title: 'Laporan harian', section: '/laporan', body };
    },
  },
  {
    path: '/laporan/:date',
    async load({ params }, deps) {
      const digest = await loadDigest(params.date, deps);
      const body = <ReportBody digest={digest} text={deps.digestText(digest)} zone={deps.region.timezone} />;
      return { title: `Laporan ${formatDate(digest.date)}`, section: '/laporan', frames: true, body };
    },
  },
  {
    path: '/laporan/:date/html',
    async load({ params }, deps) {
      return { document: deps.digestHtml(await loadDigest(params.date, deps)) };
    },
  },
];

function ReportLine({ date, note }: { date: string; note: string }): JSX.Element {
  return (
    <li>
      <a href={`/laporan/${date}`}>{formatDate(date)}</a> <span class="quiet">{note}</span>
    </li>
  );
}

function ReportBody({ digest, text, zone }: { digest: Digest; text: string; zone: string }): JSX.Element {
  const { date } = digest;
  return (
    <>
      <h1>Laporan {formatDate(date)}</h1>
      <p class="lead">
        Periode {formatDateTime(digest.from, zone)} sampai {formatDateTime(digest.to, zone)}, disusun{' '}
        {formatDateTime(digest.madeAt, zone)}.
      </p>
      {digest.complete ? null : (
        <Notice tone="info">
          Periode ini belum selesai: isinya masih dapat bertambah sampai {formatDateTime(digest.to, zone)}.
        </Notice>
      )}
      <p class="actions">
        <a class="button" href={`/laporan/${date}/html`} target="_blank" rel="noopener">
          Buka untuk dicetak
        </a>
      </p>
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
          title={`Laporan ${formatDate(date)}`}
          src={`/laporan/${date}/html`}
          sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
          data-grow="ya"
        />
      </section>
    </>
  );
}
