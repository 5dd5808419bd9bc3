import type { JSX } from 'preact';
import type { ImportJob, RejectedLine } from '../../core/source-desk.ts';
import { formatNumber } from '../../core/time.ts';
import { cut, platformNames } from '../wording.ts';
import { When } from './time.tsx';

/** What became of a file; nothing while it waits. */
export function ImportResult({ job }: { job: ImportJob }): JSX.Element | null {
  const { result, fault } = job;
  if (fault !== null) {
    return (
      <div class="trial-fault" role="alert">
        <p class="trouble">Impor gagal.</p>
        <p>{fault}</p>
      </div>
    );
  }
  if (result === null) return null;
  const counts = [
    ['Diterima', result.accepted],
    ['Sudah ada', result.duplicate],
    ['Diperbarui', result.edited],
    ['Ditolak', result.rejected],
  ] as const;
  return (
    <section class="card work" aria-labelledby="hasil-impor">
      <h2 id="hasil-impor">Hasil</h2>
      <dl class="counts">
        {counts.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{formatNumber(count)}</dd>
          </div>
        ))}
      </dl>
      {result.undated === 0 ? null : (
        <p>
          {formatNumber(result.undated)} isi tidak bertanggal;{' '}
          {job.settings.date === null ? 'dipakai waktu impor' : `dipakai tanggal ${job.settings.date}`}.
        </p>
      )}
      {result.rejected === 0 ? null : (
        <p>
          <a href={`/api/v1/imports/${job.id}/rejected?format=csv`} download>
            Unduh daftar baris yang ditolak (CSV)
          </a>
        </p>
      )}
      <p class="quiet">Yang diterima dinilai dan dikelompokkan sendiri dalam beberapa saat.</p>
    </section>
  );
}

/** The first rows as they are understood, so that a wrong column is seen before anything is stored. */
export function ImportPreviewTable({ job, now, zone }: { job: ImportJob; now: Date; zone: string }): JSX.Element {
  const { columns, rows, rejected, looked, usable, isWhole, otherSheets } = job.preview;
  return (
    <section class="card work" aria-labelledby="isi-berkas">
      <h2 id="isi-berkas">Isi berkas</h2>
      <p>
        {formatNumber(usable)} dari {formatNumber(looked)} baris {isWhole ? '' : 'pertama '}dapat dipakai.
        {isWhole ? '' : ' Sisanya dibaca ketika diimpor.'}
      </p>
      {columns.length === 0 ? null : (
        <>
          <h3>Kolom</h3>
          <ul class="column-names">
            {columns.slice(0, 60).map((name, index) => (
              <li key={index}>{cut(name, 60)}</li>
            ))}
          </ul>
        </>
      )}
      {otherSheets.length === 0 ? null : (
        <p class="quiet">Lembar lain tidak dibaca: {otherSheets.join(', ')}. Unggah lagi dengan nama lembarnya.</p>
      )}
      {rejected.length === 0 ? null : <Rejected lines={rejected} />}
      <div class="table-wrap">
        <table class="wide">
          <caption>Baris pertama, seperti akan disimpan</caption>
          <thead>
            <tr>
              <th scope="col" class="number">
                Baris
              </th>
              <th scope="col">Isi</th>
              <th scope="col">Platform</th>
              <th scope="col">Penulis</th>
              <th scope="col">Terbit</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ line, title, text, platform, author, publishedAt }) => (
              <tr key={line}>
                <td data-name="Baris" class="number">
                  {formatNumber(line)}
                </td>
                <td class="main-cell">
                  {title === null ? null : <strong>{cut(title, 140)} </strong>}
                  {cut(text, 200)}
                </td>
                <td data-name="Platform">{platformNames[platform]}</td>
                <td data-name="Penulis">{author ?? <span class="quiet">–</span>}</td>
                <td data-name="Terbit">
                  {publishedAt === null ? (
                    <span class="quiet">tidak disebut</span>
                  ) : (
                    <When at={publishedAt} now={now} zone={zone} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Rejected({ lines }: { lines: readonly RejectedLine[] }): JSX.Element {
  return (
    <>
      <h3>Yang tidak dapat dipakai</h3>
      <ul class="trial-warnings">
        {lines.map(({ line, reason }) => (
          <li key={`${line} ${reason}`}>
            Baris {formatNumber(line)}: {reason}
          </li>
        ))}
      </ul>
    </>
  );
}
