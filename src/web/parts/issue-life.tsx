import type { JSX } from 'preact';
import type { HeadlineTone } from '../../core/digest.ts';
import type { Clarification, Issue, IssueEvent, ResponseEffect } from '../../core/issue.ts';
import { type IssueLife, type IssueSpread, isOverdue } from '../../core/issue-life.ts';
import { addDays, formatDate, formatDateTime, formatNumber, formatTime, localDate, wallTime } from '../../core/time.ts';
import { toWebAddress } from '../../core/web-address.ts';
import { saySpan, stateNames } from '../wording.ts';
import { When } from './time.tsx';

interface Clock {
  readonly now: Date;
  readonly zone: string;
}

/** State of an issue, and whether the agency is late. */
export function StateChips({ issue, now }: { issue: Issue; now: Date }): JSX.Element {
  return (
    <>
      <span class="chip">{stateNames[issue.state]}</span>{' '}
      {isOverdue(issue, now) ? <span class="badge level-alert">Lewat batas waktu</span> : null}
    </>
  );
}

/** `OPD diminta menjawab sampai 23 Nov 2026, 15.00 WIB`; null while nobody is asked. */
export function sayDue(issue: Issue, { now, zone }: Clock): string | null {
  if (issue.state !== 'diteruskan' || issue.dueAt === null) return null;
  const due = sayEnd(issue.dueAt, zone);
  if (!isOverdue(issue, now)) return `sampai ${due}`;
  return `${due}, lewat ${saySpan(now.getTime() - Date.parse(issue.dueAt))}`;
}

/** `23 Nov 2026, 15.00 WIB`; the midnight that ends a day is called by that day. */
function sayEnd(at: string, zone: string): string {
  const { hour, minute, date } = wallTime(new Date(at), zone);
  return hour === 0 && minute === 0 ? `akhir ${formatDate(addDays(date, -1))}` : formatDateTime(at, zone);
}

/** What leaders who read headlines only should know. */
export function HeadlineFlag({ tone }: { tone: HeadlineTone | null }): JSX.Element | null {
  if (tone === null) return null;
  const body = tone.body === 'positive' ? 'positif' : 'netral';
  return (
    <div class="notice notice-warning" role="note">
      <strong>Judul negatif, isi {body}</strong>
      <p>
        {formatNumber(tone.reports)} dari {formatNumber(tone.of)} berita berjudul lebih keras daripada isinya, misalnya
        “{tone.example}”. Baca isinya sebelum menanggapi.
      </p>
    </div>
  );
}

/** Negative volume before and after the answer, and how long it took. */
export function Effect({ life, now, zone }: Clock & { life: IssueLife }): JSX.Element | null {
  const { answeredAt, responseMs, effect } = life;
  if (answeredAt === null) return null;
  return (
    <section class="card" aria-labelledby="tanggapan">
      <h2 id="tanggapan">Dampak tanggapan</h2>
      <p>
        Ditanggapi <When at={answeredAt} now={now} zone={zone} />
        {responseMs === null
          ? ''
          : responseMs === 0
            ? ', sebelum isu ini muncul'
            : `, ${saySpan(responseMs)} setelah isu muncul`}
        .
      </p>
      {effect === null ? (
        <p class="quiet">Dampaknya dihitung mulai satu jam setelah tanggapan.</p>
      ) : (
        <>
          <p class="effect">{sayEffect(effect)}</p>
          <p class="quiet">
            Dari semua sebutan: {formatNumber(effect.before.all)} → {formatNumber(effect.after.all)}. Pernyataan resmi
            dan salinan tidak dihitung.
          </p>
        </>
      )}
    </section>
  );
}

/** `Sentimen negatif 24 jam sebelum/sesudah: 31 → 6 (turun 81%)` */
export function sayEffect({ hours, before, after, complete }: ResponseEffect): string {
  const change = Math.round((Math.abs(after.negative - before.negative) / Math.max(1, before.negative)) * 100);
  const trend =
    before.negative === after.negative
      ? 'tetap'
      : before.negative === 0
        ? 'naik'
        : `${after.negative < before.negative ? 'turun' : 'naik'} ${formatNumber(change)}%`;
  const running = complete ? '' : ', masih berjalan';
  return `Sentimen negatif ${hours} jam sebelum/sesudah: ${formatNumber(before.negative)} → ${formatNumber(after.negative)} (${trend}${running})`;
}

