import type { JSX } from 'preact';
import type { ManagedSource, SourceDay } from '../../core/managed-source.ts';
import { formatDate, formatNumber } from '../../core/time.ts';
import type { listMentionsOfSource } from '../../store/managed-sources.ts';
import type { Run } from '../../store/runs.ts';
import type { WebDeps } from '../deps.ts';
import { dailyCost, eachDay } from '../source-costs.ts';
import { saySize } from '../source-wording.ts';
import { cut, formatAmount, sayWindow, termsNames } from '../wording.ts';
import type { ShownCredential } from './credential-cards.tsx';
import { DayBars } from './day-bars.tsx';
import { When } from './time.tsx';

/** What came day by day, as a picture and as its numbers. */
export function DaySection({
  days,
  today,
  count,
}: {
  days: readonly SourceDay[];
  today: string;
  count: number;
}): JSX.Element {
  const all = eachDay(days, today, count);
  return (
    <section aria-labelledby="per-hari">
      <h2 id="per-hari">Isi baru per hari</h2>
      <div class="card">
        <DayBars days={all} height={72} />
        <details>
          <summary>Angkanya</summary>
          <table class="compact">
            <thead>
              <tr>
                <th scope="col">Hari</th>
                <th scope="col" class="number">
                  Isi baru
                </th>
                <th scope="col" class="number">
                  Diambil
                </th>
                <th scope="col" class="number">
                  Gagal
                </th>
                <th scope="col" class="number">
                  Permintaan
                </th>
                <th scope="col" class="number">
                  Terunduh
                </th>
              </tr>
            </thead>
            <tbody>
              {[...all].reverse().map((day) => (
                <tr key={day.day}>
                  <th scope="row">{formatDate(day.day)}</th>
                  <td class="number">{formatNumber(day.stored)}</td>
                  <td class="number">{formatNumber(day.runs)}</td>
                  <td class="number">{formatNumber(day.failures)}</td>
                  <td class="number">{day.requests === 0 && day.runs > 0 ? '–' : formatNumber(day.requests)}</td>
                  <td class="number">{day.requests === 0 && day.runs > 0 ? '–' : saySize(day.bytes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </div>
    </section>
  );
}

interface CostProps {
  readonly source: ManagedSource;
  readonly days: readonly SourceDay[];
  readonly today: string;
  readonly credential: ShownCredential | null;
  readonly deps: Pick<WebDeps, 'sourceDesk'>;
}

export function CostSection({ source, days, today, credential, deps }: CostProps): JSX.Element {
  const { requests, bytes, isEstimate } = dailyCost(source, days, today);
  const summary = deps.sourceDesk.collectors.get(source.collector);
  return (
    <section aria-labelledby="biaya">
      <h2 id="biaya">Biaya</h2>
      <div class="card">
        <dl class="counts">
          <div>
            <dt>Permintaan sehari{isEstimate ? ' (perkiraan)' : ''}</dt>
            <dd>{source.enabled ? formatNumber(Math.round(requests)) : '0'}</dd>
          </div>
          <div>
            <dt>Terunduh sehari</dt>
            <dd>{bytes === null ? 'belum tercatat' : saySize(bytes)}</dd>
          </div>
          {(credential?.uses ?? []).map(({ budget, used }) => (
            <div key={budget.name}>
              <dt>
                {budget.title} {sayWindow(budget.window)}: terpakai dari {formatAmount(budget.limit)}
              </dt>
              <dd>
                {formatAmount(used)} <span class="quiet">sisa {formatAmount(Math.max(0, budget.limit - used))}</span>
              </dd>
            </div>
          ))}
        </dl>
        <p class="quiet">
          {isEstimate
            ? 'Diperkirakan dari seberapa sering diambil, satu permintaan tiap kali; ada cara yang memerlukan lebih dari satu.'
            : 'Rata-rata sampai tujuh hari terakhir yang utuh, tanpa robots.txt.'}{' '}
          {summary?.cost ?? ''} {summary?.limits ?? ''}
        </p>
        {source.credential === null ? null : (
          <p class="quiet">
            Jatah kunci <a href="/sumber#kunci-dan-jatah">{source.credential}</a> dipakai bersama semua sumbernya.
          </p>
        )}
      </div>
    </section>
  );
}

export function LegalSection({ source }: { source: ManagedSource }): JSX.Element {
  const { legal } = source;
  return (
    <section aria-labelledby="dasar-hukum">
      <h2 id="dasar-hukum">Dasar hukum</h2>
      <div class="card">
        {legal === null ? (
          <p>Belum ditulis; sumber tanpa tujuan dan dasar hukum tidak dapat diambil.</p>
        ) : (
          <dl class="grounds">
            <dt>Tujuan</dt>
            <dd>{legal.purpose}</dd>
            <dt>Dasar</dt>
            <dd>{legal.basis === '' ? 'belum disebut' : legal.basis}</dd>
            <dt>Ketentuan</dt>
            <dd>{termsNames[legal.terms]}</dd>
            {legal.reference === null ? null : (
              <>
                <dt>Nomor kontrak atau izin</dt>
                <dd>{legal.reference}</dd>
              </>
            )}
          </dl>
        )}
      </div>
    </section>
  );
}

type ShownMention = Awaited<ReturnType<typeof listMentionsOfSource>>[number];

export function MentionSection({
  mentions,
  now,
  zone,
}: {
  mentions: readonly ShownMention[];
  now: Date;
  zone: string;
}): JSX.Element {
  return (
    <section aria-labelledby="terbaru">
      <h2 id="terbaru">Sebutan terbaru</h2>
      {mentions.length === 0 ? (
        <p class="quiet">Belum ada.</p>
      ) : (
        <ul class="card plain-list">
          {mentions.map(({ id, title, text, publishedAt, setAside }) => (
            <li key={id}>
              <a href={`/sebutan/${id}`}>{cut(title ?? text, 140)}</a>{' '}
              <span class="quiet">
                <When at={publishedAt} now={now} zone={zone} />
                {setAside === null ? '' : ', disisihkan'}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function RunSection({ runs, now, zone }: { runs: readonly Run[]; now: Date; zone: string }): JSX.Element {
  return (
    <section aria-labelledby="pengambilan">
      <h2 id="pengambilan">Pengambilan terakhir</h2>
      {runs.length === 0 ? (
        <p class="quiet">Belum pernah diambil.</p>
      ) : (
        <div class="table-wrap card">
          <table class="wide">
            <thead>
              <tr>
                <th scope="col">Kapan</th>
                <th scope="col">Hasil</th>
                <th scope="col" class="number">
                  Baru
                </th>
                <th scope="col" class="number">
                  Sudah ada
                </th>
                <th scope="col" class="number">
                  Berubah
                </th>
                <th scope="col" class="number">
                  Ditolak
                </th>
                <th scope="col" class="number">
                  Lamanya
                </th>
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <tr key={run.id}>
                  <td class="main-cell">
                    <When at={run.endedAt} now={now} zone={zone} />
                  </td>
                  <td data-name="Hasil">
                    {run.error === null ? 'berhasil' : <code class="technical trouble">{run.error}</code>}
                  </td>
                  <td data-name="Baru" class="number">
                    {formatNumber(run.stored)}
                  </td>
                  <td data-name="Sudah ada" class="number">
                    {formatNumber(run.repeats)}
                  </td>
                  <td data-name="Berubah" class="number">
                    {formatNumber(run.edits)}
                  </td>
                  <td data-name="Ditolak" class="number">
                    {formatNumber(run.rejected)}
                  </td>
                  <td data-name="Lamanya" class="number">
                    {formatNumber(Math.round((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 100) / 10)} d
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