export function Clarifications({
  clarifications,
  now,
  zone,
}: Clock & { clarifications: readonly Clarification[] }): JSX.Element | null {
  if (clarifications.length === 0) return null;
  return (
    <section class="card" aria-labelledby="klarifikasi">
      <h2 id="klarifikasi">Klarifikasi</h2>
      <ul class="plain-list">
        {clarifications.map((item) => (
          <li key={item.id}>
            <strong>{item.title}</strong>{' '}
            <span class="quiet">
              {item.agency === null ? '' : `${item.agency}, `}
              <When at={item.publishedAt} now={now} zone={zone} />, dicatat {item.who}
            </span>
            {item.claimed === null ? null : <p class="quiet">Yang beredar: {item.claimed}</p>}
            <p class="clarification">{item.text}</p>
            <OriginalLink url={item.url} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OriginalLink({ url }: { url: string | null }): JSX.Element | null {
  const address = toWebAddress(url);
  return address === null ? null : (
    <a href={address} rel="noopener noreferrer nofollow external" target="_blank">
      Buka asli<span class="hidden"> (tab baru)</span>
      <span aria-hidden="true"> ↗</span>
    </a>
  );
}

/** Who did what, when and why; the latest first. */
export function History({ history, now, zone }: Clock & { history: readonly IssueEvent[] }): JSX.Element | null {
  if (history.length === 0) return null;
  return (
    <section class="card" aria-labelledby="riwayat">
      <h2 id="riwayat">Riwayat</h2>
      <ol class="plain-list history">
        {[...history].reverse().map((event) => (
          <li key={event.id}>
            <p>{sayEvent(event, zone)}</p>
            {event.why === null ? null : <p class="reason">{event.why}</p>}
            <p class="quiet">
              {event.who}, <When at={event.at} now={now} zone={zone} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function sayEvent({ issueId, kind, from, to }: IssueEvent, zone: string): string {
  const own = String(issueId);
  switch (kind) {
    case 'state':
      return `Status: ${stateNames[from ?? ''] ?? from} → ${stateNames[to ?? ''] ?? to}`;
    case 'agency':
      return `OPD: ${from ?? 'belum ada'} → ${to ?? 'tidak ada'}`;
    case 'title':
      return `Judul diganti, semula “${from}”`;
    case 'due':
      return `Batas waktu: ${to === null ? 'dihapus' : sayEnd(to, zone)}`;
    case 'merge':
      return to === own ? `Isu ${from} digabung ke sini` : `Digabung ke isu ${to}`;
    case 'split':
      return to === own ? `Dipisahkan dari isu ${from}` : `Sebagian dipisahkan menjadi isu ${to}`;
    case 'clarification':
      return from === null ? 'Klarifikasi ditambahkan' : 'Pernyataan resmi ditandai sebagai jawaban';
    default:
      return 'Catatan';
  }
}

const maxVoices = 12;

/** In which order newsrooms, groups and accounts came, and what had come together by then. */
export function SpreadOrder({ spread, zone }: { spread: IssueSpread; zone: string }): JSX.Element | null {
  const { voices, timeline, unit } = spread;
  if (voices.length === 0) return null;
  return (
    <section class="card" aria-labelledby="urutan">
      <h2 id="urutan">Urutan penyebaran</h2>
      <ol class="ranked">
        {voices.slice(0, maxVoices).map(({ name, kind, at, count }) => (
          <li key={`${kind} ${name} ${at}`}>
            <span>
              {name} <span class="quiet">{kind === 'media' ? 'media' : 'grup/akun'}</span>
              <span class="quiet under">{formatDateTime(at, zone)}</span>
            </span>{' '}
            <span class="number">{formatNumber(count)}</span>
          </li>
        ))}
      </ol>
      {voices.length > maxVoices ? <p class="quiet">dan {formatNumber(voices.length - maxVoices)} lainnya</p> : null}
      <details>
        <summary>Jangkauan {unit === 'hour' ? 'per jam' : 'per hari'}</summary>
        <div class="table-wrap">
          <table>
            <thead>
              <tr>
                <th scope="col">Sampai</th>
                {['Media', 'Grup/akun', 'Komentar', 'Negatif'].map((name) => (
                  <th scope="col" class="number" key={name}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {timeline.slice(-maxPoints).map(({ at, media, accounts, comments, negative }) => (
                <tr key={at}>
                  <td>{unit === 'hour' ? sayHourEnd(at, zone) : localDate(new Date(at), zone)}</td>
                  {[media, accounts, comments, negative].map((count, index) => (
                    <td class="number" key={index}>
                      {formatNumber(count)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}

const maxPoints = 72;

/** `2026-11-22, 15.00 WIB`: when the hour ends that begins then. */
function sayHourEnd(at: string, zone: string): string {
  const end = new Date(Date.parse(at) + 3_600_000);
  return `${localDate(end, zone)}, ${formatTime(end, zone)}`;
}
